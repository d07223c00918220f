import fc from 'fast-check';
import { expect, test } from 'vitest';
import { computeErlangC } from './erlang-c.ts';
import { type Call, type CallKind, type Demand, type Duration, drawCalls, shrinkToShape } from './staffing-calls.ts';
import {
  allowAid,
  compareRosters,
  estimate,
  findSmallestRoster,
  moveOneUnit,
  type Scenario,
  simulate,
} from './staffing-scenarios.ts';
import { type Roster, runRoster } from './staffing-simulation.ts';

const everyHour = (n: number) => Array.from({ length: 168 }, () => n);
const fixed = (minutes: number): Duration => ({ kind: 'fixed', minutes });
const exponential = (minutes: number): Duration => ({ kind: 'exponential', minutes });
const kind = (change: Partial<CallKind> = {}): CallKind => ({
  share: 1,
  preempts: false,
  twoUnitShare: 0,
  onScene: exponential(30),
  ...change,
});
const demandOf = (callsPerHour: number[], kinds = [kind()], handling = fixed(0)): Demand => ({
  callsPerHour: callsPerHour.map(everyHour),
  kinds,
  handling,
});
/** Areas in a row, each this many minutes from the next. */
const rosterOf = (units: number[], minutes = 0, aid: number[][] = units.map(() => [])): Roster => ({
  unitsByHour: units.map(everyHour),
  travelMinutes: units.map((_, from) => units.map((__, to) => minutes * (1 + Math.abs(from - to)))),
  aid,
});
const scenarioOf = (demand: Demand, roster: Roster, change: Partial<Scenario> = {}): Scenario => ({
  ...{ demand, roster, seed: 20_261_129, days: 28, replications: 20, warmUpHours: 24 },
  ...change,
});
const TARGET = { share: 0.9, minutes: 15 };
const URGENT_AND_NOT = [
  kind({ share: 0.3, preempts: true, twoUnitShare: 0.4, onScene: exponential(40) }),
  kind({ share: 0.7, onScene: { kind: 'observed', minutes: [5, 12, 20, 45, 90] } }),
];
const OPTIONS = { days: 7, warmUpHours: 0 };
const call = (change: Partial<Call>): Call => {
  const at = change.readyAt ?? 0;
  return { ...{ at, readyAt: at, area: 0, kind: 0, units: 1, onScene: [30, 30], travelFactor: [1, 1] }, ...change };
};
const waits = (roster: Roster, kinds: CallKind[], calls: Call[]) =>
  runRoster(roster, kinds, calls, OPTIONS).calls.map(({ waitMinutes }) => waitMinutes);

test.each([
  [6, 10, 2, 100],
  [12, 8, 3, 60],
])(
  '%d calls an hour of %d minutes and %d units wait as Erlang C says, within 2 %%',
  (calls, minutes, units, replications) => {
    const demand = demandOf([calls], [kind({ onScene: exponential(minutes) })]);
    const result = simulate(scenarioOf(demand, rosterOf([units]), { replications }), { share: 0.9, minutes: 5 });
    const exact = computeErlangC(calls, minutes, units);
    if (exact === 'overloaded') throw new Error(exact);
    const near = (value: number | undefined, other: number) =>
      expect(Math.abs((value ?? 0) / other - 1)).toBeLessThan(0.02);
    near(result.waitMinutes?.value, exact.meanWaitMinutes);
    near(result.within?.value, exact.shareWithin(5));
    near(result.utilisation[0], exact.utilisation);
    // Little's law: who waits on average is calls times wait.
    near(result.waiting, (calls * exact.meanWaitMinutes) / 60);
  },
);

test('an urgent kind that takes units from the other waits as if the other were not there', () => {
  const kinds = [
    kind({ share: 1, preempts: true, onScene: exponential(20) }),
    kind({ share: 3, onScene: exponential(20) }),
  ];
  const result = simulate(scenarioOf(demandOf([7], kinds), rosterOf([3]), { replications: 40 }), {
    share: 0.9,
    minutes: 1,
  });
  const alone = computeErlangC(7 / 4, 20, 3);
  if (alone === 'overloaded') throw new Error(alone);
  expect(Math.abs((result.withinByKind[0]?.value ?? 0) / alone.shareWithin(1) - 1)).toBeLessThan(0.02);
  expect(result.withinByKind[1]?.value).toBeLessThan(0.7);
});

test('one unit and three calls: each waits for those before it', () => {
  const calls = [0, 10, 100].map((readyAt) => call({ readyAt }));
  expect(waits(rosterOf([1]), [kind()], calls)).toEqual([0, 20, 0]);
  // With five minutes of way each, which belongs to the response and not to the wait.
  const results = runRoster(rosterOf([1], 5), [kind()], calls, OPTIONS).calls;
  expect(results.map(({ waitMinutes, responseMinutes }) => [waitMinutes, responseMinutes])).toEqual([
    [0, 5],
    [25, 30],
    [0, 5],
  ]);
});

test('of a call for two the first unit goes at once, and the team is there with the second', () => {
  const calls = [call({ readyAt: 0 }), call({ readyAt: 10, units: 2, onScene: [60, 60] })];
  const [, both] = runRoster(rosterOf([2], 4), [kind()], calls, OPTIONS).calls;
  expect(both).toMatchObject({ waitMinutes: 0, responseMinutes: 4, teamMinutes: 28 });
});

test('an urgent call takes the unit that was sent last to a less urgent one, which is finished afterwards', () => {
  const kinds = [kind({ preempts: true }), kind()];
  const calls = [
    call({ readyAt: 0, kind: 1, onScene: [60, 0] }),
    call({ readyAt: 10, kind: 1, onScene: [60, 0] }),
    call({ readyAt: 30, kind: 0, onScene: [15, 0] }),
    call({ readyAt: 31, kind: 1, onScene: [10, 0] }),
  ];
  const results = runRoster(rosterOf([2], 0), kinds, calls, OPTIONS);
  // Sent at 10, called away at 30 with 40 minutes left, back at 45 until 85; the last waits until the first is done at 60.
  expect(results.calls.map(({ waitMinutes }) => waitMinutes)).toEqual([0, 0, 0, 29]);
  expect(results.busyMinutes).toEqual([60 + 20 + 15 + 40 + 10]);
  // Called away on its way it has not been there: it is there when a unit comes again.
  const late = runRoster(rosterOf([1], 20), kinds, [call({ kind: 1 }), call({ readyAt: 5 })], OPTIONS).calls;
  expect(late.map(({ responseMinutes }) => responseMinutes)).toEqual([5 + 20 + 30 + 20, 20]);
  // Without that right it waits.
  expect(waits(rosterOf([2], 0), [kind(), kind()], calls)[2]).toBe(30);
});

test('nobody on duty at night: calls wait for the morning, and whoever goes off duty ends the job first', () => {
  const day = Array.from({ length: 168 }, (_, hour) => (hour % 24 >= 8 && hour % 24 < 20 ? 1 : 0));
  const roster = { ...rosterOf([1]), unitsByHour: [day] };
  const calls = [call({ readyAt: 120 }), call({ readyAt: 19 * 60 + 50 }), call({ readyAt: 19 * 60 + 55 })];
  expect(waits(roster, [kind()], calls)).toEqual([360, 0, 12 * 60 + 5]);
  const never = { ...roster, unitsByHour: [everyHour(0)] };
  const result = simulate(scenarioOf(demandOf([0.1]), never, { replications: 2, days: 7 }), TARGET);
  expect(result.unanswered).toBe(result.calls);
  expect(result).toMatchObject({ within: { value: 0 }, waitMinutes: null });
});

test("a neighbour's unit comes where it may, the nearest first", () => {
  const calls = [0, 1, 2].map((readyAt) => call({ readyAt, area: 2 }));
  const responses = (aid: number[][]) =>
    runRoster(rosterOf([1, 1, 1], 10, aid), [kind()], calls, OPTIONS).calls.map(
      ({ responseMinutes }) => responseMinutes,
    );
  expect(responses([[], [], []])).toEqual([10, 10 + 40 - 1, 10 + 80 - 2]);
  expect(responses([[], [], [0, 1]])).toEqual([10, 20, 30]);
});

test('a unit that becomes free takes the most urgent call, of two alike the one that waits longest, wherever it is', () => {
  const kinds = [kind(), kind()];
  const calls = [
    call({ readyAt: 0 }),
    call({ readyAt: 4, kind: 1 }),
    call({ readyAt: 6, area: 1 }),
    call({ readyAt: 9 }),
    call({ readyAt: 40, kind: 1 }),
  ];
  const roster = rosterOf([1, 0], 0, [[], [0]]);
  // Thirty minutes each from 0 on: the first, of the urgent those of 6 and 9, then the others of 4 and 40.
  expect(waits(roster, kinds, calls)).toEqual([0, 86, 24, 51, 80]);
});

test('an interrupted call is taken up again before others of its kind', () => {
  const kinds = [kind({ preempts: true, onScene: fixed(15) }), kind()];
  const calls = [
    call({ readyAt: 0, kind: 1, onScene: [60, 0] }),
    call({ readyAt: 10, kind: 1 }),
    call({ readyAt: 20, onScene: [15, 0] }),
  ];
  // Interrupted at 20 with 40 minutes left, taken up at 35, done at 75.
  expect(waits(rosterOf([1]), kinds, calls)).toEqual([0, 65, 0]);
});

test('a call that needs two units is in time for its team when the second is there', () => {
  const scenario = scenarioOf(demandOf([0.3], [kind({ twoUnitShare: 1 })]), rosterOf([1], 5), { replications: 3 });
  const [first, team] = [simulate(scenario, TARGET), simulate(scenario, { ...TARGET, team: true })];
  expect(first.within?.value).toBeGreaterThan(0.6);
  expect(team.within?.value).toBeLessThan(0.4);
  const shifts = [{ hours: everyHour(0).map((_, hour) => hour) }];
  const found = findSmallestRoster(scenario, shifts, { ...TARGET, team: true });
  expect(found !== 'no-roster' && found.units[0]?.[0]).toBeGreaterThanOrEqual(2);
});

test('where a neighbour helps but comes too late, own units are what is missing', () => {
  const shifts = [{ hours: everyHour(0).map((_, hour) => hour) }];
  const demand = demandOf([0.4, 0], [kind({ onScene: fixed(20) })]);
  const scenario = scenarioOf(demand, rosterOf([1, 1], 9, [[1], []]), { replications: 8 });
  // No call ever waits for one of four units, but a neighbour's way is eighteen minutes.
  const before = simulate({ ...scenario, roster: rosterOf([2, 2], 9, [[1], []]) }, { share: 0.995, minutes: 14 });
  expect(before).toMatchObject({ waitMinutes: { value: 0 } });
  expect(before.within?.low).toBeLessThan(0.995);
  const found = findSmallestRoster(scenario, shifts, { share: 0.995, minutes: 14 }, 2);
  expect(found).toMatchObject({ units: [[3], [2]] });
});

test('with one kind of call no call ever waits longer for one unit more, whatever the roster', () => {
  const HOURS = fc.array(fc.nat(3), { minLength: 168, maxLength: 168 });
  fc.assert(
    fc.property(HOURS, fc.array(fc.nat(167), { maxLength: 60 }), fc.nat(), (units, added, seed) => {
      const demand = demandOf([2], [kind({ twoUnitShare: 0.3 })], exponential(2));
      const calls = drawCalls(demand, 7, seed, 0);
      const more = units.map((n, hour) => n + (added.includes(hour) ? 1 : 0));
      const run = (hours: number[]) =>
        runRoster({ ...rosterOf([1], 8), unitsByHour: [hours] }, demand.kinds, calls, OPTIONS).calls;
      const [fewer, enough] = [run(units), run(more)];
      for (const [place, one] of enough.entries()) {
        expect(one.responseMinutes).toBeLessThanOrEqual((fewer[place]?.responseMinutes ?? 0) + 1e-9);
        expect(one.teamMinutes).toBeLessThanOrEqual((fewer[place]?.teamMinutes ?? 0) + 1e-9);
      }
    }),
    { seed: 20_261_129, numRuns: 40 },
  );
});

test('with kinds that interrupt each other, areas and aid, fewer units are not faster on average', () => {
  const demand = demandOf([1.5, 0.8], URGENT_AND_NOT, exponential(2));
  const aid = [[1], [0]];
  const shares = [1, 2, 3, 4, 5].map(
    (units) => simulate(scenarioOf(demand, rosterOf([units, 2], 8, aid)), TARGET).within?.value ?? 0,
  );
  for (const [place, share] of shares.slice(1).entries()) expect(share).toBeGreaterThan(shares[place] as number);
});

test('the same seed gives the same answer, another roster gets the same calls', () => {
  const scenario = scenarioOf(demandOf([1, 1], URGENT_AND_NOT), rosterOf([2, 1], 6), { replications: 3 });
  expect(simulate(scenario, TARGET)).toEqual(simulate(scenario, TARGET));
  expect(simulate({ ...scenario, seed: 5 }, TARGET)).not.toEqual(simulate(scenario, TARGET));
  // More calls in one area change none of another.
  const of = (demand: Demand) => drawCalls(demand, 7, 1, 0).filter(({ area }) => area === 0);
  expect(of(demandOf([1, 1]))).toEqual(of(demandOf([1, 4])));
});

test('on the same calls the interval of a change is far narrower than on others', () => {
  const scenario = scenarioOf(demandOf([3], URGENT_AND_NOT), rosterOf([4], 5));
  const { before, after, change } = compareRosters(scenario, rosterOf([5], 5), TARGET);
  expect(change?.value).toBeCloseTo((after.within?.value ?? 0) - (before.within?.value ?? 0), 9);
  const width = (one: typeof change) => (one?.high ?? 0) - (one?.low ?? 0);
  expect(change?.low).toBeGreaterThan(0);
  expect(width(change)).toBeLessThan(width(before.within));
});

test('a unit moved to where the calls are helps there, costs here, and needs one that is on duty', () => {
  const night = Array.from({ length: 168 }, (_, hour) => hour).filter((hour) => hour % 24 < 8);
  const scenario = scenarioOf(demandOf([2, 0.3]), rosterOf([2, 2], 5));
  const moved = moveOneUnit(scenario, 1, 0, night, TARGET);
  if (moved === 'no-unit-to-move') throw new Error(moved);
  expect(moved.changeByArea[0]?.low).toBeGreaterThan(0);
  expect(moved.changeByArea[1]?.high).toBeLessThan(0);
  // By day nothing was moved.
  const byDay = ({ byHourOfWeek }: typeof moved.before) => byHourOfWeek.filter((_, hour) => hour % 24 >= 14);
  const late = (result: typeof moved.before) =>
    byDay(result).reduce((sum, { calls, within }) => sum + calls - within, 0);
  expect(Math.abs(late(moved.after) - late(moved.before))).toBeLessThan(0.02 * late(moved.before) + 20);
  const empty = scenarioOf(demandOf([2, 0.3]), rosterOf([2, 0], 5));
  expect(moveOneUnit(empty, 1, 0, night, TARGET)).toBe('no-unit-to-move');
});

test('aid of an area without calls of its own helps the one that has too many', () => {
  const scenario = scenarioOf(demandOf([2.2, 0]), rosterOf([2, 1], 4));
  const { change, after } = allowAid(scenario, [[1], []], TARGET);
  expect(change?.low).toBeGreaterThan(0.02);
  expect(after.utilisation[1]).toBeGreaterThan(0.1);
  expect(after.withinByArea[1]).toBeNull();
});

test('the smallest roster is what Erlang C says, and no unit of any shift can be taken from it', () => {
  const demand = demandOf([3], [kind({ onScene: exponential(45) })]);
  const scenario = scenarioOf(demand, rosterOf([1]));
  const single = findSmallestRoster(scenario, [{ hours: everyHour(0).map((_, hour) => hour) }], {
    share: 0.9,
    minutes: 5,
  });
  expect(single).toMatchObject({ units: [[5]], unitHours: 5 * 168 });
  const busyEvenings = everyHour(0).map((_, hour) => (hour % 24 >= 16 ? 3 : 0.6));
  const shifts = [0, 8, 16].map((start) => ({
    hours: everyHour(0)
      .map((_, hour) => hour)
      .filter((hour) => hour % 24 >= start && hour % 24 < start + 8),
  }));
  const evenings = { ...scenario, replications: 6, demand: { ...demand, callsPerHour: [busyEvenings] } };
  const found = findSmallestRoster(evenings, shifts, TARGET);
  if (found === 'no-roster') throw new Error(found);
  const [units] = found.units as [number[]];
  expect(units[2]).toBeGreaterThan(units[0] as number);
  const isMet = (counts: number[]) => {
    const unitsByHour = [everyHour(0).map((_, hour) => counts[Math.floor((hour % 24) / 8)] as number)];
    const within = simulate({ ...evenings, roster: { ...evenings.roster, unitsByHour } }, TARGET).within;
    return (within?.low ?? 0) >= TARGET.share;
  };
  expect(isMet(units)).toBe(true);
  for (const [shift, n] of units.entries()) if (n > 1) expect(isMet(units.with(shift, n - 1))).toBe(false);
});

test('no roster helps where the way alone takes longer', () => {
  const shifts = [{ hours: everyHour(0).map((_, hour) => hour) }];
  const scenario = scenarioOf(demandOf([1]), rosterOf([1], 60), { replications: 3 });
  expect(findSmallestRoster(scenario, shifts, TARGET)).toBe('no-roster');
});

test('calls come by the hour of the week, in the parts of their kinds and with their times', () => {
  const hours = everyHour(0).map((_, hour) => (hour === 100 ? 6 : 1));
  const demand = { ...demandOf([1], URGENT_AND_NOT, exponential(3)), callsPerHour: [hours] };
  const calls = Array.from({ length: 150 }, (_, replication) => drawCalls(demand, 7, 9, replication)).flat();
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(calls.length / 150 / 173).toBeCloseTo(1, 1.5);
  expect(calls.filter(({ at }) => Math.floor(at / 60) === 100).length / 150).toBeCloseTo(6, -0.2);
  const urgent = calls.filter((one) => one.kind === 0);
  expect(urgent.length / calls.length).toBeCloseTo(0.3, 1.5);
  expect(urgent.filter(({ units }) => units === 2).length / urgent.length).toBeCloseTo(0.4, 1.5);
  expect(calls.some((one) => one.kind === 1 && one.units === 2)).toBe(false);
  expect(mean(calls.map(({ at, readyAt }) => readyAt - at)) / 3).toBeCloseTo(1, 1.3);
  expect(mean(urgent.map(({ onScene }) => onScene[0])) / 40).toBeCloseTo(1, 1.3);
  expect(new Set(calls.filter((one) => one.kind === 1).map(({ onScene }) => onScene[0]))).toEqual(
    new Set([5, 12, 20, 45, 90]),
  );
  expect(mean(calls.map(({ travelFactor }) => travelFactor[1]))).toBeCloseTo(1, 1.5);
});

test('an area with few calls has the shape of its province, one with many its own, and both their own sum', () => {
  const province = everyHour(0).map((_, hour) => (hour % 24 >= 18 ? 30 : 10));
  const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
  const own = everyHour(0).map((_, hour) => (hour === 3 ? 4 : 0));
  const few = shrinkToShape(own, 4, province);
  const many = shrinkToShape(
    own.map((calls) => calls * 5000),
    4,
    province,
  );
  if (few === 'too-few' || many === 'too-few') throw new Error('enough');
  expect(sum(few)).toBeCloseTo(1, 9);
  expect(sum(many)).toBeCloseTo(5000, 6);
  // (4 + 168 · 10 / 2520) / (4 + 168) · 4 / 4, by hand.
  expect(few[3]).toBeCloseTo((4 + (168 * 10) / sum(province)) / 172, 12);
  expect((few[20] ?? 0) / (few[8] ?? 1)).toBeCloseTo(3, 9);
  expect((many[3] ?? 0) / 5000).toBeGreaterThan(0.99);
  expect(shrinkToShape(own, 4, everyHour(0))).toBe('too-few');
});

test('the interval of five values is that of the tables, and nothing has none', () => {
  // Mean 3, deviation √2.5, Student's 97.5 % point at four degrees of freedom 2.7764.
  const half = (2.7764 * Math.sqrt(2.5)) / Math.sqrt(5);
  const result = estimate([1, null, 2, 3, 4, 5]);
  expect(result?.value).toBe(3);
  expect((result?.high ?? 0) - 3).toBeCloseTo(half, 1.9);
  expect(estimate([null])).toBeNull();
});
