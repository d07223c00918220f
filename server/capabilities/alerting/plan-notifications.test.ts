import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALERT_KINDS, type AlertKind, ORDER_KINDS } from '#contract/alert-kind';
import { planFallback, planNotifications, type RecipientProfile } from './plan-notifications.ts';
import { isQuiet } from './quiet-hours.ts';

const NIGHT = { from: 22 * 60, until: 6 * 60 };
const midnight = new Date('2026-11-22T00:30:00+07:00');
const noTargets = { groups: [], gateways: [] };

function aPerson(more: Partial<RecipientProfile> = {}): RecipientProfile {
  return {
    personId: 'p1',
    agencyId: 'a1',
    isOnDuty: false,
    wants: { webPush: true, line: true, quiet: null },
    has: { webPush: true, line: true },
    ...more,
  };
}
const asleep = (more: Partial<RecipientProfile> = {}) =>
  aPerson({ wants: { webPush: true, line: true, quiet: NIGHT }, ...more });
const plan = (people: RecipientProfile[], kind: AlertKind = 'new') =>
  planNotifications({ kind, now: midnight }, people, noTargets).map(
    ({ personId, channel, state }) => `${personId} ${channel} ${state}`,
  );

test('quiet hours hold back, being on duty overrides them', () => {
  const awake = aPerson({ personId: 'p2' });
  expect(plan([asleep(), awake])).toEqual(['p1 web-push quiet', 'p1 line quiet', 'p2 web-push owed', 'p2 line owed']);
  expect(plan([asleep({ isOnDuty: true }), awake])).toContain('p1 line owed');
});

test('quiet hours never hold an order, and one that nobody has seen goes by every channel there is', () => {
  const awake = aPerson({ personId: 'p2' });
  for (const kind of ORDER_KINDS) {
    expect(plan([asleep(), awake], kind)).toContain('p1 web-push owed');
    const deaf = aPerson({ wants: { webPush: false, line: false, quiet: NIGHT } });
    const again = { kind, now: midnight, isRepeat: true };
    expect(plan([deaf], kind)).toEqual([]);
    expect(planNotifications(again, [deaf], noTargets).map(({ channel }) => channel)).toEqual(['web-push', 'line']);
  }
});

test('where everybody of an agency sleeps, nobody’s quiet hours count; for a heartbeat they do', () => {
  expect(plan([asleep(), asleep({ personId: 'p2' })])).toEqual(
    ['p1', 'p2'].flatMap((one) => [`${one} web-push owed`, `${one} line owed`]),
  );
  expect(plan([asleep()], 'heartbeat')).toEqual(['p1 web-push quiet', 'p1 line quiet']);
  expect(plan([asleep()], 'test')).toEqual(['p1 web-push owed', 'p1 line owed']);
});

test('only channels that somebody has and wants; groups and gateways each once', () => {
  const wants = { webPush: false, line: true, quiet: null };
  expect(plan([aPerson({ wants, has: { webPush: true, line: true } })])).toEqual(['p1 line owed']);
  expect(plan([aPerson({ has: { webPush: false, line: false } })])).toEqual([]);
  const targets = { groups: [{ id: 'g1', agencyId: 'a1' }], gateways: [{ id: 'w1', agencyId: 'a1' }] };
  expect(planNotifications({ kind: 'new', now: midnight }, [], targets)).toMatchObject([
    { personId: null, channel: 'line-group', targetId: 'g1', state: 'pending' },
    { personId: null, channel: 'gateway', targetId: 'w1', state: 'pending' },
  ]);
});

test('what takes over asks nobody’s wishes: every other channel there is, and gateways that stand by', () => {
  const wants = { webPush: false, line: true, quiet: NIGHT };
  expect(planFallback(aPerson({ wants }), 'line', [{ id: 'w1', agencyId: 'a1' }])).toMatchObject([
    { personId: 'p1', channel: 'web-push', state: 'pending' },
    { personId: null, channel: 'gateway', targetId: 'w1' },
  ]);
  expect(planFallback(aPerson({ has: { webPush: false, line: true } }), 'line', [])).toEqual([]);
});

const minutes = fc.option(
  fc.record({ from: fc.integer({ min: 0, max: 1439 }), until: fc.integer({ min: 0, max: 1439 }) }),
);
const person = fc.record({
  personId: fc.uuid(),
  agencyId: fc.constantFrom('a1', 'a2', 'a3'),
  isOnDuty: fc.boolean(),
  wants: fc.record({ webPush: fc.boolean(), line: fc.boolean(), quiet: minutes }),
  has: fc.record({ webPush: fc.boolean(), line: fc.boolean() }),
});
const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });

test('no alert of an incident is silent at an agency where somebody could be reached, and nobody on duty is held back', () => {
  fc.assert(
    fc.property(fc.array(person, { maxLength: 8 }), moment, fc.constantFrom(...ALERT_KINDS), (people, now, kind) => {
      const planned = planNotifications({ kind, now }, people, noTargets);
      const isAboutIncident = kind !== 'heartbeat' && kind !== 'group-lost';
      for (const agencyId of new Set(people.map((one) => one.agencyId))) {
        const theirs = planned.filter((one) => one.agencyId === agencyId);
        if (isAboutIncident && theirs.length > 0) expect(theirs.some(({ state }) => state === 'pending')).toBe(true);
      }
      for (const { personId, state } of planned) {
        const them = people.find((one) => one.personId === personId);
        if (!them || state !== 'suppressed') continue;
        expect(them.isOnDuty).toBe(false);
        expect(isQuiet(them.wants.quiet, now)).toBe(true);
      }
    }),
    { seed: 20_261_122, numRuns: 500 },
  );
});
