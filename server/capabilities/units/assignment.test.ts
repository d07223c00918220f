import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ASSIGNMENT_ACTIONS,
  ASSIGNMENT_STATUSES,
  type AssignmentAction,
  canStep,
  isOpenAssignment,
  RETURNING_FOR_MS,
  unitStatusOf,
} from '../../../contract/unit-status.ts';
import { type Assignment, happenedBetween, takeStep } from './assignment.ts';

const NIGHT = new Date('2026-11-21T19:10:00.000Z');
const later = (minutes: number, than = NIGHT) => new Date(than.getTime() + minutes * 60_000);

function aJob(changes: Partial<Assignment> = {}): Assignment {
  return {
    ...{ id: 'job-1', unitId: 'unit-1', incidentId: 'incident-1', callSign: 'สายตรวจ 1', kind: 'car' },
    ...{ status: 'assigned', isQueued: false, version: 1, byPersonId: 'officer-1', assignedAt: NIGHT },
    ...{ enRouteAt: null, onSceneAt: null, endedAt: null, etaAt: null, etaNotifiedAt: null, note: null },
    ...{ disposition: null, updatedAt: NIGHT },
    ...changes,
  } as Assignment;
}

const ACTIONS = Object.keys(ASSIGNMENT_ACTIONS) as AssignmentAction[];
const seed = 20_261_122;

describe('one job', () => {
  test('takes only the steps of the state table, never goes back, and ends once, whatever order the taps come in', () => {
    const taps = fc.array(fc.record({ action: fc.constantFrom(...ACTIONS), after: fc.integer({ min: -90, max: 90 }) }));
    fc.assert(
      fc.property(taps, (tapped) => {
        let job = aJob();
        let now = NIGHT;
        for (const { action, after } of tapped) {
          now = later(1, now);
          const before = job;
          const at = happenedBetween(later(after, now), job, now);
          const isAllowed = canStep(job.status, action);
          try {
            job = takeStep(job, action, { at, now });
            expect(isAllowed).toBe(true);
          } catch (error) {
            expect(isAllowed).toBe(false);
            expect(error).toMatchObject({ code: 'units/assignment-changed', params: { status: before.status } });
            expect(job).toBe(before);
            continue;
          }
          expect(ASSIGNMENT_STATUSES.indexOf(job.status)).toBeGreaterThan(ASSIGNMENT_STATUSES.indexOf(before.status));
          expect(job.endedAt === null).toBe(isOpenAssignment(job.status));
          expect(job.version).toBe(before.version + 1);
          // Times never run backwards, and never ahead of the server's clock, whatever a phone's clock says.
          const times = [job.assignedAt, job.enRouteAt, job.onSceneAt, job.endedAt].filter((time) => time !== null);
          expect(times.map(Number)).toEqual(times.map(Number).toSorted((one, other) => one - other));
          expect(times.every((time) => time <= now)).toBe(true);
        }
      }),
      { seed },
    );
  });

  test('when two late steps arrive in the wrong order, the outdated one is refused with the current state', () => {
    const there = takeStep(aJob(), 'on-scene', { at: later(6), now: later(6) });
    expect(() => takeStep(there, 'en-route', { at: later(6), now: later(7) })).toThrow(
      expect.objectContaining({
        code: 'units/assignment-changed',
        params: { status: 'on-scene', unit: 'สายตรวจ 1', since: later(6).toISOString(), version: 2 },
      }),
    );
  });
});

describe('a unit', () => {
  const open = fc.constantFrom('assigned', 'en-route', 'on-scene');
  const facts = fc.record({
    isOutOfService: fc.boolean(),
    openJobs: fc.array(open, { maxLength: 4 }),
    hidden: fc.integer({ min: 0, max: 2 }),
    endedAgo: fc.option(fc.integer({ min: 0, max: 60 })),
    backAgo: fc.option(fc.integer({ min: 0, max: 60 })),
  });

  test('is never available while it has a job or is out of service, and never busy without one', () => {
    fc.assert(
      fc.property(facts, ({ isOutOfService, openJobs, hidden, endedAgo, backAgo }) => {
        const ago = (minutes: number | null) => (minutes === null ? null : later(-minutes));
        const [lastEndedAt, backAt] = [ago(endedAgo), ago(backAgo)];
        const openCount = openJobs.length + hidden;
        const status = unitStatusOf({ isOutOfService, openJobs, openCount, lastEndedAt, backAt }, NIGHT);
        // The most advanced job decides: a queued one never hides the current one.
        const right = isOutOfService
          ? ['out-of-service']
          : openJobs.includes('on-scene')
            ? ['on-scene']
            : openJobs.length > 0
              ? openJobs
              : hidden > 0
                ? ['out-of-service']
                : ['available', 'returning'];
        expect(right).toContain(status);
      }),
      { seed },
    );
  });

  test('counts as returning for twenty minutes, or until it reports that it is back', () => {
    const free = { isOutOfService: false, openJobs: [], openCount: 0, lastEndedAt: NIGHT, backAt: null };
    expect(unitStatusOf(free, later(19))).toBe('returning');
    expect(unitStatusOf(free, new Date(NIGHT.getTime() + RETURNING_FOR_MS))).toBe('available');
    expect(unitStatusOf({ ...free, backAt: later(5) }, later(6))).toBe('available');
    // Reported before the last job ended, it does not count.
    expect(unitStatusOf({ ...free, backAt: later(-5) }, later(6))).toBe('returning');
  });
});
