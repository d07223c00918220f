import { type Connection, type Database, rows, sql } from '../database/database.ts';
import { inTransaction, type Work } from '../database/transaction.ts';
import type { Wake } from './wake.ts';

/** An entry of the log that live streams follow. Bodies hold ids only, never personal data. */
export type LoggedEvent = { seq: number; type: string; body: Record<string, unknown> };

/** Any fixed number: processes take turns at numbering. */
const NUMBERING_LOCK = 20_230_401;

export type EventLog = {
  /** Adds an entry in the caller's transaction and wakes the followers after its commit. */
  append(work: Work, type: string, body: Record<string, unknown>): Promise<void>;
  /** Numbers what has been committed since, then gives the entries after `seq`, at most `limit`, in order. */
  readAfter(seq: number, limit: number): Promise<LoggedEvent[]>;
  /** The number of the last entry; a snapshot taken after asking contains everything up to it. */
  lastSeq(): Promise<number>;
};

/**
 * A sequence number drawn while writing is drawn before commit: a reader asking "greater than my last" would skip a
 * slower transaction for ever. So entries get their number only after commit, one numbering at a time.
 */
export function createEventLog(db: Database, wake: Wake): EventLog {
  return {
    async append(work, type, body) {
      await sql`INSERT INTO platform.event_log (type, body) VALUES (${type}, ${JSON.stringify(body)})`.execute(work.tx);
      work.afterCommit(() => wake.send('event-log'));
    },
    async readAfter(seq, limit) {
      await numberCommitted(db);
      return rows(
        db,
        sql<LoggedEvent>`SELECT seq, type, body FROM platform.event_log WHERE seq > ${seq} ORDER BY seq LIMIT ${limit}`,
      );
    },
    async lastSeq() {
      await numberCommitted(db);
      return lastNumber(db);
    },
  };
}

async function lastNumber(connection: Connection): Promise<number> {
  const [last] = await rows(
    connection,
    sql<{ seq: number }>`SELECT coalesce(max(seq), 0) AS seq FROM platform.event_log`,
  );
  return last?.seq ?? 0;
}

async function numberCommitted(db: Database): Promise<void> {
  const waiting = await rows(db, sql`SELECT 1 FROM platform.event_log WHERE seq IS NULL LIMIT 1`);
  if (waiting.length === 0) return;
  await inTransaction(db, async ({ tx }) => {
    await sql`SELECT pg_advisory_xact_lock(${NUMBERING_LOCK})`.execute(tx);
    const last = await lastNumber(tx);
    await sql`UPDATE platform.event_log AS entry SET seq = ${last} + numbered.place
      FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM platform.event_log WHERE seq IS NULL) AS numbered
      WHERE entry.id = numbered.id`.execute(tx);
  });
}
