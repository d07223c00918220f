import type { MultiPolygon } from 'geojson';
import type { Agency, Neighbour, PassedOver, ResponsibleStation, StationReason } from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { buildAreaIndex } from './area-index.ts';
import { circleAround, distanceMetres, nearestEdge } from './geometry.ts';
import { buildPointIndex, type Near } from './point-index.ts';

export type StationArea = { agencyId: string; polygon: MultiPolygon; isApproximate: boolean };

export type StationRules = {
  /** A neighbour whose border is at most this far is alerted too. */
  neighbourMetres: number;
  /** How far a ready station may be to take over from one that is not: more than an hour's drive is no help. */
  takeOverMetres: number;
};
export const DEFAULT_STATION_RULES: StationRules = { neighbourMetres: 500, takeOverMetres: 50_000 };

export type StationFinder = (place: LatLng) => ResponsibleStation | undefined;

/** `nearly`: stations almost as near, when it was found by distance. */
type ByRule = { station: Agency; area?: StationArea; nearly: Near<Agency>[] };

/**
 * The responsible station of a place: the one whose area contains it (the smallest if areas overlap), else the
 * nearest active one. If it can't take the alert, the nearest that can; if none can, the first one all the same, because
 * an incident is never ownerless. Undefined only when there is no active station at all.
 */
export function buildStationFinder(
  agencies: readonly Agency[],
  areas: readonly StationArea[],
  rules: StationRules = DEFAULT_STATION_RULES,
): StationFinder {
  const stations = agencies.filter(({ kind, isActive }) => kind === 'station' && isActive);
  const points = buildPointIndex(stations);
  const byId = new Map(stations.map((station) => [station.id, station]));
  const stationAreas = buildAreaIndex(
    areas.flatMap((area) => {
      const station = byId.get(area.agencyId);
      return station ? [{ ...area, station }] : [];
    }),
  );

  function findByRule(place: LatLng): ByRule | undefined {
    const [area] = stationAreas.containing(place);
    if (area) return { station: area.station, area, nearly: [] };
    // By the triangle inequality, a border within `metres` means a distance at most twice that longer.
    const nearly = points.listNearlyNearest(place, 2 * rules.neighbourMetres);
    return nearly[0] && { station: nearly[0].item, nearly };
  }

  function neighboursOf(byRule: ByRule, place: LatLng): Neighbour[] {
    const { station, area } = byRule;
    const borders = new Map(
      stationAreas.within(place, rules.neighbourMetres).map(({ item, metres }) => [item.station, metres]),
    );
    for (const [other, border] of area ? beyondBorder(area, place) : halfwayBorders(byRule)) {
      borders.set(other, Math.min(border, borders.get(other) ?? Infinity));
    }
    borders.delete(station);
    return [...borders]
      .map(([agency, borderMetres]) => ({
        agency,
        borderMetres,
        distanceMetres: distanceMetres(place, agency.position),
      }))
      .sort((a, b) => a.borderMetres - b.borderMetres || a.distanceMetres - b.distanceMetres);
  }

  /** Outside known areas others may be the nearest: tried at the closest border and all around. */
  function beyondBorder(area: StationArea, place: LatLng): [Agency, number][] {
    const { point, metres } = nearestEdge(area.polygon, place);
    if (metres > rules.neighbourMetres) return [];
    const stretch = (metres + 1) / Math.max(metres, 0.01);
    const justOutside = {
      lat: place.lat + (point.lat - place.lat) * stretch,
      lng: place.lng + (point.lng - place.lng) * stretch,
    };
    return [justOutside, ...circleAround(place, rules.neighbourMetres)].flatMap((outside) => {
      const found = findByRule(outside);
      return found ? [[found.station, metres] as [Agency, number]] : [];
    });
  }

  /** Without areas the border between two stations is the perpendicular bisector, where both are equally far. */
  function halfwayBorders({ station, nearly: [own, ...others] }: ByRule): [Agency, number][] {
    return others.flatMap(({ item, metres }) => {
      const distance = distanceMetres(station.position, item.position);
      const further = metres - (own?.metres ?? 0);
      const border = distance === 0 ? 0 : (further * (metres + (own?.metres ?? 0))) / (2 * distance);
      return border <= rules.neighbourMetres ? [[item, border] as [Agency, number]] : [];
    });
  }

  return (place) => {
    const byRule = findByRule(place);
    if (byRule === undefined) return undefined;
    const { station, area } = byRule;
    const away = distanceMetres(place, station.position);
    const neighbours = neighboursOf(byRule, place);
    const asked = askInOrder(station, () =>
      points.listNearest(place, { count: Infinity, withinMetres: rules.takeOverMetres }),
    );
    if (asked.taker === station) {
      const reason: StationReason = area
        ? { code: 'inside-area', isApproximate: area.isApproximate }
        : { code: 'nearest-no-area', distanceMetres: away };
      return { station, distanceMetres: away, reason, passedOver: [], neighbours };
    }
    if (asked.taker === undefined) {
      const passedOver = asked.passedOver.filter(({ agency }) => agency !== station);
      const reason: StationReason = { code: 'none-ready', distanceMetres: away };
      return { station, distanceMetres: away, reason, passedOver, neighbours };
    }
    const { taker, passedOver } = asked;
    const distance = distanceMetres(place, taker.position);
    const reason: StationReason = { code: 'next-ready', distanceMetres: distance };
    const others = neighbours.filter(({ agency }) => agency !== taker);
    return { station: taker, distanceMetres: distance, reason, passedOver, neighbours: others };
  };
}

/** Tries the station by the rule first, then the others by distance, until one can take the alert. */
function askInOrder(first: Agency, others: () => Agency[]): { taker?: Agency; passedOver: PassedOver[] } {
  if (whyNot(first) === undefined) return { taker: first, passedOver: [] };
  const passedOver: PassedOver[] = [];
  for (const agency of [first, ...others().filter((other) => other !== first)]) {
    const why = whyNot(agency);
    if (why === undefined) return { taker: agency, passedOver };
    passedOver.push({ agency, why });
  }
  return { passedOver };
}

function whyNot({ readiness }: Agency): PassedOver['why'] | undefined {
  return readiness === 'nobody-on-duty' || readiness === 'no-heartbeat' ? readiness : undefined;
}
