import { type Columns, insertColumns, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { StoredCallBack } from './call-back.ts';

/** What a new entry says. */
const ASKED = {
  id: 'id',
  reportId: 'report_id',
  incidentId: 'incident_id',
  provinceCode: 'province_code',
  reason: 'reason',
  note: 'note',
  dueAt: 'due_at',
  askedAt: 'asked_at',
  askedByName: 'asked_by_name',
} as const satisfies Partial<Columns<StoredCallBack>>;
/** What the work on it changes, beside the time when it is due. */
const WORKED = {
  tries: 'tries',
  lastResult: 'last_result',
  lastTriedAt: 'last_tried_at',
  claimedByPersonId: 'claimed_by_person_id',
  claimedByName: 'claimed_by_name',
  claimedAt: 'claimed_at',
  endedAt: 'ended_at',
  endedBecause: 'ended_because',
} as const satisfies Columns<Omit<StoredCallBack, keyof typeof ASKED>>;
const COLUMNS = selectColumns({ ...ASKED, ...WORKED });

export type NewCallBack = Pick<StoredCallBack, keyof typeof ASKED>;

/** Adds an entry. If one for the same reason is still open it stays instead, due at the earlier of both times. */
export async function insertCallBack(tx: Connection, entry: NewCallBack): Promise<void> {
  await sql`INSERT INTO control_room.call_backs ${insertColumns(ASKED, entry)}
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
  await sql`UPDATE control_room.call_backs SET due_at = ${entry.dueAt}, ${updateColumns(WORKED, entry)}
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
