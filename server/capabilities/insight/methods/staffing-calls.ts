import { poisson, type Random, randomFrom } from './random.ts';

export const HOURS_OF_WEEK = 168;

/** How long something takes, in minutes. `observed`: drawn from these values, as often as they are given. */
export type Duration =
  | { kind: 'fixed'; minutes: number }
  | { kind: 'exponential'; minutes: number }
  | { kind: 'observed'; minutes: readonly number[] };

/** A kind of call. The list of kinds is in the order of urgency, the most urgent first. */
export type CallKind = {
  /** Part of all calls; the parts need not add up to 1. */
  share: number;
  /** May take a unit from a less urgent call. */
  preempts: boolean;
  /** Part of these calls (0 to 1) that needs a second unit. */
  twoUnitShare: number;
  onScene: Duration;
};

export type Demand = {
  /** Mean calls in each area in each hour of the week; hour 0 begins on Monday 00:00 of the local time. */
  callsPerHour: readonly (readonly number[])[];
  kinds: readonly CallKind[];
  /** From the first contact until a unit can be sent. */
  handling: Duration;
};

/**
 * One call with everything that chance decides about it, drawn before any roster is tried: every roster of a comparison
 * gets the same calls, so that what differs between them is the roster and not the luck (common random numbers).
 */
export type Call = {
  /** Minutes since the beginning: first contact, and ready for a unit. */
  at: number;
  readyAt: number;
  area: number;
  kind: number;
  units: 1 | 2;
  /** Minutes on scene of each unit it may need, and how much longer or shorter than the mean its way is. */
  onScene: readonly [number, number];
  travelFactor: readonly [number, number];
};

/** Travel is the mean of the way times 0.5 to 1.5, evenly: traffic, rain, a house that is hard to find. */
const TRAVEL_SPREAD = 1;

/** The calls of so many days from a Monday on, in the order in which they are ready. */
export function drawCalls(demand: Demand, days: number, seed: number, replication: number): Call[] {
  const calls: Call[] = [];
  for (const [area, callsPerHour] of demand.callsPerHour.entries()) {
    // A stream for each area: more calls in one of them do not change those of another.
    const random = randomFrom(seed, replication, area);
    for (let hour = 0; hour < days * 24; hour += 1) {
      const count = poisson(random, callsPerHour[hour % HOURS_OF_WEEK] ?? 0);
      for (let one = 0; one < count; one += 1) calls.push(drawCall(demand, area, hour, random));
    }
  }
  return calls.sort((one, other) => one.readyAt - other.readyAt);
}

function drawCall(demand: Demand, area: number, hour: number, random: Random): Call {
  const at = (hour + random.float()) * 60;
  const kind = drawKind(demand.kinds, random);
  const { twoUnitShare, onScene } = demand.kinds[kind] as CallKind;
  // Everything is drawn whether it is needed or not: the calls after it stay the same when a share is changed.
  const units = random.float() < twoUnitShare ? 2 : 1;
  return {
    at,
    readyAt: at + drawMinutes(demand.handling, random),
    area,
    kind,
    units,
    onScene: [drawMinutes(onScene, random), drawMinutes(onScene, random)],
    travelFactor: [drawTravelFactor(random), drawTravelFactor(random)],
  };
}

function drawKind(kinds: readonly CallKind[], random: Random): number {
  const sum = kinds.reduce((total, { share }) => total + share, 0);
  let left = random.float() * sum;
  const kind = kinds.findIndex(({ share }) => {
    left -= share;
    return left < 0;
  });
  return kind === -1 ? kinds.length - 1 : kind;
}

function drawMinutes(duration: Duration, random: Random): number {
  const place = random.float();
  switch (duration.kind) {
    case 'fixed':
      return duration.minutes;
    case 'exponential':
      return -Math.log1p(-place) * duration.minutes;
    case 'observed':
      return duration.minutes[Math.floor(place * duration.minutes.length)] ?? 0;
  }
}

function drawTravelFactor(random: Random): number {
  return 1 + (random.float() - 0.5) * TRAVEL_SPREAD;
}

/**
 * Mean calls an hour for each hour of the week of an area whose own calls are too few for 168 figures: they are drawn
 * towards the shape of the province, which counts as much as `priorCalls` of the area's own. The sum stays the area's.
 */
export function shrinkToShape(
  callsByHour: readonly number[],
  weeks: number,
  provinceByHour: readonly number[],
  priorCalls = HOURS_OF_WEEK,
): number[] | 'too-few' {
  const own = callsByHour.reduce((sum, calls) => sum + calls, 0);
  const province = provinceByHour.reduce((sum, calls) => sum + calls, 0);
  if (province === 0 || weeks <= 0) return 'too-few';
  return callsByHour.map((calls, hour) => {
    const shape = (provinceByHour[hour] ?? 0) / province;
    return ((calls + priorCalls * shape) / (own + priorCalls)) * (own / weeks);
  });
}
