import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Connection, findRow, sql } from '../database/database.ts';
import type { Work } from '../database/transaction.ts';
import { newId } from '../ids.ts';

export type StoredFile = { path: string; contentType: string };

/** Files of reporters, kept outside the database under the hash of their content: the same file twice is one. */
export type Attachments = {
  /** Keeps the bytes; they are on disk before the caller's transaction can commit. */
  store(work: Work, file: { bytes: Buffer; contentType: string }): Promise<string>;
  find(connection: Connection, id: string): Promise<StoredFile | undefined>;
};

export function createAttachments(folder: string): Attachments {
  const placeOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  return {
    async store({ tx }, { bytes, contentType }) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const place = placeOf(sha256);
      await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true });
      // Written beside and then moved: nobody ever reads half a picture.
      const fresh = `${place}.${randomBytes(6).toString('hex')}`;
      await writeFile(fresh, bytes, { mode: 0o600, flush: true });
      await rename(fresh, place);
      const id = newId();
      await sql`INSERT INTO platform.attachments (id, sha256, content_type, bytes)
        VALUES (${id}, ${sha256}, ${contentType}, ${bytes.length})`.execute(tx);
      return id;
    },
    async find(connection, id) {
      const row = await findRow(
        connection,
        sql<{ sha256: string; contentType: string }>`SELECT sha256, content_type AS "contentType"
          FROM platform.attachments WHERE id = ${id}`,
      );
      return row && { path: placeOf(row.sha256), contentType: row.contentType };
    },
  };
}
