import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INCIDENT_STATUSES, PRIORITIES } from '#contract/incident-status';
import { anIncident } from '../an-incident.ts';
import { orderQueue, orderRecent } from './order-queue.ts';

const NOW = Date.parse('2026-11-21T02:30:00.000Z');
const minutesFromNow = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();
const us = new Set(['00000000-0000-4000-8000-0000000000bb']);
const toUs = { id: '00000000-0000-4000-8000-0000000000bb', nameTh: 'เรา', nameEn: null };

const order = (...incidents: ReturnType<typeof anIncident>[]) =>
  orderQueue(incidents, NOW, us).map(({ id }) => Number(id.slice(-2)));

describe('most urgent first', () => {
  test('unanswered before asked, late, on the way, on scene', () => {
    const incidents = [
      anIncident(1, { status: 'on-scene', etaAt: minutesFromNow(-9) }),
      anIncident(2, { status: 'en-route', etaAt: minutesFromNow(4) }),
      anIncident(3, { status: 'en-route', etaAt: minutesFromNow(-4) }),
      anIncident(4, { status: 'acknowledged', etaAt: minutesFromNow(9), transferTo: toUs }),
      anIncident(5, { status: 'open', alertedAt: minutesFromNow(-1) }),
    ];
    expect(order(...incidents)).toEqual([5, 4, 3, 2, 1]);
  });

  test('a forced "all fine" that nobody has seen before everything else', () => {
    const incidents = [
      anIncident(1, { priority: 'critical' }),
      anIncident(2, { status: 'on-scene', duressAt: minutesFromNow(-1) }),
      anIncident(3, { status: 'on-scene', duressAt: minutesFromNow(-9), duressSeenAt: minutesFromNow(-8) }),
    ];
    expect(order(...incidents)).toEqual([2, 1, 3]);
  });

  test('among the unanswered critical ones first, then the longest waiting', () => {
    const incidents = [
      anIncident(1, { alertedAt: minutesFromNow(-9) }),
      anIncident(2, { alertedAt: minutesFromNow(-20) }),
      anIncident(3, { alertedAt: minutesFromNow(-1), priority: 'critical' }),
      anIncident(4, { alertedAt: minutesFromNow(-2), priority: 'critical', status: 'reopened' }),
    ];
    expect(order(...incidents)).toEqual([4, 3, 2, 1]);
  });

  test('the most overdue first among the late, the soonest among those on the way', () => {
    const late = [anIncident(1, { etaAt: minutesFromNow(-1) }), anIncident(2, { etaAt: minutesFromNow(-8) })];
    const coming = [anIncident(3, { etaAt: minutesFromNow(9) }), anIncident(4, { etaAt: minutesFromNow(2) })];
    expect(order(...[...coming, ...late].map((incident) => ({ ...incident, status: 'en-route' as const })))).toEqual([
      2, 1, 4, 3,
    ]);
  });

  test('the order does not depend on the order of arrival', () => {
    const incident = fc
      .record({
        number: fc.integer({ min: 1, max: 99 }),
        status: fc.constantFrom(...INCIDENT_STATUSES),
        priority: fc.constantFrom(...PRIORITIES),
        waited: fc.integer({ min: 0, max: 60 }),
        eta: fc.option(fc.integer({ min: -30, max: 30 })),
      })
      .map(({ number, status, priority, waited, eta }) =>
        anIncident(number, {
          status,
          priority,
          alertedAt: minutesFromNow(-waited),
          etaAt: eta === null ? null : minutesFromNow(eta),
        }),
      );
    const queues = fc.uniqueArray(incident, { selector: ({ id }) => id, maxLength: 20 });
    fc.assert(
      fc.property(queues, (queue) => {
        expect(order(...[...queue].reverse())).toEqual(order(...queue));
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });
});

test('what ended last stands first among the recent', () => {
  const older = anIncident(1, { updatedAt: minutesFromNow(-30) });
  const newer = anIncident(2, { updatedAt: minutesFromNow(-2) });
  expect(orderRecent([older, newer])).toEqual([newer, older]);
});
