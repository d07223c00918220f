import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkStateOn } from '#contract/eef-checks';
import { addDays } from '#contract/thai-day';
import { EEF_RULES } from './rules.ts';
import { callsOf } from './school-check.ts';

const NOBODY = { remindedAt: null, lateToldAt: null, provinceToldAt: null };
const DUE = '2026-06-01';
const now = new Date('2026-06-01T00:00:00Z');

test.each([
  [6, []],
  [7, ['reminded']],
  [14, ['reminded']],
  [15, ['reminded', 'late']],
  [27, ['reminded', 'late']],
  [28, ['reminded', 'late', 'province']],
])('%i days after its day a check without an answer has called %j', (days, called) => {
  const today = addDays(DUE, days);
  const calls = callsOf({ dueOn: DUE, ...NOBODY }, today, EEF_RULES);
  expect(Object.entries(calls).flatMap(([who, isCalled]) => (isCalled ? [who] : []))).toEqual(called);
  expect(calls.late).toBe(checkStateOn({ dueOn: DUE, result: null, isVoid: false }, today, EEF_RULES) === 'late');
});

test('whenever it is looked, also after the server was away for long, each is called once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1 }), (days) => {
      const known: Record<keyof typeof NOBODY, Date | null> = { ...NOBODY };
      const calls: string[] = [];
      for (const day of days.toSorted((one, other) => one - other)) {
        const { reminded, late, province } = callsOf({ dueOn: DUE, ...known }, addDays(DUE, day), EEF_RULES);
        if (reminded) known.remindedAt = now;
        if (late) known.lateToldAt = now;
        if (province) known.provinceToldAt = now;
        calls.push(...(reminded ? ['reminded'] : []), ...(late ? ['late'] : []), ...(province ? ['province'] : []));
      }
      const last = Math.max(...days);
      const { remindDays, answerDays, provinceDays } = EEF_RULES;
      const due = { reminded: last >= remindDays, late: last > answerDays, province: last >= provinceDays };
      expect(calls.toSorted()).toEqual(
        Object.keys(due)
          .filter((who) => due[who as keyof typeof due])
          .toSorted(),
      );
    }),
    { seed: 20_261_129 },
  );
});
