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

test('quiet hours suppress notifications; being on duty overrides them', () => {
  const awake = aPerson({ personId: 'p2' });
  expect(plan([asleep(), awake])).toEqual([
    'p1 web-push suppressed',
    'p1 line suppressed',
    'p2 web-push pending',
    'p2 line pending',
  ]);
  expect(plan([asleep({ isOnDuty: true }), awake])).toContain('p1 line pending');
});

test('quiet hours never suppress an order, and an unseen order goes by every existing channel', () => {
  const awake = aPerson({ personId: 'p2' });
  for (const kind of ORDER_KINDS) {
    expect(plan([asleep(), awake], kind)).toContain('p1 web-push pending');
    const optedOut = aPerson({ wants: { webPush: false, line: false, quiet: NIGHT } });
    const again = { kind, now: midnight, isRepeat: true };
    expect(plan([optedOut], kind)).toEqual([]);
    expect(planNotifications(again, [optedOut], noTargets).map(({ channel }) => channel)).toEqual(['web-push', 'line']);
  }
});

test('if everybody of an agency has quiet hours, they are ignored, except for a heartbeat', () => {
  expect(plan([asleep(), asleep({ personId: 'p2' })])).toEqual(
    ['p1', 'p2'].flatMap((one) => [`${one} web-push pending`, `${one} line pending`]),
  );
  expect(plan([asleep()], 'heartbeat')).toEqual(['p1 web-push suppressed', 'p1 line suppressed']);
  expect(plan([asleep()], 'test')).toEqual(['p1 web-push pending', 'p1 line pending']);
});

test('only channels that a person has and wants are used; groups and gateways once each', () => {
  const wants = { webPush: false, line: true, quiet: null };
  expect(plan([aPerson({ wants, has: { webPush: true, line: true } })])).toEqual(['p1 line pending']);
  expect(plan([aPerson({ has: { webPush: false, line: false } })])).toEqual([]);
  const targets = { groups: [{ id: 'g1', agencyId: 'a1' }], gateways: [{ id: 'w1', agencyId: 'a1' }] };
  expect(planNotifications({ kind: 'new', now: midnight }, [], targets)).toMatchObject([
    { personId: null, channel: 'line-group', targetId: 'g1', state: 'pending' },
    { personId: null, channel: 'gateway', targetId: 'w1', state: 'pending' },
  ]);
});

test('the fallback ignores settings: every other existing channel, and stand-by gateways', () => {
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

test('an alert of an incident is never suppressed for a whole agency, and never for people on duty', () => {
  fc.assert(
    fc.property(fc.array(person, { maxLength: 8 }), moment, fc.constantFrom(...ALERT_KINDS), (people, now, kind) => {
      const planned = planNotifications({ kind, now }, people, noTargets);
      const isAboutIncident = kind !== 'heartbeat' && kind !== 'group-lost' && kind !== 'case-reminder';
      for (const agencyId of new Set(people.map((one) => one.agencyId))) {
        const theirs = planned.filter((one) => one.agencyId === agencyId);
        if (isAboutIncident && theirs.length > 0) expect(theirs.some(({ state }) => state === 'pending')).toBe(true);
      }
      for (const { personId, state } of planned) {
        const recipient = people.find((one) => one.personId === personId);
        if (!recipient || state !== 'suppressed') continue;
        expect(recipient.isOnDuty).toBe(false);
        expect(isQuiet(recipient.wants.quiet, now)).toBe(true);
      }
    }),
    { seed: 20_261_122, numRuns: 500 },
  );
});
