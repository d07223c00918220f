import type { Actor } from '#capabilities/access';
import { listReferralsById, recordReferralSteps } from '#capabilities/referral';
import type { SchoolCheckAnswer, SchoolCheckResult } from '#contract/eef-checks';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { EefContext } from '../context.ts';
import { EEF_RULES } from '../rules.ts';
import { answerCheck } from '../school-check.ts';
import { findCheckForChange, saveAnswer } from '../store/check-rows.ts';

/**
 * Whether a child is still learning, said by the fund or by the worker who sent it. Of one that left nothing more is asked,
 * and its need is open again within a moment.
 * @throws AppError `eef/check-not-found`, `eef/check-answered`, `eef/check-void`, `eef/check-day-wrong`,
 * `eef/check-too-early`, `eef/attendance-unfit`
 */
export async function answerSchoolCheck(
  context: EefContext,
  work: Work,
  actor: Actor,
  id: string,
  answer: SchoolCheckAnswer,
): Promise<{ id: string; result: SchoolCheckResult }> {
  const check = await findCheckForChange(work.tx, id);
  if (!check) throw new AppError('eef/check-not-found');
  const now = context.clock.now();
  const answered = answerCheck(check, answer, thaiDayOf(now), EEF_RULES);
  const [referral] = await listReferralsById(work.tx, [check.referralId]);
  if (!referral) throw new AppError('eef/check-not-found');
  await saveAnswer(work.tx, answered, { at: now, byPersonId: actor.userId });
  const codes = { check: check.kind, result: answered.result, attendance: answered.attendance, on: answered.seenOn };
  await recordReferralSteps(context, work, referral, [{ kind: 'school-checked', by: actor, details: codes, codes }]);
  return { id, result: answered.result };
}
