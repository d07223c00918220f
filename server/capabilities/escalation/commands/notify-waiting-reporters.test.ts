import { expect, test } from 'vitest';
import { reporterUpdateOf } from './notify-waiting-reporters.ts';

type StepExecution = Parameters<typeof reporterUpdateOf>[0];
type Recipients = StepExecution['recipients'][number];
const executedAt = new Date('2026-11-21T19:10:00.000Z');
const execution = (...recipients: Recipients[]): StepExecution => ({ recipients, executedAt });
const update = (...recipients: Recipients[]) => reporterUpdateOf(execution(...recipients), [execution(...recipients)]);
const recipients = (target: Recipients['target'], people: number): Recipients => {
  return { target, agencyId: target, people, passedOver: people === 0 ? 'nobody' : null };
};
const unreachable = (target: Recipients['target']): Recipients => ({
  ...recipients(target, 2),
  passedOver: 'no-channel',
});

test('reporters are told only of agencies where people were alerted', () => {
  expect(update(recipients('on-duty', 0), recipients('next-station', 0))).toMatchObject({ alerted: 'nobody' });
  expect(update(recipients('on-duty', 2))).toMatchObject({
    alerted: 'again',
    centre: false,
    isOwnAgencyUnreachable: false,
  });
  expect(update(recipients('next-station', 0), recipients('centre-191', 1))).toEqual({
    ...{ alerted: 'wider', agencyId: undefined, centre: true, isOwnAgencyUnreachable: false },
  });
  expect(update(recipients('next-station', 1), recipients('centre-191', 0))).toMatchObject({
    ...{ alerted: 'wider', agencyId: 'next-station', centre: false },
  });
  expect(update(recipients('national-desk', 1))).toMatchObject({ alerted: 'top' });
});

test('unreachable people do not count as alerted; that the own station is unreachable is said at that moment only', () => {
  expect(update(unreachable('on-duty'))).toMatchObject({ alerted: 'nobody', isOwnAgencyUnreachable: true });
  expect(update(unreachable('next-station'), recipients('centre-191', 1))).toMatchObject({
    agencyId: undefined,
    centre: true,
  });
  expect(update(unreachable('on-duty'), recipients('duty-chief', 1))).toMatchObject({
    alerted: 'again',
    isOwnAgencyUnreachable: false,
  });
  const wider = execution(recipients('centre-191', 1));
  expect(reporterUpdateOf(wider, [execution(unreachable('on-duty')), wider])).toMatchObject({
    alerted: 'wider',
    isOwnAgencyUnreachable: true,
  });
  const later = { ...wider, executedAt: new Date(executedAt.getTime() + 60_000) };
  expect(reporterUpdateOf(later, [execution(unreachable('on-duty')), later])).toMatchObject({
    alerted: 'wider',
    isOwnAgencyUnreachable: false,
  });
});
