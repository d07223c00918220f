import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findUnusualViewing, LIMITS, type ViewFact } from './unusual-viewing.ts';

const seed = 20_231_130;
const T0 = Date.parse('2026-11-21T02:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const view = (changes: Partial<ViewFact> & { minute?: number } = {}): ViewFact => ({
  personId: 'officer',
  incidentId: 'incident-1',
  at: new Date(T0 + (changes.minute ?? 0) * MINUTE),
  roles: ['duty-officer'],
  isOffDuty: false,
  isOutsideOwnArea: false,
  endedAt: null,
  ...changes,
});
const reasons = (facts: ViewFact[]) => findUnusualViewing(facts).map(({ why }) => why);
const different = (count: number, changes: Partial<ViewFact> = {}, everyMinutes = 1) =>
  Array.from({ length: count }, (_, place) =>
    view({ incidentId: `i${place}`, minute: place * everyMinutes, ...changes }),
  );

test('an officer at work is not unusual: open incidents, own area, on duty, back to the same one all night', () => {
  expect(
    reasons([...different(10), ...Array.from({ length: 50 }, (_, place) => view({ minute: place * 10 }))]),
  ).toEqual([]);
});

test.each([
  ['as many different incidents in an hour as the limit', LIMITS.differentIncidentsPerHour, {}, 1, []],
  ['one more', LIMITS.differentIncidentsPerHour + 1, {}, 1, ['many-incidents']],
  ['one more, but over days', LIMITS.differentIncidentsPerHour + 1, {}, 60, []],
  [
    'one more, by somebody who watches a province',
    LIMITS.differentIncidentsPerHour + 1,
    { roles: ['centre-191'] },
    0.5,
    [],
  ],
  [
    'more than the watcher limit',
    LIMITS.differentIncidentsPerHourOfWatcher + 1,
    { roles: ['centre-191'] },
    0.5,
    ['many-incidents'],
  ],
] as const)('%s', (_, count, changes, every, expected) => {
  expect(reasons(different(count, changes, every))).toEqual(expected);
});

test('the same incident opened a hundred times is not a hundred incidents', () => {
  expect(reasons(Array.from({ length: 100 }, () => view()))).toEqual([]);
});

test('one view off duty or outside the own area is enough, except for roles that watch a branch', () => {
  expect(reasons([view({ isOffDuty: true })])).toEqual(['off-duty']);
  expect(reasons([view({ isOutsideOwnArea: true, roles: ['superintendent'] })])).toEqual(['outside-own-area']);
  expect(reasons([view({ isOutsideOwnArea: true, roles: ['province-commander'] })])).toEqual([]);
});

test.each([
  ['two visits after the end', [1, 30], []],
  ['three visits after the end', [1, 30, 60], ['repeated-after-end']],
  ['three views in one visit', [1, 5, 10], []],
  ['three visits over more than a week', [1, 30, 60 * 24 * 8], []],
])('%s', (_, minutes, expected) => {
  expect(reasons(minutes.map((minute) => view({ minute, endedAt: new Date(T0) })))).toEqual(expected);
});

test('a view long after the end is reported, one before the end never', () => {
  const endedAt = new Date(T0 - LIMITS.longAfterEndMs);
  expect(reasons([view({ endedAt })])).toEqual([]);
  expect(reasons([view({ endedAt, minute: 1 })])).toEqual(['long-after-end']);
  expect(reasons([0, 30, 60].map((minute) => view({ minute, endedAt: new Date(T0 + DAY) })))).toEqual([]);
});

const facts = fc.array(
  fc.record({
    personId: fc.constantFrom('a', 'b'),
    incidentId: fc.integer({ min: 0, max: 40 }).map((number) => `i${number}`),
    at: fc.integer({ min: 0, max: 300 }).map((minute) => new Date(T0 + minute * MINUTE)),
    roles: fc.constantFrom(['duty-officer'], ['centre-191']),
    isOffDuty: fc.boolean(),
    isOutsideOwnArea: fc.boolean(),
    endedAt: fc.constantFrom(null, new Date(T0), new Date(T0 - 30 * DAY)),
  }),
  { maxLength: 120 },
);

test('whatever the order of the views, each person is judged by their own views only', () => {
  fc.assert(
    fc.property(facts, (list) => {
      const found = findUnusualViewing(list);
      const alone = (personId: string) => findUnusualViewing(list.filter((fact) => fact.personId === personId));
      const key = (one: { personId: string; why: string; views: number }) => `${one.personId} ${one.why} ${one.views}`;
      expect(found.map(key).toSorted()).toEqual([...alone('a'), ...alone('b')].map(key).toSorted());
      expect(findUnusualViewing(list.toReversed()).map(key).toSorted()).toEqual(found.map(key).toSorted());
      for (const one of found)
        expect(one.views).toBeLessThanOrEqual(list.filter((f) => f.personId === one.personId).length);
    }),
    { seed, numRuns: 100 },
  );
});

test('many different incidents are counted like a simple count by hand', () => {
  fc.assert(
    fc.property(facts, (list) => {
      const own = list.filter(({ personId, roles }) => personId === 'a' && roles[0] === 'duty-officer');
      const limits = { ...LIMITS, differentIncidentsPerHour: 5 } as unknown as typeof LIMITS;
      const byHand = own.some((last) => {
        const hour = own.filter(({ at }) => at <= last.at && last.at.getTime() - at.getTime() < 60 * MINUTE);
        return new Set(hour.map(({ incidentId }) => incidentId)).size > 5;
      });
      expect(findUnusualViewing(own, limits).some(({ why }) => why === 'many-incidents')).toBe(byHand);
    }),
    { seed, numRuns: 200 },
  );
});
