import type { EefRules } from '#contract/eef-checks';
import type { EefAnswer } from '#contract/eef-file';
import { canChangeReferral, type ReferralAction, type ReferralStatus } from '#contract/referral';
import type { ThaiDay } from '#contract/thai-day';
import { judgeCheckAnswer, type SchoolCheck } from './school-check.ts';

/** What a line of a file is compared with. */
export type AnsweredState = {
  status: ReferralStatus;
  statutory: boolean;
  outcome: string | null;
  outcomeOn: ThaiDay | null;
  endReason: string | null;
  checks: readonly SchoolCheck[];
};
export type AnswerVerdict =
  | { result: 'done'; state: AnsweredState }
  | { result: 'unchanged' }
  | { result: 'refused'; code: string };

/**
 * What a line does to its referral. What is known already changes nothing, so that a file can come twice; what contradicts
 * it is refused, because only a person can say which of both is right.
 */
export function decideAnswer(
  state: AnsweredState | undefined,
  answer: EefAnswer,
  today: ThaiDay,
  rules: EefRules,
): AnswerVerdict {
  if (!state) return refused('referral/not-found');
  const { status } = state;
  const isWorked = status === 'in-progress' || status === 'on-hold' || status === 'completed';
  switch (answer.answer) {
    case 'accept':
      return status === 'accepted' || isWorked ? UNCHANGED : move(state, 'accept', {});
    case 'start':
      return isWorked ? UNCHANGED : move(state, 'start', {});
    case 'decline': {
      const isDeclined = status === 'declined' || status === 'declined-proposed';
      if (isDeclined && state.endReason === answer.reason) return UNCHANGED;
      return move(state, state.statutory ? 'propose-decline' : 'decline', { endReason: answer.reason });
    }
    case 'not-complete':
      if (status === 'not-completed' && state.endReason === answer.reason) return UNCHANGED;
      return move(state, 'not-complete', { endReason: answer.reason });
    case 'complete': {
      const { outcome, on } = answer;
      if (status === 'completed' && state.outcome === outcome && state.outcomeOn === on) return UNCHANGED;
      if (status === 'completed') return refused('eef/outcome-differs');
      if (on > today) return refused('referral/outcome-in-future');
      return move(state, 'complete', { outcome, outcomeOn: on });
    }
    case 'check':
      return decideCheck(state, answer, today, rules);
  }
}

const UNCHANGED = { result: 'unchanged' } as const;
const refused = (code: string) => ({ result: 'refused', code }) as const;

const LED_TO = {
  accept: 'accepted',
  start: 'in-progress',
  decline: 'declined',
  'propose-decline': 'declined-proposed',
  complete: 'completed',
  'not-complete': 'not-completed',
} as const satisfies Partial<Record<ReferralAction, ReferralStatus>>;

function move(state: AnsweredState, action: keyof typeof LED_TO, change: Partial<AnsweredState>): AnswerVerdict {
  if (state.status === 'expired') return refused('referral/answered-too-late');
  if (!canChangeReferral(state.status, action)) return refused('referral/change-not-allowed');
  return { result: 'done', state: { ...state, ...change, status: LED_TO[action] } };
}

function decideCheck(
  state: AnsweredState,
  answer: Extract<EefAnswer, { answer: 'check' }>,
  today: ThaiDay,
  rules: EefRules,
): AnswerVerdict {
  const check = state.checks.find(({ kind }) => kind === answer.check);
  if (!check) return refused('eef/check-not-found');
  const { result, on, attendance = null } = answer;
  const verdict = judgeCheckAnswer(check, { result, on, attendance }, today, rules);
  if (verdict === 'unchanged') return UNCHANGED;
  if (verdict !== 'new') return refused(verdict);
  const checks = state.checks.map((one) => {
    if (one === check) return { ...one, result, attendance, seenOn: on };
    return result === 'left' && one.result === null ? { ...one, isVoid: true } : one;
  });
  return { result: 'done', state: { ...state, checks } };
}
