import { expect, test } from 'vitest';
import { dayToAsk, isPresent, nextAsking } from './heartbeat.ts';
import { type ReadinessFacts, readinessOf } from './readiness.ts';
import { momentOf } from './thai-day.ts';

const now = momentOf('2026-11-22', 600);
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const manned: ReadinessFacts = {
  peopleOnDuty: 1,
  declaredReadiness: null,
  declaredAt: null,
  changedAt: null,
  heartbeatFailed: false,
};

test('somebody on duty is ready; nobody is not', () => {
  expect(readinessOf(manned, now)).toBe('ready');
  expect(readinessOf({ ...manned, peopleOnDuty: 0 }, now)).toBe('nobody-on-duty');
});

test('a missed question counts while somebody is on duty, and nobody on duty counts more', () => {
  expect(readinessOf({ ...manned, heartbeatFailed: true }, now)).toBe('no-heartbeat');
  expect(readinessOf({ ...manned, peopleOnDuty: 0, heartbeatFailed: true }, now)).toBe('nobody-on-duty');
});

test('"nobody" said by the station stands until duty changes hands', () => {
  const said = { ...manned, declaredReadiness: 'nobody-on-duty', declaredAt: before(600) } as const;
  expect(readinessOf({ ...said, changedAt: before(700) }, now)).toBe('nobody-on-duty');
  expect(readinessOf({ ...said, changedAt: before(500) }, now)).toBe('ready');
});

test('"ready" without anybody on the roster is believed for twelve hours', () => {
  const said = { ...manned, peopleOnDuty: 0, declaredReadiness: 'ready', changedAt: null } as const;
  expect(readinessOf({ ...said, declaredAt: before(719) }, now)).toBe('ready');
  expect(readinessOf({ ...said, declaredAt: before(720) }, now)).toBe('nobody-on-duty');
  expect(readinessOf({ ...said, declaredAt: before(1), heartbeatFailed: true }, now)).toBe('ready');
});

test('the question is put by day, once the morning shift is there, and wakes nobody', () => {
  expect(dayToAsk(momentOf('2026-11-22', 509))).toBeUndefined();
  expect(dayToAsk(momentOf('2026-11-22', 510))).toBe('2026-11-22');
  expect(dayToAsk(momentOf('2026-11-22', 1199))).toBe('2026-11-22');
  expect(dayToAsk(momentOf('2026-11-22', 1200))).toBeUndefined();
  expect(nextAsking(momentOf('2026-11-22', 1200))).toEqual(momentOf('2026-11-23', 510));
  expect(nextAsking(momentOf('2026-11-22', 60))).toEqual(momentOf('2026-11-22', 510));
});

test('an open console answers for the station only with somebody on duty who did something today', () => {
  const consoles = [{ personId: 'a', seenAt: before(1) }];
  expect(isPresent({ onDuty: ['a'], consoles, active: ['a'] }, now)).toBe(true);
  expect(isPresent({ onDuty: ['b'], consoles, active: ['a'] }, now)).toBe(false);
  expect(isPresent({ onDuty: ['a'], consoles, active: [] }, now)).toBe(false);
  expect(isPresent({ onDuty: ['a'], consoles: [{ personId: 'a', seenAt: before(6) }], active: ['a'] }, now)).toBe(
    false,
  );
});
