import { expect, test } from 'vitest';
import type { NumberedEntry } from '../../../outbox/index.ts';
import { jobOnScreen, statusWith, stepsAfter } from './job-step.ts';

const pressed = (action: string, more: Partial<NumberedEntry> = {}): NumberedEntry => ({
  ...{ id: action, number: 1, personId: 'p', path: '/', about: { action } },
  ...more,
});

test('what was pressed counts at once, in its order; what was refused and what is no step does not', () => {
  expect(statusWith('assigned', [pressed('en-route'), pressed('photo'), pressed('on-scene')])).toBe('on-scene');
  const refused = { status: 409, code: 'units/assignment-changed', params: {}, at: '' };
  expect(statusWith('assigned', [pressed('en-route', { refused })])).toBe('assigned');
  expect(statusWith('on-scene', [pressed('en-route')])).toBe('on-scene');
});

test('one step at a time, and arriving may be said at once', () => {
  expect(stepsAfter('assigned')).toEqual({ next: 'en-route', other: 'on-scene' });
  expect(stepsAfter('en-route')).toEqual({ next: 'on-scene', other: 'done' });
  expect(stepsAfter('on-scene')).toEqual({ next: 'done', other: null });
  expect(stepsAfter('done')).toEqual({ next: null, other: null });
});

test('a second job never takes the place of the first on the screen', () => {
  const [first, second] = [{ id: 'first' }, { id: 'second' }];
  expect(jobOnScreen([second, first], null, 'first')).toBe(first);
  expect(jobOnScreen([second, first], 'second', 'first')).toBe(second);
  expect(jobOnScreen([second], null, 'first')).toBe(second);
  expect(jobOnScreen([], 'second', 'first')).toBeUndefined();
});
