import { type Columns, selectColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { AuditEntry, Subject } from './entry.ts';

/** An entry as it is written; its id is drawn by the table. */
export const NEW_ENTRY = {
  at: 'at',
  kind: 'kind',
  action: 'action',
  actorKind: 'actor_kind',
  actorId: 'actor_id',
  subjectKind: 'subject_kind',
  subjectId: 'subject_id',
  details: 'details',
  from: 'origin',
  sessionId: 'session_id',
} as const satisfies Columns<Omit<AuditEntry, 'id'>>;
const ENTRY = selectColumns({ id: 'id', ...NEW_ENTRY } as const);

/** Views of one kind of subject since then, newest first. */
export function listViews(
  connection: Connection,
  { subjectKind, since, limit }: { subjectKind: string; since: Date; limit: number },
): Promise<AuditEntry[]> {
  return rows(
    connection,
    sql<AuditEntry>`SELECT ${ENTRY} FROM audit.entries
      WHERE kind = 'view' AND subject_kind = ${subjectKind} AND at >= ${since} ORDER BY at DESC, id DESC LIMIT ${limit}`,
  );
}

/** Actions on and views of one subject, newest first; `beforeId` continues after the last entry of a page. */
export function listEntriesOf(
  connection: Connection,
  subject: Subject,
  { beforeId = null, limit = 200 }: { beforeId?: number | null; limit?: number } = {},
): Promise<AuditEntry[]> {
  return rows(
    connection,
    sql<AuditEntry>`
      SELECT ${ENTRY}
      FROM audit.entries
      WHERE subject_kind = ${subject.kind} AND subject_id = ${subject.id}
        AND (${beforeId}::bigint IS NULL OR id < ${beforeId}::bigint)
      ORDER BY id DESC LIMIT ${limit}`,
  );
}

/**
 * Those of these actions that changed a person's account, or by which they set something up for an agency; newest first.
 * The second half lists its actions because the partial index does.
 */
export function listAccountActions(
  connection: Connection,
  { personId, actions, since, limit }: { personId: string; actions: readonly string[]; since: Date; limit: number },
): Promise<AuditEntry[]> {
  return rows(
    connection,
    sql<AuditEntry>`SELECT * FROM (
        SELECT ${ENTRY} FROM audit.entries WHERE subject_kind = 'person' AND subject_id = ${personId}
        UNION ALL
        SELECT ${ENTRY} FROM audit.entries WHERE actor_id = ${personId} AND action IN ('alerting/add-gateway',
          'alerting/remove-gateway', 'alerting/make-group-code', 'alerting/enrol-group', 'alerting/remove-group')
      ) AS found WHERE kind = 'action' AND action = ANY(${[...actions]}::text[]) AND at >= ${since}
      ORDER BY id DESC LIMIT ${limit}`,
  );
}

/** Which of these people recorded an action since then. Views do not count: an open page does not show that anybody is there. */
export async function listActive(
  connection: Connection,
  { personIds, since }: { personIds: readonly string[]; since: Date },
): Promise<string[]> {
  const active = await rows(
    connection,
    sql<{ id: string }>`SELECT asked.id FROM unnest(${personIds}::text[]) AS asked (id)
      WHERE (SELECT entry.at FROM audit.entries AS entry
        WHERE entry.actor_id = asked.id AND entry.actor_kind = 'person' AND entry.kind = 'action'
        ORDER BY entry.id DESC LIMIT 1) >= ${since}`,
  );
  return active.map(({ id }) => id);
}

type NewestAction = Pick<AuditEntry, 'action' | 'at' | 'actorKind' | 'actorId' | 'details'>;

/**
 * The newest of these actions on any of these subjects. For actors who may see the subject: incidents that are withheld
 * from the actor are not found, everything else is.
 */
export function findNewestAction(
  connection: Connection,
  { actions, subjects }: { actions: readonly string[]; subjects: readonly string[] },
): Promise<NewestAction | undefined> {
  return findRow(
    connection,
    sql<NewestAction>`SELECT action, at, actor_kind AS "actorKind", actor_id AS "actorId", details
      FROM audit.newest_action(${[...actions]}::text[], ${[...subjects]}::text[])`,
  );
}

/** Who looked at a case, newest first; the database shows them to whoever is responsible for it, and to nobody else. */
export function listViewsOfCase(
  connection: Connection,
  caseId: string,
): Promise<{ at: Date; personId: string; view: string }[]> {
  return rows(
    connection,
    sql<{ at: Date; personId: string; view: string }>`SELECT at, person_id AS "personId", view
      FROM audit.views_of_case(${caseId})`,
  );
}
