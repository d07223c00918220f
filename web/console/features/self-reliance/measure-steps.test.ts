import { expect, test } from 'vitest';
import { answersOf, countedOf, leftOf } from './measure-steps.ts';

const draft = (members: string, income: string) => ({ answers: { debt: 'none' }, members, income });

test('with both numbers the income per head is counted', () => {
  expect(answersOf(draft('4', '12000'))).toEqual({ debt: 'none', 'income-per-head': '1500-3000' });
  expect(countedOf(draft('4', '12000'))).toEqual({ members: 4, monthlyIncome: 12_000, perHead: 3000 });
});

test('what is no number counts as not said', () => {
  expect(countedOf(draft('สี่', '12,000'))).toEqual({});
  expect(countedOf(draft('0', '9000'))).toEqual({ monthlyIncome: 9000 });
  expect(answersOf(draft('', '9000'))).toEqual({ debt: 'none' });
});

test('says how many are left', () => {
  expect(leftOf({ debt: 'none' }, 'income')).toBe(3);
  expect(leftOf({})).toBe(18);
});
