import { type Database, findRow, getRow, sql } from '../database/database.ts';
import { inTransaction, type Work } from '../database/transaction.ts';
import type { Log } from '../log.ts';

/** Less is a restart or a failover, and moves nothing; as long as the database's mark may be old (`try_to_write`). */
const OUTAGE_MS = 60_000;

/** What was kept running while nothing could be stored goes on from where it was, in the transaction that notes the end. */
export type AfterOutage = (work: Work, outage: { ms: number }) => Promise<void>;

/**
 * If no process could store anything for a minute or more and that is over: hands on how long it was, once among all processes.
 * Returns when that is done, by whichever process.
 */
export async function recoverFromOutage(db: Database, log: Log, after: readonly AfterOutage[]): Promise<void> {
  const mark = await findRow(db, sinceLastWrite());
  if (mark && mark.ms < OUTAGE_MS) return;
  await inTransaction(db, async (work) => {
    await sql`INSERT INTO platform.last_write (at) VALUES (clock_timestamp()) ON CONFLICT DO NOTHING`.execute(work.tx);
    await sql`SELECT 1 FROM platform.last_write FOR UPDATE`.execute(work.tx);
    const { ms } = await getRow(work.tx, sinceLastWrite());
    if (ms < OUTAGE_MS) return;
    for (const one of after) await one(work, { ms });
    await sql`UPDATE platform.last_write SET at = clock_timestamp()`.execute(work.tx);
    work.afterCommit(() => log.warn({ seconds: Math.round(ms / 1000) }, 'an outage is over; it counts for nobody'));
  });
}

const sinceLastWrite = () =>
  sql<{
    ms: number;
  }>`SELECT (extract(epoch FROM clock_timestamp() - at) * 1000)::float8 AS ms FROM platform.last_write`;
