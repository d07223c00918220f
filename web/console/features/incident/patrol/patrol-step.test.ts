import { expect, test } from 'vitest';
import { anIncident } from '../an-incident.ts';
import { orderJobs, patrolStep } from './patrol-step.ts';

test('one step at a time; arriving may be reported at once', () => {
  expect(patrolStep(['en-route', 'on-scene'])).toEqual({ next: 'en-route', other: 'on-scene' });
  expect(patrolStep(['on-scene'])).toEqual({ next: 'on-scene', other: null });
  expect(patrolStep([])).toEqual({ next: null, other: null });
});

test('what has just come stands before what is under way', () => {
  const jobs = [
    anIncident(1, { status: 'on-scene' }),
    anIncident(2, { status: 'en-route' }),
    anIncident(3, { status: 'unit-assigned', alertedAt: '2026-11-21T02:00:00.000Z' }),
    anIncident(4, { status: 'unit-assigned', alertedAt: '2026-11-21T02:05:00.000Z' }),
  ];
  expect(orderJobs(jobs).map(({ code }) => code.slice(-1))).toEqual(['4', '3', '2', '1']);
});
