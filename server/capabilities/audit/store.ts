import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { AuditEntry, Deed, Subject } from './entry.ts';

export async function insertEntry(connection: Connection, kind: AuditEntry['kind'], deed: Deed): Promise<void> {
  await sql`
    INSERT INTO audit.entries (at, kind, act, actor_kind, actor_id, subject_kind, subject_id, details, origin,
      session_id)
    VALUES (${deed.at}, ${kind}, ${deed.act}, ${deed.actorKind}, ${deed.actorId}, ${deed.subjectKind},
      ${deed.subjectId}, ${JSON.stringify(deed.details ?? {})}, ${deed.from}, ${deed.sessionId})`.execute(connection);
}

const ENTRY = sql`id, at, kind, act, actor_kind AS "actorKind", actor_id AS "actorId", subject_kind AS "subjectKind",
  subject_id AS "subjectId", details, origin AS "from", session_id AS "sessionId"`;

/** Looks at one kind of thing since then, newest first. */
export function selectLooks(
  connection: Connection,
  { subjectKind, since, limit }: { subjectKind: string; since: Date; limit: number },
): Promise<AuditEntry[]> {
  return rows(
    connection,
    sql<AuditEntry>`SELECT ${ENTRY} FROM audit.entries
      WHERE kind = 'look' AND subject_kind = ${subjectKind} AND at >= ${since} ORDER BY at DESC, id DESC LIMIT ${limit}`,
  );
}

/** Newest first, so that a page can go back in time by the last id it showed. */
export function selectEntriesOf(
  connection: Connection,
  subject: Subject,
  page: { beforeId: number | null; limit: number },
): Promise<AuditEntry[]> {
  return rows(
    connection,
    sql<AuditEntry>`
      SELECT ${ENTRY}
      FROM audit.entries
      WHERE subject_kind = ${subject.kind} AND subject_id = ${subject.id}
        AND (${page.beforeId}::bigint IS NULL OR id < ${page.beforeId}::bigint)
      ORDER BY id DESC LIMIT ${page.limit}`,
  );
}

/**
 * What was done to a person's account, and what they set up for an agency: only these acts, newest first. The second
 * half names its acts as the partial index does.
 */
export function selectAccountActs(
  connection: Connection,
  { personId, acts, since, limit }: { personId: string; acts: readonly string[]; since: Date; limit: number },
): Promise<AuditEntry[]> {
  return rows(
    connection,
    sql<AuditEntry>`SELECT * FROM (
        SELECT ${ENTRY} FROM audit.entries WHERE subject_kind = 'person' AND subject_id = ${personId}
        UNION ALL
        SELECT ${ENTRY} FROM audit.entries WHERE actor_id = ${personId} AND act IN ('alerting/add-gateway',
          'alerting/remove-gateway', 'alerting/make-group-code', 'alerting/enrol-group', 'alerting/remove-group')
      ) AS found WHERE kind = 'act' AND act = ANY(${[...acts]}::text[]) AND at >= ${since}
      ORDER BY id DESC LIMIT ${limit}`,
  );
}

/** Which of these people did something since then; looks do not count. */
export async function selectActive(
  connection: Connection,
  { personIds, since }: { personIds: readonly string[]; since: Date },
): Promise<string[]> {
  const active = await rows(
    connection,
    sql<{ id: string }>`SELECT asked.id FROM unnest(${personIds}::text[]) AS asked (id)
      WHERE (SELECT entry.at FROM audit.entries AS entry
        WHERE entry.actor_id = asked.id AND entry.actor_kind = 'person' AND entry.kind = 'act'
        ORDER BY entry.id DESC LIMIT 1) >= ${since}`,
  );
  return active.map(({ id }) => id);
}

/** The newest of these acts on one of these things; a desk may ask it too, of what its person may see. */
export type NewestAct = Pick<AuditEntry, 'act' | 'at' | 'actorKind' | 'actorId' | 'details'>;

export function selectNewestAct(
  connection: Connection,
  { acts, subjects }: { acts: readonly string[]; subjects: readonly string[] },
): Promise<NewestAct | undefined> {
  return findRow(
    connection,
    sql<NewestAct>`SELECT act, at, actor_kind AS "actorKind", actor_id AS "actorId", details
      FROM audit.newest_act(${[...acts]}::text[], ${[...subjects]}::text[])`,
  );
}
