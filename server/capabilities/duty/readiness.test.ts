import { expect, test } from 'vitest';
import { momentOf } from '#contract/thai-day';
import { dayToAsk, isPresent } from './heartbeat.ts';
import { type ReadinessFacts, readinessOf } from './readiness.ts';

const now = momentOf('2026-11-22', 600);
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const manned: ReadinessFacts = {
  peopleOnDuty: 1,
  declaredReadiness: null,
  declaredAt: null,
  changedAt: null,
  heartbeatFailed: false,
};

test('a station is ready while somebody is on duty, else nobody-on-duty', () => {
  expect(readinessOf(manned, now)).toBe('ready');
  expect(readinessOf({ ...manned, peopleOnDuty: 0 }, now)).toBe('nobody-on-duty');
});

test('a failed heartbeat counts while somebody is on duty; nobody on duty takes precedence', () => {
  expect(readinessOf({ ...manned, heartbeatFailed: true }, now)).toBe('no-heartbeat');
  expect(readinessOf({ ...manned, peopleOnDuty: 0, heartbeatFailed: true }, now)).toBe('nobody-on-duty');
});

test('a declared "nobody" is valid until duty changes hands', () => {
  const declared = { ...manned, declaredReadiness: 'nobody-on-duty', declaredAt: before(600) } as const;
  expect(readinessOf({ ...declared, changedAt: before(700) }, now)).toBe('nobody-on-duty');
  expect(readinessOf({ ...declared, changedAt: before(500) }, now)).toBe('ready');
});

test('a declared "ready" without anybody on the roster is believed for twelve hours', () => {
  const declared = { ...manned, peopleOnDuty: 0, declaredReadiness: 'ready', changedAt: null } as const;
  expect(readinessOf({ ...declared, declaredAt: before(719) }, now)).toBe('ready');
  expect(readinessOf({ ...declared, declaredAt: before(720) }, now)).toBe('nobody-on-duty');
  expect(readinessOf({ ...declared, declaredAt: before(1), heartbeatFailed: true }, now)).toBe('ready');
});

test('the heartbeat is asked by day, once the morning shift is there, and wakes nobody', () => {
  expect(dayToAsk(momentOf('2026-11-22', 509))).toBeUndefined();
  expect(dayToAsk(momentOf('2026-11-22', 510))).toBe('2026-11-22');
  expect(dayToAsk(momentOf('2026-11-22', 1199))).toBe('2026-11-22');
  expect(dayToAsk(momentOf('2026-11-22', 1200))).toBeUndefined();
});

test('an open console answers the heartbeat only with somebody on duty who did something today', () => {
  const consoles = [{ personId: 'a', seenAt: before(1) }];
  expect(isPresent({ onDuty: ['a'], consoles, active: ['a'] }, now)).toBe(true);
  expect(isPresent({ onDuty: ['b'], consoles, active: ['a'] }, now)).toBe(false);
  expect(isPresent({ onDuty: ['a'], consoles, active: [] }, now)).toBe(false);
  expect(isPresent({ onDuty: ['a'], consoles: [{ personId: 'a', seenAt: before(6) }], active: ['a'] }, now)).toBe(
    false,
  );
});
