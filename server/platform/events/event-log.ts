import { type Connection, type Database, getRow, rows, sql } from '../database/database.ts';
import { createLastWrite, createTransactionState, inTransaction, type Work } from '../database/transaction.ts';
import type { Notifier } from './notifier.ts';

/** The types of the entries and what each holds, as JSON: ids only, never personal data. */
type Logged = Record<string, Record<string, unknown>>;
/** An entry of the log that live streams follow. */
export type LogEntry<Events = Logged> = {
  [Type in keyof Events]: { seq: number; type: Type; body: Events[Type] };
}[keyof Events];

/** Kept whatever their age: twice what a returning browser may be behind before it takes a new snapshot. */
export const RETAINED_ENTRIES = 10_000;
/** Entries younger than this are never deleted: somebody may have to find out what was sent when. */
const KEPT_MS = 24 * 3600_000;
/** At once; the rest follows a minute later. */
const FORGOTTEN_AT_ONCE = 20_000;
/** More are numbered by statements of their own. */
const MOST_NUMBERED_AT_ONCE = 1000;
/** Any fixed number: processes take turns at numbering. */
const NUMBERING_LOCK = 20_230_401;

export type EventLog<Events = Logged> = {
  /**
   * Adds entries to the caller's transaction, which writes them together right before its commit and then notifies the
   * followers. The same entry again says nothing new: followers read what is true after the commit.
   */
  append<Type extends keyof Events>(work: Work, type: Type, ...bodies: Events[Type][]): void;
  /** Numbers what has been committed since, then gives the entries after `seq`, at most `limit`, in order. */
  readAfter(seq: number, limit: number): Promise<LogEntry<Events>[]>;
  /** The number of the last entry; a snapshot taken after asking contains everything up to it. */
  lastSeq(): Promise<number>;
  /** Removes what no stream can ask for any more. Returns how many entries went. */
  deleteOldEntries(now: Date): Promise<number>;
};

const addEntry = createLastWrite<{ type: string; body: string }>(
  'logged',
  (entries) =>
    sql`INSERT INTO platform.event_log (type, body) SELECT * FROM unnest(
      ${entries.map(({ type }) => type)}::text[], ${entries.map(({ body }) => body)}::jsonb[])`,
);

/** The entries of a transaction so far. */
const addedOf = createTransactionState(() => new Set<string>());

/**
 * A sequence number drawn while writing is drawn before commit: a reader asking "greater than my last" would skip a
 * slower transaction for ever. So entries get their number only after commit, one numbering at a time.
 */
export function createEventLog<Events = Logged>(db: Database, notifier: Notifier): EventLog<Events> {
  return {
    append(work, type, ...bodies) {
      const added = addedOf(work);
      for (const body of bodies) {
        const entry = { type: String(type), body: JSON.stringify(body) };
        const key = `${entry.type} ${entry.body}`;
        if (added.has(key)) continue;
        if (added.size === 0) work.afterCommit(() => notifier.send('event-log'));
        added.add(key);
        addEntry(work, entry);
      }
    },
    async readAfter(seq, limit) {
      const { isWhole, entries } = await numberAndRead<LogEntry<Events>>(db, seq, limit);
      if (isWhole) return entries;
      await numberCommitted(db);
      return readNumbered<LogEntry<Events>>(db, seq, limit);
    },
    async lastSeq() {
      await numberCommitted(db);
      return lastNumber(db);
    },
    async deleteOldEntries(now) {
      const before = new Date(now.getTime() - KEPT_MS);
      const gone = await rows(
        db,
        sql`DELETE FROM platform.event_log WHERE id IN (
          SELECT id FROM platform.event_log
          WHERE seq <= (SELECT max(seq) FROM platform.event_log) - ${RETAINED_ENTRIES} AND at < ${before}
          ORDER BY seq LIMIT ${FORGOTTEN_AT_ONCE}) RETURNING 1`,
      );
      return gone.length;
    },
  };
}

function readNumbered<Entry extends { seq: number; type: PropertyKey; body: unknown }>(
  db: Database,
  seq: number,
  limit: number,
): Promise<Entry[]> {
  return rows(
    db,
    sql<Entry>`SELECT seq, type, body FROM platform.event_log WHERE seq > ${seq} ORDER BY seq LIMIT ${limit}`,
  );
}

/** unique_violation: another process numbered what this statement could not yet see. */
const TWIN = '23505';

/**
 * Numbers and reads in one statement: each alarm waits for this. `isWhole` is false where another process is numbering
 * or just was, or very many wait; what this statement saw is then too old to go by, and it has to be done one after the other.
 * `LIMIT` and `coalesce` keep it at plain index scans, in order and by id: they clear away the index entries of what is
 * numbered already, which a bitmap scan would read again for each alarm until the next vacuum.
 */
async function numberAndRead<Entry>(
  db: Database,
  seq: number,
  limit: number,
): Promise<{ isWhole: boolean; entries: Entry[] }> {
  try {
    return await getRow(
      db,
      sql<{ isWhole: boolean; entries: Entry[] }>`
        WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(${NUMBERING_LOCK}) AS is_ours),
          waiting AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY id) AS place
            FROM (SELECT id FROM platform.event_log WHERE seq IS NULL ORDER BY id LIMIT ${MOST_NUMBERED_AT_ONCE}) AS entry),
          last AS MATERIALIZED (SELECT coalesce(max(seq), 0) AS seq FROM platform.event_log),
          numbered AS (UPDATE platform.event_log AS entry SET seq = last.seq + waiting.place FROM waiting, last, turn
            WHERE turn.is_ours AND entry.id = waiting.id AND coalesce(entry.seq, 0) = 0
            RETURNING entry.seq, entry.type, entry.body),
          known AS (SELECT seq, type, body FROM platform.event_log WHERE seq > ${seq} AND seq <= (SELECT seq FROM last)
            UNION ALL SELECT seq, type, body FROM numbered WHERE seq > ${seq} ORDER BY seq LIMIT ${limit})
        SELECT (SELECT is_ours FROM turn) AND (SELECT count(*) FROM waiting) = (SELECT count(*) FROM numbered)
            AND (SELECT count(*) FROM waiting) < ${MOST_NUMBERED_AT_ONCE} AS "isWhole",
          coalesce((SELECT json_agg(known) FROM known), '[]') AS entries`,
    );
  } catch (error) {
    if ((error as { code?: unknown }).code !== TWIN) throw error;
    return { isWhole: false, entries: [] };
  }
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
