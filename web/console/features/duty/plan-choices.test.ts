import { expect, test } from 'vitest';
import { newAbsenceSchema, newPatternSchema, newShiftSchema } from '#contract/duty';
import { type Plan, requestOf } from './plan-choices.ts';

const plan: Plan = {
  ...{ kind: 'shift', personId: '0190a3c4-0000-7000-8000-000000000001', post: 'radio-room', day: '2026-11-22' },
  ...{ lastDay: '2026-11-21', startsAt: '20:00', hours: 12, cycle: 3, absence: 'sick' },
};

test('times chosen in Thailand are sent as instants, over midnight too', () => {
  const { path, body } = requestOf('a', plan);
  expect(path).toBe('/api/v1/agencies/a/shifts');
  expect(newShiftSchema.parse(body)).toMatchObject({
    startsAt: '2026-11-22T13:00:00.000Z',
    endsAt: '2026-11-23T01:00:00.000Z',
  });
});

test('a repeating duty and an absence are sent in the form the server accepts', () => {
  const pattern = newPatternSchema.parse(requestOf('a', { ...plan, kind: 'pattern' }).body);
  expect(pattern).toMatchObject({ cycleDays: 3, turns: [{ day: 0, startsAt: 1200, minutes: 720 }] });
  // A last day before the first becomes the first.
  expect(newAbsenceSchema.parse(requestOf('a', { ...plan, kind: 'absence' }).body)).toMatchObject({
    firstDay: '2026-11-22',
    untilDay: '2026-11-22',
  });
});
