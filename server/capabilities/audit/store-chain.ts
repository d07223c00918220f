import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';
import type { DayRoot, Seal, SealableEntry } from './chain.ts';

/** Id of the advisory lock by which one process seals at a time; a killed one releases it with its connection. */
const SEALING_LOCK = 20_230_702;
/** With microseconds, as stored, so that the hash covers the exact instant. */
const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"';

const ENTRY = sql`id, to_char(at AT TIME ZONE 'UTC', ${sql.lit(ISO)}) AS at, kind, action, actor_kind AS "actorKind",
  actor_id AS "actorId", subject_kind AS "subjectKind", subject_id AS "subjectId", details, origin AS "from",
  session_id AS "sessionId", nonce::text AS nonce`;
const SEAL = sql`seq, entry_id AS "entryId", encode(digest, 'hex') AS digest, encode(hash, 'hex') AS hash,
  to_char(sealed_at AT TIME ZONE 'UTC', ${sql.lit(ISO)}) AS "sealedAt"`;
const ROOT = sql`day::text AS day, last_seq AS "lastSeq", seals, encode(hash, 'hex') AS hash, encode(root, 'hex') AS root`;

/** Takes the sealing lock until the transaction ends; false while another process has it. */
export async function tryLockSealing(connection: Connection): Promise<boolean> {
  const taken = sql<{ taken: boolean }>`SELECT pg_try_advisory_xact_lock(${SEALING_LOCK}) AS taken`;
  return (await getRow(connection, taken)).taken;
}

/** Waits for the sealing lock. For the command line, which needs a result. */
export async function lockSealing(connection: Connection): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${SEALING_LOCK})`.execute(connection);
}

export async function isAnythingUnsealed(connection: Connection): Promise<boolean> {
  return (await findRow(connection, sql`SELECT 1 FROM audit.unsealed LIMIT 1`)) !== undefined;
}

/** Committed entries not sealed yet, by id. An entry that commits later is sealed later, whatever its id. */
export async function listUnsealed(connection: Connection, limit: number): Promise<SealableEntry[]> {
  const joined = sql`audit.entries JOIN audit.unsealed ON entry_id = id`;
  return rows(connection, sql<SealableEntry>`SELECT ${ENTRY} FROM ${joined} ORDER BY entry_id LIMIT ${limit}`);
}

export function findLastSeal(connection: Connection, before: Date | null = null): Promise<Seal | undefined> {
  return findRow(
    connection,
    sql<Seal>`SELECT ${SEAL} FROM audit.seals
      WHERE ${before}::timestamptz IS NULL OR sealed_at < ${before}::timestamptz ORDER BY seq DESC LIMIT 1`,
  );
}

export async function findSealHash(connection: Connection, seq: number): Promise<string | undefined> {
  const found = sql<{ hash: string }>`SELECT encode(hash, 'hex') AS hash FROM audit.seals WHERE seq = ${seq}`;
  return (await findRow(connection, found))?.hash;
}

export function findFirstSeal(connection: Connection): Promise<Seal | undefined> {
  return findRow(connection, sql<Seal>`SELECT ${SEAL} FROM audit.seals ORDER BY seq LIMIT 1`);
}

/** Inserts the seals and removes their entries from the queue. */
export async function insertSeals(connection: Connection, seals: readonly Seal[]): Promise<void> {
  const ids = seals.map(({ entryId }) => entryId);
  await sql`
    INSERT INTO audit.seals (seq, entry_id, digest, hash, sealed_at)
    SELECT seq, entry_id, decode(digest, 'hex'), decode(hash, 'hex'), sealed_at
    FROM unnest(${seals.map(({ seq }) => seq)}::bigint[], ${ids}::bigint[],
      ${seals.map(({ digest }) => digest)}::text[], ${seals.map(({ hash }) => hash)}::text[],
      ${seals.map(({ sealedAt }) => sealedAt)}::timestamptz[]) AS link (seq, entry_id, digest, hash, sealed_at)`.execute(
    connection,
  );
  await sql`DELETE FROM audit.unsealed WHERE entry_id = ANY (${ids}::bigint[])`.execute(connection);
}

export function findLastRoot(connection: Connection): Promise<DayRoot | undefined> {
  return findRow(connection, sql<DayRoot>`SELECT ${ROOT} FROM audit.roots ORDER BY day DESC LIMIT 1`);
}

export function findRoot(connection: Connection, day: string): Promise<DayRoot | undefined> {
  return findRow(connection, sql<DayRoot>`SELECT ${ROOT} FROM audit.roots WHERE day = ${day}::date`);
}

export async function insertRoot(connection: Connection, { day, lastSeq, seals, hash, root }: DayRoot): Promise<void> {
  await sql`INSERT INTO audit.roots (day, last_seq, seals, hash, root)
    VALUES (${day}::date, ${lastSeq}, ${seals}, decode(${hash}, 'hex'), decode(${root}, 'hex'))`.execute(connection);
}

export function listRoots(connection: Connection): Promise<DayRoot[]> {
  return rows(connection, sql<DayRoot>`SELECT ${ROOT} FROM audit.roots ORDER BY day`);
}

export type SealedRow = { seal: Seal; entry: SealableEntry | null };

/** Seals after `seq` with their entries; null where the entry is missing. */
export async function listSealedAfter(connection: Connection, seq: number, limit: number): Promise<SealedRow[]> {
  const seals = await rows(
    connection,
    sql<Seal>`SELECT ${SEAL} FROM audit.seals WHERE seq > ${seq} ORDER BY seq LIMIT ${limit}`,
  );
  const ids = seals.map(({ entryId }) => entryId);
  const entries = await rows(
    connection,
    sql<SealableEntry>`SELECT ${ENTRY} FROM audit.entries WHERE id = ANY (${ids}::bigint[])`,
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return seals.map((seal) => ({ seal, entry: byId.get(seal.entryId) ?? null }));
}

/** Entries neither sealed nor queued: a normal INSERT cannot create one, because a trigger queues it. */
export function listUnqueued(connection: Connection, limit: number): Promise<{ id: number }[]> {
  return rows(
    connection,
    sql<{ id: number }>`SELECT id FROM audit.entries AS entry
      WHERE NOT EXISTS (SELECT FROM audit.seals WHERE entry_id = entry.id)
        AND NOT EXISTS (SELECT FROM audit.unsealed WHERE entry_id = entry.id)
      ORDER BY id LIMIT ${limit}`,
  );
}

/** How many entries are not sealed yet, and since when the oldest waits. */
export async function countUnsealed(connection: Connection): Promise<{ count: number; oldest: Date | null }> {
  return getRow(
    connection,
    sql<{ count: number; oldest: Date | null }>`SELECT count(*) AS count, min(since) AS oldest FROM audit.unsealed`,
  );
}
