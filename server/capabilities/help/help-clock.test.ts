import { expect, test } from 'vitest';
import type { HelpStatus } from '#contract/help';
import { addDays, momentOf } from '#contract/thai-day';
import { afterPause, daysFor, helpClockOf } from './help-clock.ts';

const received = '2026-11-01';
const at = (day: number, minutes = 600) => momentOf(addDays(received, day), minutes);
const clock = (day: number, isKnownClient: boolean, status: HelpStatus = 'fact-finding') =>
  helpClockOf(
    { status, statusSince: at(3), clockFrom: at(0, 1430), clockDays: daysFor(isKnownClient), isKnownClient },
    at(day, 5),
  );

test.each([
  [0, 'green'],
  [4, 'green'],
  [5, 'yellow'],
  [7, 'yellow'],
  [8, 'orange'],
  [10, 'orange'],
  [11, 'red'],
])('of a known client, day %s is %s', (day, colour) => expect(clock(day, true)?.colour).toBe(colour));

test.each([
  [5, 'green'],
  [6, 'yellow'],
  [11, 'yellow'],
  [12, 'orange'],
  [15, 'orange'],
  [16, 'red'],
])('of a new client, day %s is %s', (day, colour) => expect(clock(day, false)?.colour).toBe(colour));

test('it stands still once the person was helped, and is not there before the receipt', () => {
  expect(clock(40, true, 'helped')).toMatchObject({ days: 3, colour: 'green', isRunning: false, dueOn: '2026-11-11' });
  expect(
    helpClockOf(
      { status: 'checked', statusSince: at(0), clockFrom: null, clockDays: null, isKnownClient: null },
      at(9),
    ),
  ).toBeUndefined();
});

test('the days that it lay with the person are not the office’s', () => {
  expect(afterPause(at(0), at(2), at(7))).toEqual(at(5));
  expect(afterPause(null, at(2), at(7))).toBeNull();
});
