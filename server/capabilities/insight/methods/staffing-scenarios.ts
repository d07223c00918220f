import { type Call, type Demand, drawCalls, HOURS_OF_WEEK } from './staffing-calls.ts';
import { type CallResult, type Roster, runRoster } from './staffing-simulation.ts';

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

export function simulate(scenario: Scenario, target: Target): StaffingResult {
  return summarise(scenario, tallyAll(scenario, scenario.roster, target));
}

/** Counts of one replication: calls are many, so only their sums are kept. */
type Tally = {
  /** By area and kind: place area · kinds + kind. */
  calls: number[];
  within: number[];
  /** By area and hour of the week: place area · 168 + hour. `short`: late, and an own unit free at once would have been in time. */
  hourCalls: Int32Array;
  hourWithin: Int32Array;
  hourShort: Int32Array;
  unanswered: number;
  answered: number;
  waitMinutes: number;
  busyMinutes: number[];
  dutyMinutes: number[];
};

function tallyAll(scenario: Scenario, roster: Roster, target: Target): Tally[] {
  return Array.from({ length: scenario.replications }, (_, replication) => {
    const calls = drawCalls(scenario.demand, scenario.days, scenario.seed, replication);
    return tally(scenario, roster, calls, target);
  });
}

function tally(scenario: Scenario, roster: Roster, calls: readonly Call[], target: Target): Tally {
  const run = runRoster(roster, scenario.demand.kinds, calls, scenario);
  const areas = run.dutyMinutes.length;
  const kinds = scenario.demand.kinds.length;
  const { busyMinutes, dutyMinutes } = run;
  const sums: Tally = {
    calls: new Array<number>(areas * kinds).fill(0),
    within: new Array<number>(areas * kinds).fill(0),
    hourCalls: new Int32Array(areas * HOURS_OF_WEEK),
    hourWithin: new Int32Array(areas * HOURS_OF_WEEK),
    hourShort: new Int32Array(areas * HOURS_OF_WEEK),
    ...{ unanswered: 0, answered: 0, waitMinutes: 0, busyMinutes, dutyMinutes },
  };
  for (const result of run.calls) {
    const call = calls[result.call] as Call;
    const hour = call.area * HOURS_OF_WEEK + (Math.floor(call.at / 60) % HOURS_OF_WEEK);
    add(sums.calls, call.area * kinds + call.kind);
    add(sums.hourCalls, hour);
    if (isWithin(result, target)) {
      add(sums.within, call.area * kinds + call.kind);
      add(sums.hourWithin, hour);
    } else if (couldBeInTime(call, roster.travelMinutes, target)) add(sums.hourShort, hour);
    if (result.waitMinutes === Number.POSITIVE_INFINITY) sums.unanswered += 1;
    else {
      sums.answered += 1;
      sums.waitMinutes += result.waitMinutes;
    }
  }
  return sums;
}

function add(counts: number[] | Int32Array, place: number): void {
  counts[place] = (counts[place] as number) + 1;
}

function isWithin(result: CallResult, target: Target): boolean {
  return (target.team ? result.teamMinutes : result.responseMinutes) <= target.minutes;
}

/** Would a free unit of its own area (with `team`: each that it needs) have been in time? Then a late call lacked units. */
function couldBeInTime(call: Call, travelMinutes: Roster['travelMinutes'], target: Target): boolean {
  const factors = call.travelFactor.slice(0, target.team ? call.units : 1);
  const way = (travelMinutes[call.area]?.[call.area] ?? 0) * Math.max(...factors);
  return call.readyAt - call.at + way <= target.minutes;
}

function summarise({ demand, days, warmUpHours }: Scenario, tallies: readonly Tally[]): StaffingResult {
  const kinds = demand.kinds.length;
  const areas = tallies[0]?.dutyMinutes.length ?? 0;
  const total = (of: (one: Tally) => number): number => tallies.reduce((sum, one) => sum + of(one), 0);
  const atHour = (counts: Int32Array, hour: number): number => {
    let sum = 0;
    for (let place = hour; place < counts.length; place += HOURS_OF_WEEK) sum += counts[place] as number;
    return sum;
  };
  return {
    calls: total(({ answered, unanswered }) => answered + unanswered),
    unanswered: total(({ unanswered }) => unanswered),
    within: estimate(tallies.map((one) => shareOf(one))),
    withinByArea: Array.from({ length: areas }, (_, area) =>
      estimate(tallies.map((one) => shareOf(one, (place) => Math.floor(place / kinds) === area))),
    ),
    withinByKind: demand.kinds.map((_, kind) =>
      estimate(tallies.map((one) => shareOf(one, (place) => place % kinds === kind))),
    ),
    byHourOfWeek: Array.from({ length: HOURS_OF_WEEK }, (_, hour) => ({
      calls: total(({ hourCalls }) => atHour(hourCalls, hour)),
      within: total(({ hourWithin }) => atHour(hourWithin, hour)),
    })),
    waitMinutes: estimate(tallies.map(({ answered, waitMinutes }) => (answered === 0 ? null : waitMinutes / answered))),
    waiting: total(({ waitMinutes }) => waitMinutes) / (tallies.length * (days * 24 - warmUpHours) * 60),
    utilisation: Array.from({ length: areas }, (_, area) => {
      const duty = total(({ dutyMinutes }) => dutyMinutes[area] as number);
      return duty === 0 ? 0 : total(({ busyMinutes }) => busyMinutes[area] as number) / duty;
    }),
  };
}

/** Share of the calls in time, of all or of those at some places of the tally; null if there are none. */
function shareOf({ calls, within }: Tally, isMeant: (place: number) => boolean = () => true): number | null {
  let [all, inTime] = [0, 0];
  for (const [place, count] of calls.entries()) {
    if (!isMeant(place)) continue;
    all += count;
    inTime += within[place] as number;
  }
  return all === 0 ? null : inTime / all;
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
  const before = tallyAll(scenario, scenario.roster, target);
  const after = tallyAll(scenario, roster, target);
  const kinds = scenario.demand.kinds.length;
  const changeOf = (isMeant?: (place: number) => boolean): Estimate =>
    estimate(
      before.map((tallyBefore, replication) => {
        const one = shareOf(tallyBefore, isMeant);
        const other = shareOf(after[replication] as Tally, isMeant);
        return one === null || other === null ? null : other - one;
      }),
    );
  return {
    before: summarise(scenario, before),
    after: summarise(scenario, after),
    change: changeOf(),
    changeByArea: roster.unitsByHour.map((_, area) => changeOf((place) => Math.floor(place / kinds) === area)),
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
  const areas = scenario.roster.unitsByHour.length;
  const units = Array.from({ length: areas }, () => shifts.map(() => fewest));
  const shiftOf = Array.from({ length: HOURS_OF_WEEK }, (_, hour) =>
    shifts.findIndex(({ hours }) => hours.includes(hour)),
  );
  const run = (): Tally[] => {
    const unitsByHour = units.map((byShift) => shiftOf.map((shift) => byShift[shift] ?? 0));
    return tallyAll(scenario, { ...scenario.roster, unitsByHour }, target);
  };
  const isMet = (tallies: readonly Tally[]): boolean => {
    const within = estimate(tallies.map((one) => shareOf(one)));
    return within !== null && within.low >= target.share;
  };
  const change = (area: number, shift: number, by: number): void => {
    const byShift = units[area] as number[];
    byShift[shift] = (byShift[shift] as number) + by;
  };

  let tallies = run();
  for (let tries = 0; !isMet(tallies); tries += 1) {
    const worst = findMostShort(tallies, shiftOf);
    if (worst === undefined || tries > SEARCH_LIMIT) return 'no-roster';
    change(worst.area, worst.shift, 1);
    tallies = run();
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
          tallies = fewer;
        } else change(area, shift, 1);
      }
    }
  }
  const unitHours = units.reduce(
    (sum, byShift) => sum + byShift.reduce((all, n, shift) => all + n * (shifts[shift]?.hours.length ?? 0), 0),
    0,
  );
  return { units, unitHours, result: summarise(scenario, tallies) };
}

/** Area and shift in which most calls were late because units were busy. */
function findMostShort(
  tallies: readonly Tally[],
  shiftOf: readonly number[],
): { area: number; shift: number } | undefined {
  const short = new Map<number, number>();
  let most = 0;
  let found: { area: number; shift: number } | undefined;
  for (const { hourShort } of tallies) {
    for (const [place, count] of hourShort.entries()) {
      const [area, shift] = [Math.floor(place / HOURS_OF_WEEK), shiftOf[place % HOURS_OF_WEEK] as number];
      if (shift === -1 || count === 0) continue;
      const slot = area * HOURS_OF_WEEK + shift;
      const sum = (short.get(slot) ?? 0) + count;
      short.set(slot, sum);
      if (sum > most) [most, found] = [sum, { area, shift }];
    }
  }
  return found;
}

/** So many units more (or fewer) in an area in these hours of the week. */
export function changeUnits(
  unitsByHour: Roster['unitsByHour'],
  area: number,
  hours: readonly number[],
  by: number,
): number[][] {
  return unitsByHour.map((units, one) => units.map((n, hour) => (one === area && hours.includes(hour) ? n + by : n)));
}
