import { type Call, type Demand, drawCalls, HOURS_OF_WEEK } from './staffing-calls.ts';
import { type CallResult, type Roster, type RunResult, runRoster } from './staffing-simulation.ts';

/** A province as it is or as it might be. The same seed gives the same calls, whatever the roster. */
export type Scenario = {
  demand: Demand;
  roster: Roster;
  seed: number;
  days: number;
  replications: number;
  warmUpHours: number;
};
export const RUN_LENGTH = { days: 28, replications: 200, warmUpHours: 24 } as const;

/** `share` (0 to 1) of the calls has its first unit, or with `team` all that it needs, within `minutes` of the first contact. */
export type Target = { share: number; minutes: number; team?: boolean };

/** The middle and the ends of its 95 % interval over the replications; null if no replication had such a call. */
export type Estimate = { value: number; low: number; high: number } | null;

export type StaffingResult = {
  calls: number;
  /** Nobody came within a week. */
  unanswered: number;
  within: Estimate;
  withinByArea: Estimate[];
  /** In the order of the kinds of call. */
  withinByKind: Estimate[];
  /** Calls and those in time in each hour of the week, over all replications. */
  byHourOfWeek: { calls: number; within: number }[];
  /** Mean wait for a unit of the calls that got one, in minutes. */
  waitMinutes: Estimate;
  /** Calls that wait for a unit, on average over all time. */
  waiting: number;
  /** Busy part of the time on duty for each area; more than 1 is overtime. */
  utilisation: number[];
};

/** What a call contributes to the figures, of one replication. */
type Counted = { call: Call; result: CallResult };
type Replication = { counted: Counted[]; run: RunResult };

export function simulate(scenario: Scenario, target: Target): StaffingResult {
  return summarise(scenario, runAll(scenario, drawAll(scenario)), target);
}

function drawAll({ demand, days, seed, replications }: Scenario): Call[][] {
  return Array.from({ length: replications }, (_, replication) => drawCalls(demand, days, seed, replication));
}

function runAll(scenario: Scenario, calls: readonly Call[][]): Replication[] {
  return calls.map((list) => {
    const run = runRoster(scenario.roster, scenario.demand.kinds, list, scenario);
    return { run, counted: run.calls.map((result) => ({ result, call: list[result.call] as Call })) };
  });
}

function isWithin({ result }: Counted, target: Target): boolean {
  return (target.team ? result.teamMinutes : result.responseMinutes) <= target.minutes;
}

function summarise(scenario: Scenario, replications: readonly Replication[], target: Target): StaffingResult {
  const all = replications.flatMap(({ counted }) => counted);
  const shareOf = (isMeant: (counted: Counted) => boolean): Estimate =>
    estimate(replications.map(({ counted }) => shareWithin(counted.filter(isMeant), target)));
  const byHourOfWeek = Array.from({ length: HOURS_OF_WEEK }, () => ({ calls: 0, within: 0 }));
  for (const one of all) {
    const hour = byHourOfWeek[hourOfWeek(one.call)] as { calls: number; within: number };
    hour.calls += 1;
    if (isWithin(one, target)) hour.within += 1;
  }
  const answered = (list: readonly Counted[]) => list.map(({ result }) => result.waitMinutes).filter(Number.isFinite);
  const minutes = replications.length * (scenario.days * 24 - scenario.warmUpHours) * 60;
  return {
    calls: all.length,
    unanswered: all.filter(({ result }) => result.responseMinutes === Number.POSITIVE_INFINITY).length,
    within: shareOf(() => true),
    withinByArea: scenario.roster.unitsByHour.map((_, area) => shareOf(({ call }) => call.area === area)),
    withinByKind: scenario.demand.kinds.map((_, kind) => shareOf(({ call }) => call.kind === kind)),
    byHourOfWeek,
    waitMinutes: estimate(replications.map(({ counted }) => meanOf(answered(counted)))),
    waiting: answered(all).reduce((sum, wait) => sum + wait, 0) / minutes,
    utilisation: scenario.roster.unitsByHour.map((_, area) => {
      const sum = (of: 'busyMinutes' | 'dutyMinutes') =>
        replications.reduce((total, { run }) => total + (run[of][area] as number), 0);
      return sum('dutyMinutes') === 0 ? 0 : sum('busyMinutes') / sum('dutyMinutes');
    }),
  };
}

function hourOfWeek(call: Call): number {
  return Math.floor(call.at / 60) % HOURS_OF_WEEK;
}

function shareWithin(counted: readonly Counted[], target: Target): number | null {
  if (counted.length === 0) return null;
  return counted.filter((one) => isWithin(one, target)).length / counted.length;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Replications are independent, calls within one are not: the interval is that of the means of replications. */
export function estimate(values: readonly (number | null)[]): Estimate {
  const known = values.filter((value) => value !== null);
  const value = meanOf(known);
  if (value === null) return null;
  if (known.length === 1) return { value, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const variance = known.reduce((sum, one) => sum + (one - value) ** 2, 0) / (known.length - 1);
  const half = studentQuantile(known.length - 1) * Math.sqrt(variance / known.length);
  return { value, low: value - half, high: value + half };
}

/** The 97.5 % point of Student's law (Abramowitz and Stegun 26.7.5), 0.1 % off at five degrees of freedom. */
function studentQuantile(freedom: number): number {
  const z = 1.959963984540054;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / freedom + second / freedom ** 2 + third / freedom ** 3;
}

/** Before, after, and the change with the interval of the paired differences: on the same calls it is far narrower. */
export type Comparison = {
  before: StaffingResult;
  after: StaffingResult;
  change: Estimate;
  changeByArea: Estimate[];
};

/** Two rosters on the same calls. */
export function compareRosters(scenario: Scenario, roster: Roster, target: Target): Comparison {
  const calls = drawAll(scenario);
  const other = { ...scenario, roster };
  const [before, after] = [runAll(scenario, calls), runAll(other, calls)];
  const changeOf = (isMeant: (counted: Counted) => boolean): Estimate =>
    estimate(
      before.map(({ counted }, replication) => {
        const one = shareWithin(counted.filter(isMeant), target);
        const two = shareWithin((after[replication] as Replication).counted.filter(isMeant), target);
        return one === null || two === null ? null : two - one;
      }),
    );
  return {
    before: summarise(scenario, before, target),
    after: summarise(other, after, target),
    change: changeOf(() => true),
    changeByArea: roster.unitsByHour.map((_, area) => changeOf(({ call }) => call.area === area)),
  };
}

/** One unit of an area works in another in these hours of the week: what it brings there and costs here. */
export function moveOneUnit(
  scenario: Scenario,
  from: number,
  to: number,
  hours: readonly number[],
  target: Target,
): Comparison | 'no-unit-to-move' {
  const { unitsByHour } = scenario.roster;
  if (hours.some((hour) => (unitsByHour[from]?.[hour] ?? 0) < 1)) return 'no-unit-to-move';
  const moved = changeUnits(changeUnits(unitsByHour, from, hours, -1), to, hours, 1);
  return compareRosters(scenario, { ...scenario.roster, unitsByHour: moved }, target);
}

/** What it brings and costs if these areas may send their units to each area. Areas without calls may stand for neighbouring provinces. */
export function allowAid(scenario: Scenario, aid: Roster['aid'], target: Target): Comparison {
  return compareRosters(scenario, { ...scenario.roster, aid }, target);
}

/** Hours of the week in which the same people are on duty. */
export type Shift = { hours: readonly number[] };
export type SmallestRoster = {
  /** Units of each area (first) in each shift (second). */
  units: number[][];
  unitHours: number;
  result: StaffingResult;
};

/** So many simulations at most are run before the search is given up. */
const SEARCH_LIMIT = 400;

/**
 * A roster that meets the target with the lower end of its interval, and from which no unit of any shift can be taken.
 * Units are added where most calls were late because all units were busy, then taken away wherever the target still
 * holds. Not the least of all rosters: that would take trying all of them; 'no-roster' if late calls are late for their
 * way or handling, so that no number of units helps.
 */
export function findSmallestRoster(
  scenario: Scenario,
  shifts: readonly Shift[],
  target: Target,
  fewest = 1,
): SmallestRoster | 'no-roster' {
  const calls = drawAll(scenario);
  const areas = scenario.roster.unitsByHour.length;
  const units = Array.from({ length: areas }, () => shifts.map(() => fewest));
  const shiftOf = Array.from({ length: HOURS_OF_WEEK }, (_, hour) =>
    shifts.findIndex(({ hours }) => hours.includes(hour)),
  );
  const run = (): Replication[] => {
    const unitsByHour = units.map((byShift) => shiftOf.map((shift) => byShift[shift] ?? 0));
    return runAll({ ...scenario, roster: { ...scenario.roster, unitsByHour } }, calls);
  };
  const isMet = (runs: readonly Replication[]): boolean => {
    const within = estimate(runs.map(({ counted }) => shareWithin(counted, target)));
    return within !== null && within.low >= target.share;
  };
  const change = (area: number, shift: number, by: number): void => {
    const byShift = units[area] as number[];
    byShift[shift] = (byShift[shift] as number) + by;
  };

  let runs = run();
  for (let tries = 0; !isMet(runs); tries += 1) {
    const worst = findMostLate(runs, shiftOf, areas, target);
    if (worst === undefined || tries > SEARCH_LIMIT) return 'no-roster';
    change(worst.area, worst.shift, 1);
    runs = run();
  }
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (let area = 0; area < areas; area += 1) {
      for (let shift = 0; shift < shifts.length; shift += 1) {
        if ((units[area]?.[shift] as number) <= fewest) continue;
        change(area, shift, -1);
        const fewer = run();
        if (isMet(fewer)) {
          isSmaller = true;
          runs = fewer;
        } else change(area, shift, 1);
      }
    }
  }
  const unitHours = units.reduce(
    (sum, byShift) => sum + byShift.reduce((all, n, shift) => all + n * (shifts[shift]?.hours.length ?? 0), 0),
    0,
  );
  const unitsByHour = units.map((byShift) => shiftOf.map((shift) => byShift[shift] ?? 0));
  return {
    units,
    unitHours,
    result: summarise({ ...scenario, roster: { ...scenario.roster, unitsByHour } }, runs, target),
  };
}

/** Area and shift of most calls that a free unit would have served in time. */
function findMostLate(
  runs: readonly Replication[],
  shiftOf: readonly number[],
  areas: number,
  target: Target,
): { area: number; shift: number } | undefined {
  const late = Array.from({ length: areas }, () => new Map<number, number>());
  let most = 0;
  let found: { area: number; shift: number } | undefined;
  for (const { counted } of runs) {
    for (const one of counted) {
      const shift = shiftOf[hourOfWeek(one.call)] as number;
      const isShort = one.call.units === 2 && target.team;
      if (shift === -1 || isWithin(one, target) || (one.result.waitMinutes <= 0 && !isShort)) continue;
      const byShift = late[one.call.area] as Map<number, number>;
      const count = (byShift.get(shift) ?? 0) + 1;
      byShift.set(shift, count);
      if (count > most) {
        most = count;
        found = { area: one.call.area, shift };
      }
    }
  }
  return found;
}

function changeUnits(
  unitsByHour: Roster['unitsByHour'],
  area: number,
  hours: readonly number[],
  by: number,
): number[][] {
  return unitsByHour.map((units, one) => units.map((n, hour) => (one === area && hours.includes(hour) ? n + by : n)));
}
