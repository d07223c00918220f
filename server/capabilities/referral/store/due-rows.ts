import { type Connection, getRow, type RawBuilder, rows, sql } from '#platform/database/database';
import { createLastWrite } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { Referral } from '../referral.ts';
import { REFERRAL_COLUMNS } from './referral-rows.ts';

/** Takes referrals for which something is due; each is taken by one process. For the service. */
export function takeDueReferrals(tx: Connection, now: Date, limit: number): Promise<Referral[]> {
  return rows(
    tx,
    sql<Referral>`SELECT ${REFERRAL_COLUMNS} FROM referral.referrals
      WHERE id IN (SELECT due FROM referral.due_referrals(${now}, ${limit}) AS due) ORDER BY id LIMIT ${limit}
      FOR UPDATE SKIP LOCKED`,
  );
}

/** Takes referrals about which the person is to be asked; each is taken by one process. For the service. */
export function takeToConfirm(tx: Connection, now: Date, limit: number): Promise<Referral[]> {
  return rows(
    tx,
    sql<Referral>`SELECT ${REFERRAL_COLUMNS} FROM referral.referrals
      WHERE confirmation = 'waiting' AND confirm_at <= ${now} ORDER BY confirm_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );
}

/** The referrals of a case that are not over, locked; for the service. */
export function listOpenReferralsOfCase(tx: Connection, caseId: string): Promise<Referral[]> {
  return rows(
    tx,
    sql<Referral>`SELECT ${REFERRAL_COLUMNS} FROM referral.referrals
      WHERE case_id = ${caseId} AND (ended_at IS NULL OR confirmation IN ('waiting', 'to-ask')) ORDER BY id FOR UPDATE`,
  );
}

/** The referrals of this case are looked at after the commit: it may have another owner, or its person be known better. */
export const followCase = createLastWrite<string>(
  'referral_cases_to_follow',
  (caseIds) => sql`INSERT INTO referral.cases_to_follow (id, case_id)
    SELECT * FROM unnest(${caseIds.map(newId)}::uuid[], ${[...caseIds]}::uuid[])`,
);

/** Finds a case to look at. */
export const findCaseToFollow = (): RawBuilder<unknown> =>
  sql`SELECT 1 FROM referral.cases_to_follow ORDER BY id LIMIT 1`;

/** Takes cases to look at; each is taken by one process. For the service. */
export async function takeCasesToFollow(tx: Connection, limit: number): Promise<string[]> {
  const taken = await rows(
    tx,
    sql<{ caseId: string }>`DELETE FROM referral.cases_to_follow WHERE id IN (SELECT id FROM referral.cases_to_follow
        ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED) RETURNING case_id AS "caseId"`,
  );
  return [...new Set(taken.map(({ caseId }) => caseId))];
}

/** Deletes referrals whose case was forgotten, those made before this moment. @returns how many of one kind at most; for the service */
export async function forgetReferralsOfGoneCases(tx: Connection, madeBefore: Date, most: number): Promise<number> {
  const { gone } = await getRow(
    tx,
    sql<{ gone: number }>`SELECT referral.forget_referrals(${madeBefore}, ${most}) AS gone`,
  );
  return gone;
}
