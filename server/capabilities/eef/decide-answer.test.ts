import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planChecks, SCHOOL_CHECK_KINDS, SCHOOL_CHECK_RESULTS } from '#contract/eef-checks';
import type { EefAnswer } from '#contract/eef-file';
import { REFERRAL_STATUSES } from '#contract/referral';
import { type AnsweredState, decideAnswer } from './decide-answer.ts';
import { EEF_RULES } from './rules.ts';
import { answerCheck, type SchoolCheck } from './school-check.ts';

const seed = 20_261_129;
const TODAY = '2026-11-29';
const referral = 'RF-2569-000001';
const returnedOn = '2026-05-18';
const checksOf = (): SchoolCheck[] =>
  planChecks(returnedOn, EEF_RULES).map(({ kind, dueOn }) => ({
    ...{ id: kind, referralId: 'r', caseId: 'c', toAgencyId: 'a', kind, dueOn, returnedOn },
    ...{ result: null, attendance: null, seenOn: null, isVoid: false },
  }));
const state = (status: AnsweredState['status'], more: Partial<AnsweredState> = {}): AnsweredState => ({
  ...{ status, statutory: false, outcome: null, outcomeOn: null, endReason: null, checks: [] },
  ...more,
});
const returned = state('completed', { outcome: 'formal-returned', outcomeOn: returnedOn, checks: checksOf() });
const decide = (from: AnsweredState | undefined, answer: EefAnswer) => decideAnswer(from, answer, TODAY, EEF_RULES);
const codeOf = (from: AnsweredState | undefined, answer: EefAnswer) => {
  const verdict = decide(from, answer);
  return verdict.result === 'refused' ? verdict.code : verdict.result;
};

const anAnswer: fc.Arbitrary<EefAnswer> = fc.oneof(
  fc.constantFrom<EefAnswer>({ answer: 'accept', referral }, { answer: 'start', referral }),
  fc.constantFrom<EefAnswer>(
    { answer: 'decline', referral, reason: 'missing-papers' },
    { answer: 'decline', referral, reason: 'no-capacity' },
    { answer: 'not-complete', referral, reason: 'could-not-contact' },
    { answer: 'complete', referral, outcome: 'formal-returned', on: '2026-11-01' },
    { answer: 'complete', referral, outcome: 'vocational', on: '2026-11-02' },
    { answer: 'complete', referral, outcome: 'vocational', on: '2026-12-02' },
  ),
  fc.record({
    ...{ answer: fc.constant('check' as const), referral: fc.constant(referral) },
    ...{ check: fc.constantFrom(...SCHOOL_CHECK_KINDS), result: fc.constantFrom(...SCHOOL_CHECK_RESULTS) },
    on: fc.constantFrom('2026-05-01', '2026-06-20', '2026-08-20', '2026-11-14', '2026-12-24'),
  }),
);
const aState = fc.oneof(
  fc.constantFrom(...REFERRAL_STATUSES).map((status) => state(status)),
  fc.boolean().map((statutory) => state('offered', { statutory })),
  fc.constant(returned),
);

test('a file that comes twice changes nothing the second time', () => {
  const fold = (from: AnsweredState, answers: readonly EefAnswer[]) => {
    const done: EefAnswer[] = [];
    let now = from;
    for (const answer of answers) {
      const verdict = decide(now, answer);
      if (verdict.result !== 'done') continue;
      done.push(answer);
      now = verdict.state;
    }
    return { now, done };
  };
  fc.assert(
    fc.property(aState, fc.array(anAnswer, { maxLength: 12 }), (from, answers) => {
      const first = fold(from, answers);
      const again = fold(first.now, first.done);
      expect(again.done).toEqual([]);
      expect(again.now).toEqual(first.now);
    }),
    { seed, numRuns: 1000 },
  );
});

test.each([
  ['it was never sent', undefined, 'referral/not-found'],
  ['nobody answered in time', state('expired'), 'referral/answered-too-late'],
  ['the sender took it back', state('withdrawn'), 'referral/change-not-allowed'],
  ['it was accepted before', state('accepted'), 'unchanged'],
  ['the child is back already', returned, 'unchanged'],
])('accepting where %s', (_, from, code) => {
  expect(codeOf(from, { answer: 'accept', referral })).toBe(code);
});

test('an outcome that contradicts the known one is for a person; so is another reason', () => {
  const on = returnedOn;
  expect(codeOf(returned, { answer: 'complete', referral, outcome: 'formal-returned', on })).toBe('unchanged');
  expect(codeOf(returned, { answer: 'complete', referral, outcome: 'vocational', on })).toBe('eef/outcome-differs');
  expect(codeOf(state('accepted'), { answer: 'complete', referral, outcome: 'vocational', on: '2026-11-30' })).toBe(
    'referral/outcome-in-future',
  );
  const declined = state('declined', { endReason: 'missing-papers' });
  expect(codeOf(declined, { answer: 'decline', referral, reason: 'missing-papers' })).toBe('unchanged');
  expect(codeOf(declined, { answer: 'decline', referral, reason: 'no-capacity' })).toBe('referral/change-not-allowed');
});

test('a receiver with a duty by law proposes to decline: its supervisor decides', () => {
  const verdict = decide(state('offered', { statutory: true }), { answer: 'decline', referral, reason: 'no-capacity' });
  expect(verdict).toMatchObject({ result: 'done', state: { status: 'declined-proposed' } });
});

const says = (check: SchoolCheck['kind'], result: SchoolCheck['result'] & string, on: string, attendance?: number) =>
  ({ answer: 'check', referral, check, result, on, ...(attendance !== undefined && { attendance }) }) as const;

test('being there counts near the day that is asked for, having left at any time', () => {
  // Half a year after 18 May is 14 November.
  expect(codeOf(returned, says('day-180', 'attending', '2026-11-06'))).toBe('eef/check-too-early');
  expect(codeOf(returned, says('day-180', 'attending', '2026-11-07'))).toBe('done');
  expect(codeOf(returned, says('day-180', 'left', '2026-06-01'))).toBe('done');
  expect(codeOf(returned, says('day-180', 'left', '2026-05-17'))).toBe('eef/check-day-wrong');
  expect(codeOf(returned, says('day-180', 'left', '2026-11-30'))).toBe('eef/check-day-wrong');
  expect(codeOf(returned, says('day-180', 'attending', '2026-11-14', 79))).toBe('eef/attendance-unfit');
  expect(codeOf(state('accepted'), says('day-30', 'left', '2026-11-14'))).toBe('eef/check-not-found');
});

test('of a child that left nothing more is asked, and an answer is not changed by another file', () => {
  const left = decide(returned, says('day-30', 'left', '2026-06-20'));
  if (left.result !== 'done') throw new Error('was not taken');
  expect(codeOf(left.state, says('day-30', 'left', '2026-06-20'))).toBe('unchanged');
  expect(codeOf(left.state, says('day-30', 'attending', '2026-06-20'))).toBe('eef/check-answered');
  expect(codeOf(left.state, says('day-90', 'attending', '2026-08-20'))).toBe('eef/check-void');
});

test('whoever answers what is answered loses against whoever was faster', () => {
  const [check] = checksOf();
  if (!check) throw new Error('no check');
  const answer = { result: 'attending', on: '2026-06-20', attendance: 91 } as const;
  const answered = answerCheck(check, answer, TODAY, EEF_RULES);
  expect(answered).toMatchObject({ result: 'attending', attendance: 91, seenOn: '2026-06-20' });
  const again = () => answerCheck(answered, answer, TODAY, EEF_RULES);
  expect(again).toThrow(
    expect.objectContaining({
      code: 'eef/check-answered',
      lostTo: { subjects: ['r'], actions: ['referral/school-checked'] },
    }),
  );
});
