import { expect, test } from 'vitest';
import { addDays } from '#contract/thai-day';
import { callsOf } from './due-calls.ts';
import { FAMILY_RULES } from './family-rules.ts';

const TODAY = '2027-03-01';
const NOBODY = { remindedAt: null, lateToldAt: null, provinceToldAt: null };
const calls = (days: number, told = NOBODY) => callsOf(addDays(TODAY, days), told, TODAY, FAMILY_RULES);

test('the worker a week before, those who supervise two weeks after, the province a month after', () => {
  expect(calls(8)).toEqual({ reminded: false, late: false, province: false });
  expect(calls(7)).toEqual({ reminded: true, late: false, province: false });
  expect(calls(-13)).toMatchObject({ late: false });
  expect(calls(-14)).toEqual({ reminded: true, late: true, province: false });
  expect(calls(-30)).toEqual({ reminded: true, late: true, province: true });
});

test('nobody twice for the same step', () => {
  const at = new Date();
  expect(calls(-30, { remindedAt: at, lateToldAt: at, provinceToldAt: at } as never)).toEqual({
    ...{ reminded: false, late: false, province: false },
  });
});
