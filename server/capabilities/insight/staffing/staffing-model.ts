import { distanceMetres, type Jurisdiction } from '#capabilities/jurisdiction';
import { estimateMinutes } from '#capabilities/units';
import type { Agency } from '#contract/jurisdiction';
import {
  type Assumption,
  FEWEST_INCIDENTS,
  HOURS_OF_THE_WEEK,
  type Staffing,
  type StaffingStation,
} from '#contract/staffing';
import { addDays, daysBetween, type ThaiDay } from '#contract/thai-day';
import { type CallKind, type Demand, type Duration, shrinkToShape } from '../methods/staffing-calls.ts';
import type { Roster } from '../methods/staffing-simulation.ts';

/** The stations of a province and what they have to do, as a simulation takes it. */
export type StaffingModel = {
  demand: Demand;
  /** A station without units of its own is helped by the nearest that has some. */
  roster: Roster;
  /** Who may help each station when neighbours do. */
  aid: readonly (readonly number[])[];
  /** So many of the areas, the first ones, are stations of the province; the others can only help. */
  own: number;
};

/** `danger`: to a person. What waits for it: gatherings, in which nobody has been named as in danger. */
export const CALL_KINDS = ['danger', 'gathering'] as const;
export type CallKindCode = (typeof CALL_KINDS)[number];

/** How long something took in incidents of the year: evenly spaced values of all of them, in minutes. */
export type Measured = { n: number; minutes: readonly number[] };

/** What facts, units and rosters say of a year and of the next seven days. */
export type StaffingFacts = {
  /** Incidents of each station by hour of the week. */
  hours: readonly { agencyId: string; hour: number; n: number }[];
  /** Incidents of the province, whoever was responsible, and the day of the first. */
  inProvince: number;
  first: ThaiDay | null;
  kinds: readonly { kind: CallKindCode; n: number; scene: Measured; withUnits: number; withTwoUnits: number }[];
  handling: Measured;
  ways: readonly { agencyId: string; n: number; meanMinutes: number }[];
  units: readonly { agencyId: string; n: number }[];
  /** Units with a crew member planned on patrol, by hour of the week; stations without such a plan have none. */
  rosters: readonly { agencyId: string; hour: number; n: number }[];
};

type Station = Pick<Agency, 'id' | 'nameTh' | 'nameEn' | 'position'>;
export type StaffingArea = {
  province: string;
  from: ThaiDay;
  to: ThaiDay;
  /** Whose rosters count: seven days from then. */
  rosterFrom: ThaiDay;
  stations: readonly Station[];
  /** Stations of other provinces close by. */
  neighbours: readonly Station[];
};

/** Fewer values than these are no observation; what is assumed instead is ours and said. */
const FEWEST_VALUES = 30;
const ASSUMED = { handlingMinutes: 3, sceneMinutes: 45, twoUnitShare: 0.2 } as const;
/** Neighbours help where their estimated way is no longer than this, so many of them at most. */
const AID_WITHIN_MINUTES = 30;
const MOST_NEIGHBOURS = 4;
/** Half the way to the next station stands for the way to a place of one's own area. */
const OWN_AREA = 0.5;
const SHORTEST_WAY_MINUTES = 3;

/** A whole number of weeks, so that each hour of the week is in it as often. */
const DAYS = 364;
/** So many stations around each one are looked at for neighbours across the border of the province. */
const NEAR = 6;

/** The stations of a province and those around it, the year before today and the seven days after it: of today a part is over. */
export function areaOf(
  jurisdiction: Pick<Jurisdiction, 'describePlace' | 'listAgencies' | 'listStationsNear'>,
  province: string,
  today: ThaiDay,
): StaffingArea {
  const isOwn = ({ position }: Station): boolean => jurisdiction.describePlace(position).provinceCode === province;
  const stations = jurisdiction.listAgencies({ kinds: ['station'], onlyActive: true }).filter(isOwn);
  const around = stations.flatMap(({ position }) => jurisdiction.listStationsNear(position, NEAR));
  const neighbours = [...new Map(around.filter((one) => !isOwn(one)).map((one) => [one.id, one])).values()];
  const to = addDays(today, -1);
  return { province, from: addDays(to, 1 - DAYS), to, rosterFrom: addDays(today, 1), stations, neighbours };
}

/** Who can be sent, what there is to do, and what of it is only assumed. */
export function buildStaffing(area: StaffingArea, facts: StaffingFacts): { staffing: Staffing; model: StaffingModel } {
  const { province, from, to } = area;
  const stations = listAreas(area, facts);
  const own = stations.filter(({ isNeighbour }) => !isNeighbour);
  const n = own.reduce((sum, station) => sum + station.n, 0);
  const callsPerHour = spreadCalls(stations, area, facts);
  const { kinds, handling, assumed } = describeCalls(facts);
  const ways = measureWays(stations);
  const nearest = listNearest(ways);
  const helpless = own.filter(({ units, n: calls }) => units === 0 && calls > 0).length;
  const unplanned = own.filter(({ basis }) => basis === 'units').length;
  const neighbours = stations.length - own.length;
  const assumptions: Assumption[] = [
    { code: 'roster-week', params: { from: area.rosterFrom } },
    ...(unplanned > 0 ? [said('no-roster', { n: unplanned })] : []),
    ...(helpless > 0 ? [said('no-units', { n: helpless })] : []),
    ...(facts.inProvince > n ? [said('other-agencies', { n: facts.inProvince - n })] : []),
    ...assumed,
    sayWays(own, facts),
    ...[said('shape-of-province'), said('urgency'), said('free-at-once')],
    ...(neighbours > 0 ? [said('neighbours-without-calls', { n: neighbours })] : []),
  ];
  const hasUnits = (place: number): boolean => (stations[place]?.unitsByHour ?? []).some((units) => units > 0);
  const listAid = (place: number, isTaken: (other: number, minutes: number) => boolean): number[] =>
    (nearest[place] ?? []).flatMap(({ other, minutes }) => (hasUnits(other) && isTaken(other, minutes) ? [other] : []));
  const always = stations.map((_, place) =>
    hasUnits(place) ? [] : listAid(place, (other) => other < own.length).slice(0, 1),
  );
  return {
    staffing: {
      ...{ province, from, to, n, isEnough: n >= FEWEST_INCIDENTS },
      callsByHour: Array.from({ length: HOURS_OF_THE_WEEK }, (_, hour) =>
        callsPerHour.reduce((sum, hours) => sum + (hours[hour] ?? 0), 0),
      ),
      stations: stations.map(({ position: _, ...station }) => station),
      assumptions,
    },
    model: {
      demand: { callsPerHour, kinds, handling },
      roster: {
        unitsByHour: stations.map(({ unitsByHour }) => unitsByHour),
        travelMinutes: ways,
        aid: always,
      },
      // Whoever helps today goes on helping, however far away.
      aid: stations.map((_, place) => {
        const close = listAid(place, (__, minutes) => minutes <= AID_WITHIN_MINUTES).slice(0, MOST_NEIGHBOURS);
        return place >= own.length ? [] : [...new Set([...(always[place] ?? []), ...close])];
      }),
      own: own.length,
    },
  };
}

const said = (code: Assumption['code'], params: Assumption['params'] = {}): Assumption => ({ code, params });

type Area = StaffingStation & Pick<Station, 'position'>;

/** Stations with anything to do or to send: those of the province first. */
function listAreas({ stations, neighbours }: StaffingArea, facts: StaffingFacts): Area[] {
  const callsOf = sumOf(facts.hours);
  const units = new Map(facts.units.map(({ agencyId, n }) => [agencyId, n]));
  const rosters = Map.groupBy(facts.rosters, ({ agencyId }) => agencyId);
  const ways = new Map(facts.ways.map((way) => [way.agencyId, way]));
  const inProvince = meanWay(facts);
  const show = ({ id, nameTh, nameEn, position }: Station, isNeighbour: boolean): Area => {
    const count = units.get(id) ?? 0;
    const planned = rosters.get(id);
    const unitsByHour = new Array<number>(HOURS_OF_THE_WEEK).fill(planned ? 0 : count);
    for (const { hour, n } of planned ?? []) unitsByHour[hour] = n;
    const way = ways.get(id);
    const isKnown = way !== undefined && way.n >= FEWEST_VALUES;
    return {
      ...{ agencyId: id, nameTh, nameEn, position, isNeighbour, n: isNeighbour ? 0 : (callsOf.get(id) ?? 0) },
      ...{ units: count, basis: planned ? 'roster' : count > 0 ? 'units' : 'none', unitsByHour },
      wayMinutes: isKnown ? way.meanMinutes : (inProvince ?? estimateOwnWay(position, [...stations, ...neighbours])),
      waySource: isKnown ? 'station' : inProvince === undefined ? 'distance' : 'province',
    };
  };
  return [
    ...stations.map((station) => show(station, false)).filter(({ n, units: count }) => n > 0 || count > 0),
    ...neighbours.map((station) => show(station, true)).filter(({ units: count }) => count > 0),
  ];
}

function sumOf(rows: readonly { agencyId: string; n: number }[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { agencyId, n } of rows) sums.set(agencyId, (sums.get(agencyId) ?? 0) + n);
  return sums;
}

/** The mean of all ways that were measured; undefined when they are too few. */
function meanWay({ ways }: StaffingFacts): number | undefined {
  const n = ways.reduce((sum, way) => sum + way.n, 0);
  if (n < FEWEST_VALUES) return undefined;
  return ways.reduce((sum, way) => sum + way.n * way.meanMinutes, 0) / n;
}

function estimateOwnWay(position: Station['position'], stations: readonly Station[]): number {
  const others = stations.filter((one) => distanceMetres(one.position, position) > 0);
  const next = Math.min(...others.map((one) => estimateMinutes(position, one.position, 'car')));
  return Number.isFinite(next) ? Math.max(SHORTEST_WAY_MINUTES, next * OWN_AREA) : SHORTEST_WAY_MINUTES;
}

/** Mean calls an hour of each station, by hour of the week. */
function spreadCalls(stations: readonly Area[], { from, to }: StaffingArea, facts: StaffingFacts): number[][] {
  const { hours, first } = facts;
  const weeks = Math.max(1, (daysBetween(first ?? from, to) + 1) / 7);
  const own = new Map(stations.map(({ agencyId, isNeighbour }) => [agencyId, isNeighbour ? undefined : agencyId]));
  const byStation = new Map<string, number[]>();
  const province = new Array<number>(HOURS_OF_THE_WEEK).fill(0);
  for (const { agencyId, hour, n } of hours) {
    if (own.get(agencyId) === undefined) continue;
    const counts = byStation.get(agencyId) ?? new Array<number>(HOURS_OF_THE_WEEK).fill(0);
    byStation.set(agencyId, counts);
    counts[hour] = n;
    province[hour] = (province[hour] as number) + n;
  }
  const none = new Array<number>(HOURS_OF_THE_WEEK).fill(0);
  return stations.map(({ agencyId }) => {
    const counts = byStation.get(agencyId);
    const spread = counts ? shrinkToShape(counts, weeks, province) : none;
    return spread === 'too-few' ? none : spread;
  });
}

const observed = ({ minutes }: Measured): Duration => ({ kind: 'observed', minutes });

function describeCalls({ kinds, handling }: StaffingFacts) {
  const all = joinMeasured(kinds.map(({ scene }) => scene));
  const withUnits = kinds.reduce((sum, kind) => sum + kind.withUnits, 0);
  const twoOfAll = withUnits === 0 ? 0 : kinds.reduce((sum, kind) => sum + kind.withTwoUnits, 0) / withUnits;
  const isCounted = withUnits >= FEWEST_VALUES;
  const calls: CallKind[] = CALL_KINDS.map((code) => {
    const kind = kinds.find((one) => one.kind === code);
    const scene = kind && kind.scene.n >= FEWEST_VALUES ? kind.scene : all;
    const isOwn = kind !== undefined && kind.withUnits >= FEWEST_VALUES;
    return {
      share: kind?.n ?? 0,
      preempts: code === 'danger',
      twoUnitShare: isOwn ? kind.withTwoUnits / kind.withUnits : isCounted ? twoOfAll : ASSUMED.twoUnitShare,
      onScene:
        scene.n >= FEWEST_VALUES ? observed(scene) : { kind: 'exponential', minutes: ASSUMED.sceneMinutes as number },
    };
  });
  const percent = Math.round((isCounted ? twoOfAll : ASSUMED.twoUnitShare) * 100);
  const isHandlingKnown = handling.n >= FEWEST_VALUES;
  const isSceneKnown = all.n >= FEWEST_VALUES;
  return {
    kinds: calls,
    handling: isHandlingKnown
      ? observed(handling)
      : ({ kind: 'fixed', minutes: ASSUMED.handlingMinutes } satisfies Duration),
    assumed: [
      said(isHandlingKnown ? 'handling-observed' : 'handling-assumed', {
        n: handling.n,
        ...(!isHandlingKnown && { minutes: ASSUMED.handlingMinutes }),
      }),
      said(isSceneKnown ? 'scene-observed' : 'scene-assumed', {
        n: all.n,
        ...(!isSceneKnown && { minutes: ASSUMED.sceneMinutes }),
      }),
      said(isCounted ? 'two-units-observed' : 'two-units-assumed', { n: withUnits, percent }),
    ],
  };
}

/** Values of each in the part that it has of all, evenly taken, so that a rare kind counts no more than it is. */
function joinMeasured(several: readonly Measured[]): Measured {
  const n = several.reduce((sum, one) => sum + one.n, 0);
  const most = Math.max(0, ...several.map((one) => one.n));
  const minutes = several.flatMap((one) => {
    const taken = Math.round((one.minutes.length * one.n) / most) || 0;
    return Array.from(
      { length: taken },
      (_, place) => one.minutes[Math.floor(((place + 0.5) * one.minutes.length) / taken)] ?? 0,
    );
  });
  return { n, minutes };
}

function sayWays(own: readonly Area[], { ways }: StaffingFacts): Assumption {
  const n = ways.reduce((sum, way) => sum + way.n, 0);
  if (n < FEWEST_VALUES) return said('way-estimated', { n });
  return said('way-observed', { n, stations: own.filter(({ waySource }) => waySource === 'station').length });
}

/** Minutes from each station to each: by road as estimated, and never shorter than the way within the area itself. */
function measureWays(stations: readonly Area[]): number[][] {
  return stations.map((from, one) =>
    stations.map((to, other) =>
      one === other ? to.wayMinutes : Math.max(to.wayMinutes, estimateMinutes(from.position, to.position, 'car')),
    ),
  );
}

/** The others of each station, the nearest first. */
function listNearest(ways: readonly (readonly number[])[]): { other: number; minutes: number }[][] {
  return ways.map((_, place) =>
    ways
      .map((from, other) => ({ other, minutes: from[place] ?? Number.POSITIVE_INFINITY }))
      .filter(({ other }) => other !== place)
      .sort((one, two) => one.minutes - two.minutes),
  );
}
