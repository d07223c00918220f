import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Connection, findRow, rows, sql } from '../database/database.ts';
import type { Work } from '../database/transaction.ts';
import { newId } from '../ids.ts';
import type { CleanFile, PreparedFile, Refusal } from './prepared-file.ts';

export type StoredFile = { path: string; contentType: string };
/** What is known of a file without opening it; `refusal` null means that it can be opened. */
export type FileFacts = { id: string; contentType: string | null; bytes: number | null; refusal: Refusal | null };

/** Files of reporters, kept outside the database under the hash of their content: the same file twice is one. */
export type Attachments = {
  /**
   * Finds the type by content and strips what the camera added. Takes a second for a large picture, and longer where
   * others wait before it: not in a transaction. @param of whose file it is
   * @throws AppError `server/overloaded`, `request/too-many`: nothing is wrong with the file, and it may come again;
   * `file/too-heavy`: it took too much time or memory, now
   */
  prepare: CleanFile;
  /** Stores it; it is on disk before the caller's transaction can commit. Of a refused one, reason and hash are stored. */
  store(work: Work, file: PreparedFile): Promise<string>;
  /** There is no file to store (too large to be fetched, deleted at its source); the reason is stored instead. */
  refuse(work: Work, refusal: Refusal): Promise<string>;
  /** Their senders took them back, or they are not needed any more: the files go with the next sweep. */
  forget(work: Work, ...ids: string[]): Promise<void>;
  find(connection: Connection, id: string): Promise<StoredFile | undefined>;
  describe(connection: Connection, ids: string[]): Promise<FileFacts[]>;
};

export function createAttachments(folder: string, clean: CleanFile): Attachments {
  const insert = async (
    { tx }: Work,
    kept: { sha256?: string; contentType?: string; bytes?: number; refusal?: Refusal },
    original?: PreparedFile,
  ) => {
    const id = newId();
    await sql`INSERT INTO platform.attachments
        (id, sha256, content_type, bytes, refusal, original_sha256, original_bytes)
      VALUES (${id}, ${kept.sha256 ?? null}, ${kept.contentType ?? null}, ${kept.bytes ?? null}, ${kept.refusal ?? null},
        ${original?.originalSha256 ?? null}, ${original?.originalBytes ?? null})`.execute(tx);
    return id;
  };
  return {
    prepare: clean,
    async store(work, file) {
      if ('refusal' in file.clean) return insert(work, { refusal: file.clean.refusal }, file);
      const { bytes, contentType, sha256 } = file.clean;
      // The sweep of files that belong to nobody waits for us, or we for it; see `sweep-files`.
      await sql`SELECT pg_advisory_xact_lock_shared(hashtextextended(${sha256}, 0))`.execute(work.tx);
      await write(folder, sha256, bytes);
      return insert(work, { sha256, contentType, bytes: bytes.length }, file);
    },
    refuse: (work, refusal) => insert(work, { refusal }),
    async forget({ tx }, ...ids) {
      if (ids.length === 0) return;
      await sql`DELETE FROM platform.attachments WHERE id = ANY(${ids}::uuid[])`.execute(tx);
    },
    async find(connection, id) {
      const row = await findRow(
        connection,
        sql<{ sha256: string; contentType: string }>`SELECT sha256, content_type AS "contentType"
          FROM platform.attachments WHERE id = ${id} AND refusal IS NULL`,
      );
      return row && { path: placeOf(folder, row.sha256), contentType: row.contentType };
    },
    async describe(connection, ids) {
      if (ids.length === 0) return [];
      return rows(
        connection,
        sql<FileFacts>`SELECT id, content_type AS "contentType", bytes, refusal
          FROM platform.attachments WHERE id = ANY(${ids}::uuid[])`,
      );
    },
  };
}

export function placeOf(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256);
}

/** Written beside and then moved: nobody ever reads half a picture. Readable by the server's own user alone. */
async function write(folder: string, sha256: string, bytes: Buffer): Promise<void> {
  const place = placeOf(folder, sha256);
  await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
  const fresh = `${place}.${randomBytes(6).toString('hex')}`;
  await writeFile(fresh, bytes, { mode: 0o600, flush: true });
  await rename(fresh, place);
}
