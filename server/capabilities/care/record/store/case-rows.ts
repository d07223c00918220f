import { type Columns, insertRecords, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';
import { createLastWrite, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { Case, NewCase } from '../case.ts';
import type { NewCaseEntry } from '../entry.ts';

/** What a case keeps for life. */
const KEPT = {
  id: 'id',
  personId: 'person_id',
  concern: 'concern',
  source: 'source',
  incidentId: 'incident_id',
  incidentCode: 'incident_code',
  incidentType: 'incident_type',
  openedByPersonId: 'opened_by_person_id',
  openedAt: 'opened_at',
} as const satisfies Partial<Columns<Case>>;
const CHANGING = {
  version: 'version',
  householdId: 'household_id',
  isMinor: 'is_minor',
  reportId: 'report_id',
  silent: 'silent',
  place: 'place',
  status: 'status',
  statusSince: 'status_since',
  risk: 'risk',
  agencyId: 'agency_id',
  workerId: 'worker_id',
  waitingSince: 'waiting_since',
  suggestedWorkerId: 'suggested_worker_id',
  suggestedAt: 'suggested_at',
  acceptedAt: 'accepted_at',
  closedAt: 'closed_at',
  endReason: 'end_reason',
  reopenCount: 'reopen_count',
  holdReason: 'hold_reason',
  holdUntil: 'hold_until',
  reporterMessage: 'reporter_message',
  updatedAt: 'updated_at',
} as const satisfies Columns<Omit<Case, keyof typeof KEPT | 'code'>>;
const NEW_CASE = { ...KEPT, ...CHANGING, buddhistYear: 'buddhist_year' } as const satisfies Columns<NewCase>;
/** The row of a `Case`: its columns by their fields. */
const CASE = { ...KEPT, ...CHANGING, code: 'code' } as const;
export const CASE_COLUMNS = selectColumns(CASE);

/** Reads a case and locks it until the transaction ends: of two who decide at once, one waits here. */
export function findCaseForChange(tx: Connection, id: string): Promise<Case | undefined> {
  return findRow(tx, sql<Case>`SELECT ${CASE_COLUMNS} FROM care.cases WHERE id = ${id} FOR UPDATE`);
}

export function findCase(connection: Connection, id: string): Promise<Case | undefined> {
  return findRow(connection, sql<Case>`SELECT ${CASE_COLUMNS} FROM care.cases WHERE id = ${id}`);
}

export function listCasesById(connection: Connection, ids: string[]): Promise<Case[]> {
  return rows(connection, sql<Case>`SELECT ${CASE_COLUMNS} FROM care.cases WHERE id = ANY(${ids}::uuid[])`);
}

/** Reads cases and locks them, always in the same order. */
export function listCasesForChange(tx: Connection, ids: string[]): Promise<Case[]> {
  return rows(
    tx,
    sql<Case>`SELECT ${CASE_COLUMNS} FROM care.cases WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`,
  );
}

/** Whoever was proposed must not learn of it any more: somebody else is looked for. */
export async function clearSuggestions(tx: Connection, ids: string[]): Promise<void> {
  await sql`UPDATE care.cases SET suggested_worker_id = NULL, suggested_at = NULL WHERE id = ANY(${ids}::uuid[])`.execute(
    tx,
  );
}

/** New cases as a part of the statement that opens them; `opened` by the numbers that the database gives. */
export function insertCases(cases: readonly NewCase[]) {
  return sql`INSERT INTO care.cases ${insertRecords('care.cases', NEW_CASE, cases)}`;
}

/** Stores a changed case with its entries; in one statement, so that it may leave the branch of whoever changes it. */
export async function updateCase(tx: Connection, changed: Case, entries: readonly NewCaseEntry[]): Promise<void> {
  await sql`WITH entered AS (INSERT INTO care.case_timeline
      ${insertRecords('care.case_timeline', ENTRY, entries.map(toEntryRow))})
    UPDATE care.cases SET ${updateColumns(CHANGING, changed)} WHERE id = ${changed.id}`.execute(tx);
}

export type CaseEntryRow = {
  id: string;
  at: Date;
  kind: NewCaseEntry['kind'];
  section: string | null;
  by: { id: string; name: string } | null;
  details: NewCaseEntry['details'] & {};
};
const ENTRY = {
  id: 'id',
  caseId: 'case_id',
  at: 'at',
  kind: 'kind',
  section: 'section',
  by: 'by',
  details: 'details',
} as const;

/** Ids are made in the order of what happened and keep it, however late a row is written. */
function toEntryRow({ section = null, by = null, details = {}, ...entry }: NewCaseEntry) {
  return { id: newId(), section, by, details, ...entry };
}

const addEntry = createLastWrite<ReturnType<typeof toEntryRow>>(
  'case_entries',
  (entries) => sql`INSERT INTO care.case_timeline ${insertRecords('care.case_timeline', ENTRY, entries)}`,
);

/** Adds an entry to the timeline right before the commit; the database refuses to change or delete it afterwards. */
export function appendCaseTimeline(work: Work, entry: NewCaseEntry): void {
  addEntry(work, toEntryRow(entry));
}

/** What of the timeline row security shows: all of it, or one's sections. */
export function listCaseTimeline(connection: Connection, caseId: string): Promise<CaseEntryRow[]> {
  return rows(
    connection,
    sql<CaseEntryRow>`SELECT id, at, kind, section, by, details FROM care.case_timeline
      WHERE case_id = ${caseId} ORDER BY at, id`,
  );
}

/** Cases of an incident that are open, by whom they are about; asked also by people who may not see them. */
export function listOpenCasesOf(
  connection: Connection,
  incidentId: string,
): Promise<{ caseId: string; concern: Case['concern'] }[]> {
  return rows(
    connection,
    sql<{ caseId: string; concern: Case['concern'] }>`SELECT case_id AS "caseId", concern
      FROM care.open_cases_of(${incidentId})`,
  );
}

/** The open cases of a worker, locked one after the other. */
export function listCasesOfWorker(tx: Connection, workerId: string): Promise<Case[]> {
  return rows(
    tx,
    sql<Case>`SELECT ${CASE_COLUMNS} FROM care.cases WHERE worker_id = ${workerId} AND closed_at IS NULL
      ORDER BY id FOR UPDATE`,
  );
}

/** The case of an incident's victim: the open one, or the newest; locked. For the service, which sees all. */
export function findLastCaseOf(tx: Connection, incidentId: string): Promise<Case | undefined> {
  return findRow(
    tx,
    sql<Case>`SELECT ${CASE_COLUMNS} FROM care.cases WHERE incident_id = ${incidentId} AND concern = 'victim'
      ORDER BY closed_at IS NULL DESC, opened_at DESC LIMIT 1 FOR UPDATE`,
  );
}

/** Whether somebody of an incident is in care, for whoever sees the incident and may know of the case. */
export async function isInCare(connection: Connection, incidentId: string): Promise<boolean> {
  return (await getRow(connection, sql<{ inCare: boolean }>`SELECT care.is_in_care(${incidentId}) AS "inCare"`)).inCare;
}

/** Open cases of these people, as far as the actor sees them; locked in the order of their ids. */
export function listOpenCasesOfPeople(tx: Connection, personIds: string[]): Promise<Case[]> {
  return rows(
    tx,
    sql<Case>`SELECT ${CASE_COLUMNS} FROM care.cases WHERE person_id = ANY(${personIds}::uuid[]) AND closed_at IS NULL
      ORDER BY id FOR UPDATE`,
  );
}
