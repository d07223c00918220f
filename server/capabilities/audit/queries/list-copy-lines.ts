import type { Database } from '#platform/database/database';
import { inSnapshot } from '#platform/database/transaction';
import { listChainRecords } from './list-chain-records.ts';

/** Passes the lines of an export to `write`, all read in one snapshot. */
export function listCopyLines(
  db: Database,
  now: Date,
  write: (lines: AsyncIterable<string>) => Promise<void>,
): Promise<void> {
  return inSnapshot(db, async (connection) => {
    async function* lines(): AsyncGenerator<string> {
      for await (const record of listChainRecords(connection, now)) yield `${JSON.stringify(record)}\n`;
    }
    await write(lines());
  });
}
