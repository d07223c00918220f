import { distanceMetres } from '#capabilities/jurisdiction';
import type { PlacedBecause } from '#contract/places';

/** From one incident to another behind the same door: how far apart telephones are inside one building. */
const SAME_PLACE_METRES = 35;
/** No place is wider: in a row of houses each is near the next one, and the first is not the last. */
export const WIDEST_METRES = 2 * SAME_PLACE_METRES;
/** The same house number so near is the same building, wherever the pins fell. */
export const SAME_NUMBER_METRES = 150;
/** Pins that are one and the same, up to the rounding of those who sent them. */
const SAME_PIN_METRES = 1;
/** A position less sure than this says nothing of a door. */
const SURE_METRES = 100;

/** A house as people write it: number, village, flat. */
export type HomeAddress = { number: string | null; village: string | null; flat: string | null };

/** Where an incident was, and the place it belongs to so far. */
export type Site = {
  incidentId: string;
  openedAt: Date;
  lat: number;
  lng: number;
  /** Null where nobody measured it. */
  accuracyMetres: number | null;
  home: HomeAddress;
  placeId: string | null;
  /** The place that this one counts for. */
  rootId: string | null;
  /** A person said that it was not behind the door of this place, which counts for itself. */
  takenOutOf: string | null;
};
export type Placed = { incidentId: string; placeId: string; because: PlacedBecause; isNew: boolean };

/** After its word, or first of what somebody wrote: "12/3 หมู่ 5". A kilometre, a lane or a floor is none. */
const NUMBERED =
  /(?:บ้านเลขที่|เลขที่|house(?: no\.?)?)\s*(\d{1,4}(?:\/\d{1,4})?)(?!\d)|(?:^|· )(\d{1,4}(?:\/\d{1,4})?)(?!\d)(?=\s|$|,)/i;
const VILLAGE = /(?:หมู่(?:ที่)?|(?<![ก-๛])ม\.|moo)\s*(\d{1,2})/i;
const FLAT = /(?:ห้อง|room|flat)\s*(?:เลขที่\s*)?([\w-]{1,8})/i;

/** Number, village and flat in a description of a place; nothing where none is named. */
export function readHomeAddress(detail: string | null): HomeAddress {
  const text = (detail ?? '').replace(/[๐-๙]/g, (digit) => String('๐๑๒๓๔๕๖๗๘๙'.indexOf(digit)));
  const [, worded, first] = NUMBERED.exec(text) ?? [];
  return {
    number: worded ?? first ?? null,
    village: VILLAGE.exec(text)?.[1] ?? null,
    flat: FLAT.exec(text)?.[1] ?? null,
  };
}

/** Two homes that people told apart, however near they are. */
export function isOtherHome(one: HomeAddress, other: HomeAddress): boolean {
  return (['number', 'village', 'flat'] as const).some(
    (part) => one[part] !== null && other[part] !== null && one[part] !== other[part],
  );
}

/** Why two incidents are behind the same door; undefined when nothing says so. */
export function findReason(one: Site, other: Site): Exclude<PlacedBecause, 'first' | 'person'> | undefined {
  if (!isSure(one) || !isSure(other) || isOtherHome(one.home, other.home)) return undefined;
  const metres = distanceMetres(one, other);
  if (metres <= SAME_PIN_METRES) return 'same-pin';
  if (one.home.number !== null && one.home.number === other.home.number && metres <= SAME_NUMBER_METRES)
    return 'same-number';
  return metres <= SAME_PLACE_METRES ? 'nearby' : undefined;
}

/**
 * Finds the place of each incident, the oldest first. Each keeps its place as long as anything there still speaks for it, so that a
 * late house number of one incident moves that one and no other.
 * @param sites those to place (`wanted`) and all within reach of them, whose places stay
 */
export function assignPlaces(sites: readonly Site[], wanted: ReadonlySet<string>, newId: () => string): Placed[] {
  const members = new Map<string, Site[]>();
  const nearby = createNeighbourhoods();
  const add = (placeId: string, site: Site) => {
    members.set(placeId, [...(members.get(placeId) ?? []), site]);
    nearby.add(placeId, site);
  };
  const isMoving = (site: Site) => wanted.has(site.incidentId) && !isHeld(site, sites);
  for (const site of sites) if (site.placeId !== null && !isMoving(site)) add(site.placeId, site);

  return sites
    .filter(isMoving)
    .sort((one, other) => one.openedAt.getTime() - other.openedAt.getTime())
    .map((site) => {
      const choices = nearby.around(site).flatMap((placeId) => {
        const there = members.get(placeId) ?? [];
        const because = reasonFor(site, there);
        return because
          ? [{ placeId, because, metres: Math.min(...there.map((one) => distanceMetres(one, site))) }]
          : [];
      });
      const nearest = choices.sort((one, other) => one.metres - other.metres)[0];
      const chosen = choices.find(({ placeId }) => placeId === site.placeId) ?? nearest;
      // Alone in its place it keeps it; where others are that it has nothing to do with any more, it gets its own.
      const isFree = site.placeId !== null && !members.has(site.placeId);
      const placeId = chosen?.placeId ?? (isFree && site.placeId ? site.placeId : newId());
      add(placeId, site);
      const isNew = chosen === undefined && placeId !== site.placeId;
      return { incidentId: site.incidentId, placeId, because: chosen?.because ?? 'first', isNew };
    });
}

/** A row of the neighbourhoods in degrees of latitude: 178 m, so that nothing within reach of a site is further than the next. */
const ROW_DEGREES = 0.0016;

/**
 * Places by where they have a site, so that a site is compared with those within reach and not with all: an hour of a
 * disaster has thousands, and while this process compares, no alarm goes out. Of two places the one that was there first comes first.
 */
function createNeighbourhoods() {
  const placesOf = new Map<string, Set<string>>();
  const orderOf = new Map<string, number>();
  const rowOf = ({ lat }: Site) => Math.floor(lat / ROW_DEGREES);
  // As wide as it is high, wherever on earth.
  const columnOf = (row: number, { lng }: Site) =>
    Math.floor((lng * Math.cos((row * ROW_DEGREES * Math.PI) / 180)) / ROW_DEGREES);
  return {
    add(placeId: string, site: Site): void {
      if (!orderOf.has(placeId)) orderOf.set(placeId, orderOf.size);
      const row = rowOf(site);
      const key = `${row} ${columnOf(row, site)}`;
      placesOf.set(key, (placesOf.get(key) ?? new Set()).add(placeId));
    },
    /** Places with a site within reach, and a few more. */
    around(site: Site): string[] {
      const found = new Set<string>();
      for (const row of [-1, 0, 1].map((step) => rowOf(site) + step)) {
        for (const column of [-1, 0, 1].map((step) => columnOf(row, site) + step)) {
          for (const placeId of placesOf.get(`${row} ${column}`) ?? []) found.add(placeId);
        }
      }
      return [...found].sort((one, other) => (orderOf.get(one) ?? 0) - (orderOf.get(other) ?? 0));
    },
  };
}

/**
 * No rule moves what a person took out of a place, as long as a rule could put it back there: once its position has been moved
 * out of reach of that door, nothing is left of what the person decided.
 */
function isHeld(site: Site, sites: readonly Site[]): boolean {
  return (
    site.takenOutOf !== null &&
    sites.some(
      ({ rootId, ...other }) => rootId === site.takenOutOf && distanceMetres(other, site) <= SAME_NUMBER_METRES,
    )
  );
}

/** Something of the place speaks for it and nothing against it. */
function reasonFor(site: Site, there: readonly Site[]) {
  const isAgainst = (one: Site) => {
    if (isOtherHome(one.home, site.home)) return true;
    return isSure(one) && findReason(one, site) !== 'same-number' && distanceMetres(one, site) > WIDEST_METRES;
  };
  if (there.some(isAgainst)) return undefined;
  const reasons = there.flatMap((one) => findReason(one, site) ?? []);
  return reasons.find((reason) => reason !== 'nearby') ?? reasons[0];
}

function isSure({ accuracyMetres }: Site): boolean {
  return (accuracyMetres ?? 0) <= SURE_METRES;
}
