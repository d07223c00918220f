import { expect, test } from 'vitest';
import {
  decideEligibility,
  type EligibilityRule,
  eligibilityRulesSchema,
  type PersonFacts,
} from './service-eligibility.ts';
import { isOpenAt, type ServiceHours } from './service-hours.ts';

const child: EligibilityRule = { fact: 'age', to: 17 };
const woman: EligibilityRule = { fact: 'sex', oneOf: ['female'] };
const childOrWoman: EligibilityRule = {
  anyOf: [
    { fact: 'age', to: 17 },
    { fact: 'sex', oneOf: ['female'] },
  ],
};
const poor: EligibilityRule = { fact: 'income-per-head', to: 3000 };
const outOfSchool: EligibilityRule = { fact: 'school-status', oneOf: ['out-under-1y', 'out-over-1y', 'never'] };
const disabled: EligibilityRule = { fact: 'disability', oneOf: ['moving', 'seeing'] };
const pregnant: EligibilityRule = { fact: 'pregnant', oneOf: ['yes'] };
const adult: EligibilityRule = { fact: 'age', from: 18, to: 59 };

type Example = [what: string, rules: EligibilityRule[], facts: PersonFacts, answer: string];
const EXAMPLES: Example[] = [
  ['no rules: everybody', [], {}, 'eligible'],
  ['a child of 17 in a service for children', [child], { age: 17 }, 'eligible'],
  ['18 is no child any more', [child], { age: 18 }, 'not-eligible'],
  ['a newborn has the age 0, which is known', [child], { age: 0 }, 'eligible'],
  ['the first and the last year of a span count', [adult], { age: 18 }, 'eligible'],
  ['… and the last', [adult], { age: 59 }, 'eligible'],
  ['one year after it', [adult], { age: 60 }, 'not-eligible'],
  ['an age that nobody knows is asked', [child], {}, 'ask age'],
  ['all rules must hold: one does not', [child, poor], { age: 9, 'income-per-head': 3001 }, 'not-eligible'],
  ['the limit itself is within it', [child, poor], { age: 9, 'income-per-head': 3000 }, 'eligible'],
  ['no income at all is known, and within it', [poor], { 'income-per-head': 0 }, 'eligible'],
  ['one rule fails: what else is unknown need not be asked', [child, poor], { age: 30 }, 'not-eligible'],
  ['one holds, the other is unknown', [child, poor], { age: 9 }, 'ask income-per-head'],
  ['alternatives: a woman of 40', [childOrWoman], { age: 40, sex: 'female' }, 'eligible'],
  ['alternatives: a boy of 10', [childOrWoman], { age: 10, sex: 'male' }, 'eligible'],
  ['alternatives: a man of 40', [childOrWoman], { age: 40, sex: 'male' }, 'not-eligible'],
  ['one alternative holds, the other is unknown', [childOrWoman], { age: 10 }, 'eligible'],
  ['one alternative fails, the other is unknown', [childOrWoman], { age: 40 }, 'ask sex'],
  ['both alternatives are unknown', [childOrWoman], {}, 'ask age, sex'],
  ['out of school for a year and more', [outOfSchool], { 'school-status': 'out-over-1y' }, 'eligible'],
  ['in school', [outOfSchool], { 'school-status': 'in' }, 'not-eligible'],
  ['one of several disabilities is enough', [disabled], { disability: ['hearing', 'seeing'] }, 'eligible'],
  ['asked, and there is none', [disabled], { disability: ['none'] }, 'not-eligible'],
  ['an empty list of disabilities: nothing is known to fit', [disabled], { disability: [] }, 'not-eligible'],
  ['"unknown" is no answer', [pregnant], { pregnant: 'unknown' }, 'ask pregnant'],
  ['not pregnant', [pregnant], { pregnant: 'no' }, 'not-eligible'],
  ['the same fact is asked once', [child, adult], {}, 'ask age'],
  ['a woman in a service for women', [woman], { sex: 'female' }, 'eligible'],
  ['a sex of neither kind', [woman], { sex: 'other' }, 'not-eligible'],
];

test.each(EXAMPLES)('%s', (_, rules, facts, answer) => {
  const decided = decideEligibility(rules, facts);
  const said = decided.verdict === 'unknown' ? `ask ${decided.ask.join(', ')}` : decided.verdict;
  expect(said).toBe(answer);
});

test('whoever may not is told which rules do not hold', () => {
  const decided = decideEligibility([child, poor, woman], { age: 20, 'income-per-head': 9000, sex: 'female' });
  expect(decided).toEqual({ verdict: 'not-eligible', failed: [child, poor] });
});

test.each([
  [[{ fact: 'age' }]],
  [[{ fact: 'age', from: 20, to: 10 }]],
  [[{ fact: 'sex', oneOf: [] }]],
  [[{ fact: 'sex', oneOf: ['woman'] }]],
  [[{ fact: 'shoe-size', to: 40 }]],
  [[{ anyOf: [{ fact: 'age', to: 17 }] }]],
  [[{ anyOf: [{ anyOf: [] }, { fact: 'age', to: 17 }] }]],
])('a rule that says nothing, or what nobody knows, is refused: %j', (rules) => {
  expect(eligibilityRulesSchema.safeParse(rules).success).toBe(false);
});

const office: ServiceHours = [{ days: [1, 2, 3, 4, 5], from: '08:30', to: '16:30' }];
const night: ServiceHours = [{ days: [5, 7], from: '20:00', to: '06:00' }];
test.each<[string, ServiceHours, string, boolean | undefined]>([
  ['always', 'always', '2026-11-29T03:00:00+07:00', true],
  ['hours that nobody wrote down', [], '2026-11-30T10:00:00+07:00', undefined],
  ['a Monday morning', office, '2026-11-30T08:30:00+07:00', true],
  ['a minute too early', office, '2026-11-30T08:29:00+07:00', false],
  ['the minute it closes', office, '2026-11-30T16:30:00+07:00', false],
  ['a Sunday', office, '2026-11-29T10:00:00+07:00', false],
  ['Friday night', night, '2026-12-04T23:00:00+07:00', true],
  ['the morning after Friday night', night, '2026-12-05T05:59:00+07:00', true],
  ['the night after it', night, '2026-12-05T21:00:00+07:00', false],
  ['the Monday morning after Sunday night', night, '2026-11-30T02:00:00+07:00', true],
  ['while it is Sunday in London and Monday here', office, '2026-11-30T09:00:00+07:00', true],
])('open: %s', (_, hours, at, open) => {
  expect(isOpenAt(hours, new Date(at))).toBe(open);
});
