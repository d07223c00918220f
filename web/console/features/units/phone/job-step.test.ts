import { expect, test } from 'vitest';
import type { NumberedEntry } from '../../../outbox/index.ts';
import { jobOnScreen, statusWith, stepsAfter } from './job-step.ts';

const pressed = (action: string, more: Partial<NumberedEntry> = {}): NumberedEntry => ({
  ...{ id: action, number: 1, personId: 'p', path: '/', about: { action } },
  ...more,
});

test('pressed steps count at once, in order; refused entries and other actions do not', () => {
  expect(statusWith('assigned', [pressed('en-route'), pressed('photo'), pressed('on-scene')])).toBe('on-scene');
  const refused = { status: 409, code: 'units/assignment-changed', params: {}, at: '' };
  expect(statusWith('assigned', [pressed('en-route', { refused })])).toBe('assigned');
  expect(statusWith('on-scene', [pressed('en-route')])).toBe('on-scene');
});

test('one step at a time, but arrival may be reported directly', () => {
  expect(stepsAfter('assigned')).toEqual({ next: 'en-route', other: 'on-scene' });
  expect(stepsAfter('en-route')).toEqual({ next: 'on-scene', other: 'done' });
  expect(stepsAfter('on-scene')).toEqual({ next: 'done', other: null });
  expect(stepsAfter('done')).toEqual({ next: null, other: null });
});

test('a second job never replaces the first on the screen', () => {
  const [first, second] = [{ id: 'first' }, { id: 'second' }];
  expect(jobOnScreen([second, first], null, 'first')).toBe(first);
  expect(jobOnScreen([second, first], 'second', 'first')).toBe(second);
  expect(jobOnScreen([second], null, 'first')).toBe(second);
  expect(jobOnScreen([], 'second', 'first')).toBeUndefined();
});
