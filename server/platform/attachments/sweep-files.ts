import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, findRow, sql } from '../database/database.ts';
import { inTransaction } from '../database/transaction.ts';

/** Younger ones may belong to a transaction that has not committed yet. */
const LEFT_ALONE_MS = 3_600_000;

/**
 * Removes files that belong to no row: of a transaction that failed, taken back by their sender, or half written when
 * the machine stopped. @returns how many went
 */
export async function sweepFiles(db: Database, folder: string, now: Date): Promise<number> {
  let swept = 0;
  for (const part of await readdir(folder).catch(() => [])) {
    for (const name of await readdir(join(folder, part)).catch(() => [])) {
      if (await sweepFile(db, join(folder, part, name), name, now)) swept += 1;
    }
  }
  return swept;
}

async function sweepFile(db: Database, path: string, name: string, now: Date): Promise<boolean> {
  if (!(await isOld(path, now))) return false;
  const [sha256 = ''] = name.split('.');
  return inTransaction(db, async ({ tx }) => {
    // Whoever stores the same content holds this lock shared until commit: then it is not ours to remove.
    const lock = await findRow(
      tx,
      sql<{ got: boolean }>`SELECT pg_try_advisory_xact_lock(hashtextextended(${sha256}, 0)) AS got`,
    );
    if (!lock?.got || !(await isOld(path, now))) return false;
    const isWanted =
      name === sha256 && (await findRow(tx, sql`SELECT 1 FROM platform.attachments WHERE sha256 = ${sha256} LIMIT 1`));
    if (isWanted) return false;
    await rm(path, { force: true });
    return true;
  });
}

async function isOld(path: string, now: Date): Promise<boolean> {
  const file = await stat(path).catch(() => undefined);
  return file !== undefined && now.getTime() - file.mtimeMs > LEFT_ALONE_MS;
}
