import { type Columns, insertRecords, selectColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { CaseTransfer } from '../transfer.ts';

const TRANSFER = {
  id: 'id',
  caseId: 'case_id',
  fromAgencyId: 'from_agency_id',
  fromWorkerId: 'from_worker_id',
  toAgencyId: 'to_agency_id',
  toWorkerId: 'to_worker_id',
  reason: 'reason',
  note: 'note',
  offeredByPersonId: 'offered_by_person_id',
  offeredAt: 'offered_at',
  dueAt: 'due_at',
  answer: 'answer',
  answerReason: 'answer_reason',
  answeredByPersonId: 'answered_by_person_id',
  answeredAt: 'answered_at',
} as const satisfies Columns<CaseTransfer>;
const TRANSFER_COLUMNS = selectColumns(TRANSFER);

/** Offers cases; one that is on offer already stays as it is. @returns the cases that were offered */
export async function insertTransfers(tx: Connection, transfers: readonly CaseTransfer[]): Promise<string[]> {
  const inserted = await rows(
    tx,
    sql<{ caseId: string }>`INSERT INTO care.transfers ${insertRecords('care.transfers', TRANSFER, transfers)}
      ON CONFLICT (case_id) WHERE answer IS NULL DO NOTHING RETURNING case_id AS "caseId"`,
  );
  return inserted.map(({ caseId }) => caseId);
}

/** The offer that waits for an answer, or the last one. */
export function findLastTransfer(connection: Connection, caseId: string): Promise<CaseTransfer | undefined> {
  return findRow(
    connection,
    sql<CaseTransfer>`SELECT ${TRANSFER_COLUMNS} FROM care.transfers WHERE case_id = ${caseId}
      ORDER BY answer IS NULL DESC, offered_at DESC LIMIT 1`,
  );
}

/** Ends an offer. What was offered is not readable any more for whoever declined, so nothing is returned. */
export async function saveAnswer(tx: Connection, id: string, answered: AnsweredTransfer): Promise<void> {
  const { answer, reason, byPersonId, at } = answered;
  await sql`UPDATE care.transfers SET answer = ${answer}, answer_reason = ${reason},
      answered_by_person_id = ${byPersonId}, answered_at = ${at} WHERE id = ${id} AND answer IS NULL`.execute(tx);
}

export type AnsweredTransfer = {
  answer: 'accepted' | 'declined' | 'withdrawn' | 'forced';
  reason: string | null;
  byPersonId: string;
  at: Date;
};
