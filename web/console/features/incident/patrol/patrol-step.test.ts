import { expect, test } from 'vitest';
import { patrolStep } from './patrol-step.ts';

test('one step at a time; arriving may be reported at once', () => {
  expect(patrolStep(['en-route', 'on-scene'])).toEqual({ next: 'en-route', other: 'on-scene' });
  expect(patrolStep(['on-scene'])).toEqual({ next: 'on-scene', other: null });
  expect(patrolStep([])).toEqual({ next: null, other: null });
});
