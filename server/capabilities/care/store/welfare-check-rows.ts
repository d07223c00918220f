import type { WelfareAnswer } from '#events/reporter-events';
import { insertColumns, insertRecords } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { newId } from '#platform/ids';
import type { CheckKind } from '../welfare-check.ts';

/** `caseId`: asked after a case; else after an incident. */
export type DueCheck = {
  id: string;
  incidentId: string | null;
  reportId: string;
  caseId: string | null;
  kind: CheckKind;
};

const NEW_CHECK = {
  id: 'id',
  incidentId: 'incident_id',
  reportId: 'report_id',
  kind: 'kind',
  dueAt: 'due_at',
} as const;
const CHECK = sql`id, incident_id AS "incidentId", report_id AS "reportId", case_id AS "caseId", kind`;

export async function insertChecks(
  tx: Connection,
  incidentId: string,
  checks: { reportId: string; kind: CheckKind; dueAt: Date }[],
): Promise<void> {
  const records = checks.map((check) => ({ id: newId(), incidentId, ...check }));
  await sql`INSERT INTO care.welfare_checks ${insertRecords('care.welfare_checks', NEW_CHECK, records)}`.execute(tx);
}

/** The question after a closed case. */
export async function insertCaseCheck(
  tx: Connection,
  check: { caseId: string; incidentId: string | null; reportId: string; kind: CheckKind; dueAt: Date },
): Promise<void> {
  const columns = { ...NEW_CHECK, caseId: 'case_id' } as const;
  await sql`INSERT INTO care.welfare_checks ${insertColumns(columns, { ...check, id: newId() })}`.execute(tx);
}

/** The incident was reopened: its checks are not sent. */
export async function skipChecksOf(tx: Connection, incidentId: string): Promise<void> {
  await sql`UPDATE care.welfare_checks SET skipped = 'reopened'
    WHERE incident_id = ${incidentId} AND case_id IS NULL AND asked_at IS NULL AND skipped IS NULL`.execute(tx);
}

/** The person has answered: what was to be asked again later is not. */
export async function skipLaterOnes(tx: Connection, caseId: string, kind: CheckKind): Promise<void> {
  await sql`UPDATE care.welfare_checks SET skipped = 'answered'
    WHERE case_id = ${caseId} AND kind = ${kind} AND asked_at IS NULL AND skipped IS NULL`.execute(tx);
}

/** Takes the due checks; each is taken once, by one process. */
export function takeDueChecks(tx: Connection, now: Date, limit: number): Promise<DueCheck[]> {
  return rows(
    tx,
    sql<DueCheck>`UPDATE care.welfare_checks SET asked_at = ${now}
      WHERE id IN (SELECT id FROM care.welfare_checks
        WHERE due_at <= ${now} AND asked_at IS NULL AND skipped IS NULL
        ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING ${CHECK}`,
  );
}

export async function markSkipped(tx: Connection, id: string, why: string): Promise<void> {
  await sql`UPDATE care.welfare_checks SET skipped = ${why}, asked_at = NULL WHERE id = ${id}`.execute(tx);
}

export async function postponeCheck(tx: Connection, id: string, until: Date): Promise<void> {
  await sql`UPDATE care.welfare_checks SET due_at = ${until}, asked_at = NULL WHERE id = ${id}`.execute(tx);
}

/** Saves an answer. @returns undefined when the check was not sent, or has this answer already */
export function saveWelfareAnswer(
  tx: Connection,
  id: string,
  answer: WelfareAnswer,
  at: Date,
): Promise<DueCheck | undefined> {
  return findRow(
    tx,
    sql<DueCheck>`UPDATE care.welfare_checks SET answer = ${answer}, answered_at = ${at}
      WHERE id = ${id} AND asked_at IS NOT NULL AND answer IS DISTINCT FROM ${answer}
      RETURNING ${CHECK}`,
  );
}

/** The open case of an incident's victim, or the newest; for what only stands in its timeline. */
export async function findVictimCaseId(tx: Connection, incidentId: string): Promise<string | undefined> {
  const found = await findRow(
    tx,
    sql<{ id: string }>`SELECT id FROM care.cases WHERE incident_id = ${incidentId} AND concern = 'victim'
      ORDER BY closed_at IS NULL DESC, opened_at DESC LIMIT 1`,
  );
  return found?.id;
}
