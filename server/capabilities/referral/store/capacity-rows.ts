import type { Domain, ServiceCode } from '#contract/case-forms';
import type { AdministrativePlace } from '#contract/jurisdiction';
import type { AgeBand, ReferralUrgency } from '#contract/referral';
import { type Columns, insertRecords, selectColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

export type CapacityQuestion = {
  id: string;
  caseId: string;
  incidentId: string | null;
  needCode: Domain;
  serviceCode: ServiceCode;
  fromAgencyId: string;
  toAgencyId: string;
  urgency: ReferralUrgency;
  ageBand: AgeBand;
  place: AdministrativePlace;
  askedByPersonId: string;
  askedAt: Date;
  answer: 'yes' | 'no' | 'later' | null;
  freeFrom: string | null;
  answeredAt: Date | null;
};
const ASKED = {
  id: 'id',
  caseId: 'case_id',
  incidentId: 'incident_id',
  needCode: 'need_code',
  serviceCode: 'service_code',
  fromAgencyId: 'from_agency_id',
  toAgencyId: 'to_agency_id',
  urgency: 'urgency',
  ageBand: 'age_band',
  place: 'place',
  askedByPersonId: 'asked_by_person_id',
  askedAt: 'asked_at',
} as const satisfies Columns<Omit<CapacityQuestion, 'answer' | 'freeFrom' | 'answeredAt'>>;
const QUESTION_COLUMNS = selectColumns({
  ...ASKED,
  answer: 'answer',
  freeFrom: 'free_from::text',
  answeredAt: 'answered_at',
} as const);

/** @returns the ids of those that nobody had asked yet */
export async function insertCapacityQuestions(
  tx: Connection,
  questions: readonly Omit<CapacityQuestion, 'answer' | 'freeFrom' | 'answeredAt'>[],
): Promise<string[]> {
  const inserted = await rows(
    tx,
    sql<{ id: string }>`INSERT INTO referral.capacity_questions
        ${insertRecords('referral.capacity_questions', ASKED, questions)}
      ON CONFLICT (case_id, service_code, to_agency_id) WHERE answer IS NULL DO NOTHING RETURNING id`,
  );
  return inserted.map(({ id }) => id);
}

export function findCapacityQuestion(connection: Connection, id: string): Promise<CapacityQuestion | undefined> {
  return findRow(
    connection,
    sql<CapacityQuestion>`SELECT ${QUESTION_COLUMNS} FROM referral.capacity_questions WHERE id = ${id}`,
  );
}

/** Unanswered questions to these agencies, the oldest first. */
export function listCapacityQuestionsTo(connection: Connection, agencyIds: string[]): Promise<CapacityQuestion[]> {
  return rows(
    connection,
    sql<CapacityQuestion>`SELECT ${QUESTION_COLUMNS} FROM referral.capacity_questions
      WHERE to_agency_id = ANY(${agencyIds}::uuid[]) AND answer IS NULL ORDER BY asked_at, id LIMIT 200`,
  );
}

/** What was asked for a case, newest first. */
export function listCapacityQuestionsOf(connection: Connection, caseId: string): Promise<CapacityQuestion[]> {
  return rows(
    connection,
    sql<CapacityQuestion>`SELECT ${QUESTION_COLUMNS} FROM referral.capacity_questions
      WHERE case_id = ${caseId} ORDER BY asked_at DESC, id LIMIT 200`,
  );
}

/** @returns false when it was answered already */
export async function saveCapacityAnswer(
  tx: Connection,
  id: string,
  { answer, freeFrom, byPersonId, at }: { answer: string; freeFrom: string | null; byPersonId: string; at: Date },
): Promise<boolean> {
  const saved = await findRow(
    tx,
    sql<{ id: string }>`UPDATE referral.capacity_questions SET answer = ${answer}, free_from = ${freeFrom},
        answered_by_person_id = ${byPersonId}, answered_at = ${at}
      WHERE id = ${id} AND answer IS NULL RETURNING id`,
  );
  return saved !== undefined;
}
