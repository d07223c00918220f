import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { StoredCallBack } from './call-back.ts';

const COLUMNS = sql.raw(`id, report_id AS "reportId", incident_id AS "incidentId", province_code AS "provinceCode",
  reason, note, due_at AS "dueAt", asked_at AS "askedAt", asked_by_name AS "askedByName", tries,
  last_result AS "lastResult", last_tried_at AS "lastTriedAt", claimed_by_person_id AS "claimedByPersonId",
  claimed_by_name AS "claimedByName", claimed_at AS "claimedAt", ended_at AS "endedAt",
  ended_because AS "endedBecause"`);

export type NewCallBack = Pick<
  StoredCallBack,
  'id' | 'reportId' | 'incidentId' | 'provinceCode' | 'reason' | 'note' | 'dueAt' | 'askedAt' | 'askedByName'
>;

/** Adds an entry. If one for the same reason is still open it stays instead, due at the earlier of both times. */
export async function insertCallBack(tx: Connection, entry: NewCallBack): Promise<void> {
  await sql`INSERT INTO control_room.call_backs (id, report_id, incident_id, province_code, reason, note, due_at, asked_at,
      asked_by_name)
    VALUES (${entry.id}, ${entry.reportId}, ${entry.incidentId}, ${entry.provinceCode}, ${entry.reason}, ${entry.note},
      ${entry.dueAt}, ${entry.askedAt}, ${entry.askedByName})
    ON CONFLICT (report_id, reason) WHERE ended_at IS NULL AND reason <> 'officer'
    DO UPDATE SET due_at = least(call_backs.due_at, excluded.due_at), asked_at = excluded.asked_at,
      incident_id = coalesce(excluded.incident_id, call_backs.incident_id),
      province_code = coalesce(excluded.province_code, call_backs.province_code)`.execute(tx);
}

/** Locks the entry until the transaction ends: of two clerks at once, one waits here. */
export function findCallBackForChange(tx: Connection, id: string): Promise<StoredCallBack | undefined> {
  return findRow(tx, sql<StoredCallBack>`SELECT ${COLUMNS} FROM control_room.call_backs WHERE id = ${id} FOR UPDATE`);
}

/** The open entries that row security shows to this connection, by due time. */
export function listOpenCallBacks(connection: Connection): Promise<StoredCallBack[]> {
  return rows(
    connection,
    sql<StoredCallBack>`SELECT ${COLUMNS} FROM control_room.call_backs WHERE ended_at IS NULL ORDER BY due_at, id LIMIT 500`,
  );
}

export async function hasOpenCallBack(connection: Connection, reportId: string): Promise<boolean> {
  const open = await findRow(
    connection,
    sql`SELECT 1 FROM control_room.call_backs WHERE report_id = ${reportId} AND ended_at IS NULL LIMIT 1`,
  );
  return open !== undefined;
}

export async function updateCallBack(tx: Connection, entry: StoredCallBack): Promise<void> {
  await sql`UPDATE control_room.call_backs SET due_at = ${entry.dueAt}, tries = ${entry.tries},
      last_result = ${entry.lastResult}, last_tried_at = ${entry.lastTriedAt},
      claimed_by_person_id = ${entry.claimedByPersonId}, claimed_by_name = ${entry.claimedByName},
      claimed_at = ${entry.claimedAt}, ended_at = ${entry.endedAt}, ended_because = ${entry.endedBecause}
    WHERE id = ${entry.id}`.execute(tx);
}

/** Ends the open entries of these reports as not needed, all or those of some reasons. */
export async function endCallBacks(
  tx: Connection,
  reportIds: readonly string[],
  { reasons, now }: { reasons: readonly string[] | 'all'; now: Date },
): Promise<void> {
  await sql`UPDATE control_room.call_backs SET ended_at = ${now}, ended_because = 'not-needed'
    WHERE report_id = ANY(${reportIds}::uuid[]) AND ended_at IS NULL
      AND (${reasons === 'all'} OR reason = ANY(${reasons === 'all' ? [] : reasons}::text[]))`.execute(tx);
}
