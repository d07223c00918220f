import { type Columns, insertColumns, insertRecords, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';
import { createLastWrite, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { HelpEntry, NewHelpEntry } from '../entry.ts';
import type { HelpRequest, NewHelpRequest } from '../request.ts';

/** What a request keeps for life. */
const KEPT = {
  id: 'id',
  channel: 'channel',
  filedByPersonId: 'filed_by_person_id',
  reporterId: 'reporter_id',
  openedAt: 'opened_at',
} as const satisfies Partial<Columns<HelpRequest>>;
const CHANGING = {
  version: 'version',
  status: 'status',
  statusSince: 'status_since',
  returnedFrom: 'returned_from',
  agencyId: 'agency_id',
  place: 'place',
  workerId: 'worker_id',
  label: 'label',
  benefit: 'benefit',
  idNumber: 'id_number',
  familyIds: 'family_ids',
  barredIds: 'barred_ids',
  danger: 'danger',
  dangerReportId: 'danger_report_id',
  isKnownClient: 'is_known_client',
  submittedAt: 'submitted_at',
  receivedAt: 'received_at',
  clockFrom: 'clock_from',
  clockDays: 'clock_days',
  lateSaidAt: 'late_said_at',
  grantedAt: 'granted_at',
  grantedBenefit: 'granted_benefit',
  grantedAmount: 'granted_amount',
  askDueAt: 'ask_due_at',
  askedAt: 'asked_at',
  notReceivedCount: 'not_received_count',
  mergedIntoId: 'merged_into_id',
  caseId: 'case_id',
  endedAt: 'ended_at',
  endReason: 'end_reason',
  updatedAt: 'updated_at',
} as const satisfies Columns<Omit<HelpRequest, keyof typeof KEPT | 'code'>>;
const NEW_REQUEST = { ...KEPT, ...CHANGING, buddhistYear: 'buddhist_year' } as const satisfies Columns<NewHelpRequest>;
const REQUEST = { ...KEPT, ...CHANGING, code: 'code' } as const satisfies Columns<HelpRequest>;
export const REQUEST_COLUMNS = selectColumns(REQUEST);

/** Begins a request; its number is given by the database. For the service. */
export function insertRequest(tx: Connection, request: NewHelpRequest): Promise<HelpRequest> {
  return getRow(
    tx,
    sql<HelpRequest>`INSERT INTO help.requests ${insertColumns(NEW_REQUEST, request)} RETURNING ${REQUEST_COLUMNS}`,
  );
}

/** Reads a request and locks it until the transaction ends: of two who act at once, one waits here. */
export function findRequestForChange(tx: Connection, id: string): Promise<HelpRequest | undefined> {
  return findRow(tx, sql<HelpRequest>`SELECT ${REQUEST_COLUMNS} FROM help.requests WHERE id = ${id} FOR UPDATE`);
}

export function findRequest(connection: Connection, id: string): Promise<HelpRequest | undefined> {
  return findRow(connection, sql<HelpRequest>`SELECT ${REQUEST_COLUMNS} FROM help.requests WHERE id = ${id}`);
}

/** The newest request of somebody in LINE. For the service. */
export function findNewestOfReporter(connection: Connection, reporterId: string): Promise<HelpRequest | undefined> {
  return findRow(
    connection,
    sql<HelpRequest>`SELECT ${REQUEST_COLUMNS} FROM help.requests WHERE reporter_id = ${reporterId}
      ORDER BY opened_at DESC, id DESC LIMIT 1`,
  );
}

export function listRequestsById(connection: Connection, ids: string[]): Promise<HelpRequest[]> {
  return rows(
    connection,
    sql<HelpRequest>`SELECT ${REQUEST_COLUMNS} FROM help.requests WHERE id = ANY(${ids}::uuid[])`,
  );
}

export async function updateRequest(tx: Connection, changed: HelpRequest): Promise<void> {
  await sql`UPDATE help.requests SET ${updateColumns(CHANGING, changed)} WHERE id = ${changed.id}`.execute(tx);
}

/** Whether the actor sees the request as staff of its branch; row security shows others less of it. */
export async function isStaffOf(connection: Connection, id: string): Promise<boolean> {
  const found = await findRow(
    connection,
    sql<{ asStaff: boolean }>`SELECT as_staff AS "asStaff" FROM help.visible_to_actor
      WHERE request_id = ${id} AND as_staff LIMIT 1`,
  );
  return found !== undefined;
}

export type QueueScope = 'open' | 'mine' | 'to-decide' | 'to-ask' | 'ended';
type Queue = { scope: QueueScope; agencyIds: string[]; personId: string; limit: number };

/** Requests of these agencies: what is oldest in its clock first; what has ended, the newest first. */
export function listQueue(
  connection: Connection,
  { scope, agencyIds, personId, limit }: Queue,
): Promise<HelpRequest[]> {
  return rows(
    connection,
    sql<HelpRequest>`SELECT ${REQUEST_COLUMNS} FROM help.requests
      WHERE agency_id = ANY(${agencyIds}::uuid[]) AND status <> 'draft' AND CASE ${scope}::text
        WHEN 'ended' THEN ended_at IS NOT NULL
        WHEN 'mine' THEN ended_at IS NULL AND worker_id = ${personId}
        WHEN 'to-decide' THEN status IN ('proposed', 'committee', 'appeal')
        WHEN 'to-ask' THEN status = 'helped' AND asked_at IS NOT NULL
        ELSE ended_at IS NULL END
      ORDER BY CASE WHEN ended_at IS NULL THEN coalesce(clock_from + make_interval(days => clock_days), submitted_at) END,
        ended_at DESC, id LIMIT ${limit}`,
  );
}

/** What somebody filed, the newest first. */
export function listFiledRequests(connection: Connection, personId: string, limit: number): Promise<HelpRequest[]> {
  return rows(
    connection,
    sql<HelpRequest>`SELECT ${REQUEST_COLUMNS} FROM help.requests WHERE filed_by_person_id = ${personId}
      ORDER BY opened_at DESC, id LIMIT ${limit}`,
  );
}

export type EarlierRow = {
  requestId: string;
  code: string;
  status: HelpRequest['status'];
  channel: HelpRequest['channel'];
  benefit: string | null;
  samePerson: boolean;
  agencyId: string;
  submittedAt: Date | null;
  grantedAt: Date | null;
  grantedBenefit: string | null;
  grantedAmount: number | null;
  reporterId: string | null;
  barredIds: string[];
};

/** Earlier requests of the same person or household, wherever they were filed, the newest first. */
export function listEarlier(
  connection: Connection,
  own: Pick<HelpRequest, 'id' | 'idNumber' | 'familyIds'>,
): Promise<EarlierRow[]> {
  return rows(
    connection,
    sql<EarlierRow>`SELECT request_id AS "requestId", code, status, channel, benefit, same_person AS "samePerson",
        agency_id AS "agencyId", submitted_at AS "submittedAt", granted_at AS "grantedAt",
        granted_benefit AS "grantedBenefit", granted_amount AS "grantedAmount", reporter_id AS "reporterId",
        barred_ids AS "barredIds"
      FROM help.earlier_requests(${own.id}, ${own.idNumber}, ${own.familyIds}::text[])`,
  );
}

/** Until the transaction ends nobody else files or grants for this family. */
export async function lockFamily(tx: Connection, familyIds: string[]): Promise<void> {
  await sql`SELECT help.lock_family(${familyIds}::text[])`.execute(tx);
}

/** Accounts known by a number of the household. */
export async function listKnownAccounts(
  connection: Connection,
  idNumbers: string[],
  phones: string[],
): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ accountId: string }>`SELECT account_id AS "accountId"
      FROM help.accounts_known_by(${idNumbers}::text[], ${phones}::text[])`,
  );
  return found.map(({ accountId }) => accountId);
}

const idsOf = async (found: Promise<{ id: string }[]>) => (await found).map(({ id }) => id);

/** Helped, and it is time to ask whether they got it. For the service. */
export function listToAsk(connection: Connection, now: Date, limit: number): Promise<string[]> {
  return idsOf(
    rows(
      connection,
      sql<{ id: string }>`SELECT id FROM help.requests WHERE ask_due_at <= ${now} AND status = 'helped'
        ORDER BY ask_due_at LIMIT ${limit}`,
    ),
  );
}

/** Confirmed at this moment or before. For the service. */
export function listConfirmedUntil(connection: Connection, until: Date, limit: number): Promise<string[]> {
  return idsOf(
    rows(
      connection,
      sql<{ id: string }>`SELECT id FROM help.requests WHERE status = 'confirmed' AND status_since <= ${until}
        ORDER BY status_since LIMIT ${limit}`,
    ),
  );
}

/** Whose days may be over, nobody has said so yet. For the service. */
export function listLateRequests(connection: Connection, now: Date, limit: number): Promise<string[]> {
  return idsOf(
    rows(
      connection,
      sql<{ id: string }>`SELECT id FROM help.requests WHERE clock_from IS NOT NULL AND late_said_at IS NULL
          AND clock_from + make_interval(days => clock_days) <= ${now} AND ended_at IS NULL
          AND status IN ('received', 'fact-finding', 'proposed', 'committee', 'approved', 'waiting-budget', 'paying', 'appeal')
        ORDER BY clock_from LIMIT ${limit}`,
    ),
  );
}

const ENTRY = {
  id: 'id',
  requestId: 'request_id',
  at: 'at',
  kind: 'kind',
  by: 'by',
  details: 'details',
} as const;

/** Ids are made in the order of what happened and keep it, however late a row is written. */
function toEntryRow({ by = null, details = {}, ...entry }: NewHelpEntry) {
  return { id: newId(), by, details, ...entry };
}
const addEntry = createLastWrite<ReturnType<typeof toEntryRow>>(
  'help_entries',
  (entries) => sql`INSERT INTO help.timeline ${insertRecords('help.timeline', ENTRY, entries)}`,
);

/** Adds an entry to the timeline right before the commit; the database refuses to change or delete it afterwards. */
export function appendHelpTimeline(work: Work, entry: NewHelpEntry): void {
  addEntry(work, toEntryRow(entry));
}

export function listHelpTimeline(connection: Connection, requestId: string): Promise<HelpEntry[]> {
  return rows(
    connection,
    sql<HelpEntry>`SELECT id, at, kind, by, details FROM help.timeline WHERE request_id = ${requestId} ORDER BY at, id`,
  );
}
