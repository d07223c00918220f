import { type Columns, insertColumns, selectColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { Approval } from '../approval.ts';

const APPROVAL = {
  id: 'id',
  caseId: 'case_id',
  subject: 'subject',
  recordId: 'record_id',
  reason: 'reason',
  requestedByPersonId: 'requested_by_person_id',
  requestedAt: 'requested_at',
  dueAt: 'due_at',
  decision: 'decision',
  fields: 'fields',
  decidedByPersonId: 'decided_by_person_id',
  decidedAt: 'decided_at',
} as const satisfies Columns<Approval>;
const APPROVAL_COLUMNS = selectColumns(APPROVAL);

/** @returns false when the same is waiting for a decision already */
export async function insertApproval(tx: Connection, approval: Approval): Promise<boolean> {
  const row = { ...approval, fields: JSON.stringify(approval.fields) };
  const inserted = await findRow(
    tx,
    sql<{ id: string }>`INSERT INTO care.approvals ${insertColumns(APPROVAL, row)}
      ON CONFLICT (case_id, subject) WHERE decision IS NULL DO NOTHING RETURNING id`,
  );
  return inserted !== undefined;
}

/** The case is locked already, and with it everything that is decided on it. */
export function findApproval(tx: Connection, caseId: string, id: string): Promise<Approval | undefined> {
  return findRow(
    tx,
    sql<Approval>`SELECT ${APPROVAL_COLUMNS} FROM care.approvals WHERE id = ${id} AND case_id = ${caseId}`,
  );
}

/** Everything that was proposed for a case, newest first. */
export function listApprovals(connection: Connection, caseId: string): Promise<Approval[]> {
  return rows(
    connection,
    sql<Approval>`SELECT ${APPROVAL_COLUMNS} FROM care.approvals WHERE case_id = ${caseId} ORDER BY requested_at DESC, id`,
  );
}

/** What waits for a decision in these agencies, what is due first on top. */
export function listOpenApprovals(connection: Connection, agencyIds: string[], limit: number): Promise<Approval[]> {
  return rows(
    connection,
    sql<Approval>`SELECT ${APPROVAL_COLUMNS} FROM care.approvals WHERE decision IS NULL AND case_id IN
        (SELECT id FROM care.cases WHERE closed_at IS NULL AND agency_id = ANY(${agencyIds}::uuid[]))
      ORDER BY due_at, id LIMIT ${limit}`,
  );
}

/** Decides what nobody has decided yet. @returns false when somebody has */
export async function saveDecision(tx: Connection, decided: Approval): Promise<boolean> {
  const { id, decision, fields, decidedByPersonId, decidedAt } = decided;
  const saved = await findRow(
    tx,
    sql<{ id: string }>`UPDATE care.approvals SET decision = ${decision}, fields = ${JSON.stringify(fields)},
        decided_by_person_id = ${decidedByPersonId}, decided_at = ${decidedAt}
      WHERE id = ${id} AND decision IS NULL RETURNING id`,
  );
  return saved !== undefined;
}

/** What was proposed before the case went on is not decided any more. @returns what was taken back */
export function withdrawApprovals(
  tx: Connection,
  caseId: string,
  by: { personId: string; at: Date },
): Promise<{ id: string; subject: string }[]> {
  return rows(
    tx,
    sql<{ id: string; subject: string }>`UPDATE care.approvals SET decision = 'withdrawn',
        decided_by_person_id = ${by.personId}, decided_at = ${by.at}
      WHERE case_id = ${caseId} AND decision IS NULL RETURNING id, subject`,
  );
}

/** Who wrote and signed a form: they do not decide on it. */
export async function listAuthors(tx: Connection, recordId: string | null): Promise<string[]> {
  const found = await rows(
    tx,
    sql<{ authorId: string; signedBy: string | null }>`SELECT author_id AS "authorId", signed_by_person_id AS "signedBy"
      FROM care.case_records WHERE id = ${recordId}`,
  );
  return found.flatMap(({ authorId, signedBy }) => [authorId, ...(signedBy ? [signedBy] : [])]);
}
