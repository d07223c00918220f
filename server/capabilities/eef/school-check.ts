import {
  type EefRules,
  fitsAttendance,
  type SchoolCheckAnswer,
  type SchoolCheckKind,
  type SchoolCheckResult,
} from '#contract/eef-checks';
import { addDays, type ThaiDay } from '#contract/thai-day';
import { AppError } from '#platform/app-error';

/** Whether a child is still learning at a certain time after its return. */
export type SchoolCheck = {
  id: string;
  referralId: string;
  caseId: string;
  toAgencyId: string;
  kind: SchoolCheckKind;
  returnedOn: ThaiDay;
  dueOn: ThaiDay;
  result: SchoolCheckResult | null;
  attendance: number | null;
  seenOn: ThaiDay | null;
  isVoid: boolean;
};
export type NewSchoolCheck = Omit<SchoolCheck, 'result' | 'attendance' | 'seenOn' | 'isVoid'>;

type Called = { remindedAt: Date | null; lateToldAt: Date | null; provinceToldAt: Date | null };

/** Up to which day a check must be due for somebody to be called today. It is late as on the page: `checkStateOn`. */
export function callDays(today: ThaiDay, { remindDays, answerDays, provinceDays }: EefRules) {
  return {
    remindUntil: addDays(today, -remindDays),
    lateUntil: addDays(today, -answerDays - 1),
    provinceUntil: addDays(today, -provinceDays),
  };
}

/** Who is called now for a check that nobody answers: whoever was called for it already is not called again. */
export function callsOf({ dueOn, ...called }: Called & { dueOn: ThaiDay }, today: ThaiDay, rules: EefRules) {
  const { remindUntil, lateUntil, provinceUntil } = callDays(today, rules);
  return {
    reminded: called.remindedAt === null && dueOn <= remindUntil,
    late: called.lateToldAt === null && dueOn <= lateUntil,
    province: called.provinceToldAt === null && dueOn <= provinceUntil,
  };
}

/**
 * Why an answer can't be taken, or `unchanged` where it is known already. That a child left can be said at any time; that
 * it is there only of a day near the one that is asked for.
 */
export function judgeCheckAnswer(
  check: Pick<SchoolCheck, 'returnedOn' | 'dueOn' | 'result' | 'isVoid'>,
  answer: SchoolCheckAnswer,
  today: ThaiDay,
  rules: EefRules,
):
  | 'new'
  | 'unchanged'
  | 'eef/check-answered'
  | 'eef/check-void'
  | 'eef/check-day-wrong'
  | 'eef/check-too-early'
  | 'eef/attendance-unfit' {
  if (check.result !== null) return check.result === answer.result ? 'unchanged' : 'eef/check-answered';
  if (check.isVoid) return 'eef/check-void';
  if (answer.on > today || answer.on < check.returnedOn) return 'eef/check-day-wrong';
  if (!fitsAttendance(answer, rules)) return 'eef/attendance-unfit';
  if (answer.result !== 'left' && answer.on < addDays(check.dueOn, -rules.earlyDays)) return 'eef/check-too-early';
  return 'new';
}

/**
 * A check with its answer.
 * @throws AppError `eef/check-answered`, `eef/check-void`, `eef/check-day-wrong`, `eef/check-too-early`, `eef/attendance-unfit`
 */
export function answerCheck(
  check: SchoolCheck,
  answer: SchoolCheckAnswer,
  today: ThaiDay,
  rules: EefRules,
): SchoolCheck & { result: SchoolCheckResult; seenOn: ThaiDay } {
  const verdict = judgeCheckAnswer(check, answer, today, rules);
  const lostTo = { subjects: [check.referralId], actions: ['referral/school-checked'] };
  if (verdict === 'unchanged') throw new AppError('eef/check-answered', { lostTo });
  if (verdict === 'eef/check-answered' || verdict === 'eef/check-void') throw new AppError(verdict, { lostTo });
  if (verdict !== 'new') throw new AppError(verdict);
  return { ...check, result: answer.result, attendance: answer.attendance ?? null, seenOn: answer.on };
}
