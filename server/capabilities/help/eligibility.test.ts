import { expect, test } from 'vitest';
import type { HelpForm } from '#contract/help-form';
import type { EligibilityRule, RuleAnswer } from '#contract/help-rules';
import { judgeEligibility } from './eligibility.ts';
import { findBenefit, HELP_RULES } from './help-rules.ts';

const today = '2026-11-29';
const limits = HELP_RULES.selfCheck;
const born = (date: string) => ({ kind: 'exact' as const, date });

/** Worked examples, as a worker would judge them: who, what rule, the answer. */
const EXAMPLES: [who: string, form: HelpForm, rule: EligibilityRule, answer: RuleAnswer][] = [
  ['18 today', { person: { birth: born('2008-11-29') } }, 'adult', 'yes'],
  ['18 tomorrow', { person: { birth: born('2008-11-30') } }, 'adult', 'no'],
  ['age not asked', {}, 'adult', 'unknown'],
  ['60 today', { person: { birth: born('1966-11-29') } }, 'elderly', 'yes'],
  ['59', { person: { birth: born('1966-11-30') } }, 'elderly', 'no'],
  ['year of birth only, 60 or 59', { person: { birth: { kind: 'estimated', year: 1966 } } }, 'elderly', 'no'],
  ['100,000 baht a year', { income: { perYear: 100_000 } }, 'low-income', 'yes'],
  ['one baht more', { income: { perYear: 100_001 } }, 'low-income', 'no'],
  ['income not asked', { income: {} }, 'low-income', 'unknown'],
  ['no hardship ticked', { hardship: { codes: [] } }, 'hardship', 'no'],
  ['debt', { hardship: { codes: ['debt'] } }, 'hardship', 'yes'],
  ['disabled themselves', { person: { condition: 'disabled' } }, 'disabled', 'yes'],
  [
    'a disabled child',
    { person: { condition: 'normal' }, household: { members: [{ condition: 'disabled' }] } },
    'disabled',
    'yes',
  ],
  ['nobody disabled', { person: { condition: 'normal' } }, 'disabled', 'no'],
  ['condition not asked', {}, 'disabled', 'unknown'],
  ['a child of 17', { household: { members: [{ birth: born('2009-01-01') }] } }, 'child-in-household', 'yes'],
  ['grown-up children only', { household: { members: [{ birth: born('2000-01-01') }] } }, 'child-in-household', 'no'],
  ['a member without an age', { household: { members: [{ name: 'ก' }] } }, 'child-in-household', 'unknown'],
  ['lives alone', { household: { members: [] } }, 'child-in-household', 'no'],
  [
    'a girl of 12 out of school',
    { household: { members: [{ birth: born('2014-05-05'), school: 'out-over-1y' }] } },
    'child-out-of-school',
    'yes',
  ],
  [
    'a man of 40 who never went to school',
    { household: { members: [{ birth: born('1986-05-05'), school: 'never' }] } },
    'child-out-of-school',
    'no',
  ],
  ['out of school, age not asked', { household: { members: [{ school: 'never' }] } }, 'child-out-of-school', 'unknown'],
  ['a woman', { person: { sex: 'female' } }, 'woman-or-family', 'yes'],
  ['a man who lives alone', { person: { sex: 'male' }, household: { members: [] } }, 'woman-or-family', 'no'],
  ['a man with a family', { person: { sex: 'male' }, household: { members: [{}] } }, 'woman-or-family', 'yes'],
  ['a house that is unfit', { hardship: { codes: ['unfit'] } }, 'unfit-home', 'yes'],
];

test.each(EXAMPLES)('%s', (_, form, rule, answer) => {
  expect(judgeEligibility(form, { rules: [rule] }, { today, limits }).rules).toEqual([{ rule, answer }]);
});

test('one no is enough; without a no, one unknown keeps it open', () => {
  const lowIncome = findBenefit('low-income-aid');
  const judge = (form: HelpForm) => lowIncome && judgeEligibility(form, lowIncome, { today, limits }).eligible;
  expect(judge({ person: { birth: born('2015-01-01') } })).toBe('no');
  expect(judge({ person: { birth: born('1980-01-01') }, income: { perYear: 1 } })).toBe('unknown');
  expect(judge({ person: { birth: born('1980-01-01') }, income: { perYear: 1 }, hardship: { codes: ['debt'] } })).toBe(
    'yes',
  );
});
