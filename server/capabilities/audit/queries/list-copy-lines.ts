import type { Database } from '#platform/database/database';
import { inSnapshot } from '#platform/database/snapshot';
import { listChainRecords } from './list-chain-records.ts';

/** Hands the lines of an outsider's copy to `write`, as they stood at one moment. */
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
