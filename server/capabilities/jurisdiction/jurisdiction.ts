import {
  type AdministrativePlace,
  AGENCY_KINDS,
  type Agency,
  type AgencyKind,
  type FoundPlace,
  type ResponsibleStation,
} from '#contract/jurisdiction';
import type { LatLng } from '#contract/position';
import { AppError } from '#platform/app-error';
import type { Database } from '#platform/database/database';
import { type AdministrativeArea, buildPlaceFinder } from './administrative-place.ts';
import { isInBranch } from './agency.ts';
import { buildPlaceSearch, type PlaceSearch, type PlaceSearchOptions } from './place-search.ts';
import { buildPointIndex } from './point-index.ts';
import { buildStationFinder, type StationRules } from './responsible-station.ts';
import { listAgencyAreas, listAgencyRows, readReadinessChanges } from './store-agencies.ts';
import { listAdministrativeAreas, listDataSets, listPlaceBoundaries } from './store-areas.ts';
import { buildTypedPlaceFinder, MOST_TYPED_PLACES, type TypedPlace } from './typed-place.ts';

export type AgencyFilter = {
  kinds?: readonly AgencyKind[];
  /** Search text: names, an area, a code; best match first. */
  text?: string;
  /** Only this branch of the tree (see `visibilityOf`). */
  branch?: string;
  onlyActive?: boolean;
  /** Nearest first. */
  near?: LatLng;
  limit?: number;
};

export type Province = Pick<AdministrativeArea, 'code' | 'nameTh' | 'nameEn'>;

export type Jurisdiction = {
  /** The responsible station and why; undefined only when there is no active station at all. */
  findResponsibleStation(place: LatLng): ResponsibleStation | undefined;
  /** @throws AppError `jurisdiction/no-station` when there is no active station at all */
  getResponsibleStation(place: LatLng): ResponsibleStation;
  /** @throws AppError `jurisdiction/no-reference-data` when no administrative areas are loaded */
  describePlace(place: LatLng): AdministrativePlace;
  isInThailand(place: LatLng): boolean;
  /** Subdistricts and districts named in a text, best first, at most four (see `typed-place.ts`). */
  listTypedPlaces(text: string): TypedPlace[];
  findTypedPlace(code: string): TypedPlace | undefined;
  /** All provinces, as Thais sort them. */
  listProvinces(): readonly Province[];
  /** Areas and agencies that a text may mean, ordered by match and distance; none for an empty text. */
  searchPlaces(text: string, options: PlaceSearchOptions): FoundPlace[];
  /** @throws AppError `jurisdiction/agency-not-found` */
  getAgency(id: string): Agency;
  findAgency(id: string): Agency | undefined;
  findAgencyByCode(code: string): Agency | undefined;
  /** Whether an agency is `branchId` or lies below it; never for one that is not registered. */
  isWithin(agencyId: string, branchId: string): boolean;
  listAgencies(filter?: AgencyFilter): Agency[];
  /** From the parent up to the top. */
  ancestorsOf(id: string): Agency[];
  /** The nearest active agency of a kind, e.g. the help centre of a place. */
  findNearestAgency(kind: AgencyKind, place: LatLng): Agency | undefined;
  /** Active stations, nearest first, e.g. for the next step of an escalation. */
  listStationsNear(place: LatLng, limit: number): Agency[];
  /** Another number: agencies, areas or boundaries may have changed. */
  editionNumber(): number;
  /** Attributions that must be shown with places and boundaries. */
  listAttributions(): string[];
  /** Loads everything anew. Calls that wait share one load. */
  reload(): Promise<void>;
  /**
   * Loads changes of readiness, and everything when an import has made a new edition. Cheap enough for every second;
   * needed in each process after `setReadiness` or an import.
   */
  refresh(): Promise<void>;
};

/**
 * Agencies, areas and boundaries in memory, with answers in microseconds. A reload replaces everything at once, so that
 * all answers come from one edition.
 */
export async function loadJurisdiction(db: Database, rules?: StationRules): Promise<Jurisdiction> {
  let edition = await readEdition(db, rules);
  const inTurn = takeTurns();

  const refresh = inTurn(async () => {
    const read = await readReadinessChanges(db, edition.readUntil);
    if (read.edition !== edition.number) edition = await readEdition(db, rules);
    else {
      for (const { id, readiness } of read.changed) getAgency(id).readiness = readiness;
      edition.readUntil = read.readUntil;
    }
  });
  const getAgency = (id: string) => {
    const agency = edition.byId.get(id);
    if (agency === undefined) throw new AppError('jurisdiction/agency-not-found');
    return agency;
  };
  return {
    findResponsibleStation: (place) => edition.findStation(place),
    getResponsibleStation(place) {
      const found = edition.findStation(place);
      if (found === undefined) throw new AppError('jurisdiction/no-station');
      return found;
    },
    describePlace(place) {
      const found = edition.places.findPlace(place);
      if (found === undefined) throw new AppError('jurisdiction/no-reference-data');
      return found;
    },
    isInThailand: (place) => edition.places.isInThailand(place),
    listTypedPlaces(text) {
      const named = edition.typedPlaces.listTypedPlaces(text);
      return named.length > 0 ? named : edition.areaSearch().listWholeMatches(text, MOST_TYPED_PLACES);
    },
    findTypedPlace: (code) => edition.typedPlaces.findTypedPlace(code),
    listProvinces: () => edition.provinces,
    searchPlaces: (text, options) => edition.placeSearch().search(text, options),
    getAgency,
    findAgency: (id) => edition.byId.get(id),
    findAgencyByCode: (code) => edition.byCode.get(code),
    isWithin(agencyId, branchId) {
      const [agency, branch] = [edition.byId.get(agencyId), edition.byId.get(branchId)];
      return agency !== undefined && branch !== undefined && isInBranch(branch.path, agency.path);
    },
    listAgencies: (filter = {}) => listAgencies(edition, filter),
    ancestorsOf(id) {
      const ancestors: Agency[] = [];
      for (let { parentId } = getAgency(id); parentId !== null; ) {
        const parent = getAgency(parentId);
        ancestors.push(parent);
        parentId = parent.parentId;
      }
      return ancestors;
    },
    findNearestAgency: (kind, place) => edition.nearestOf.get(kind)?.findNearest(place),
    listStationsNear: (place, limit) => edition.nearestOf.get('station')?.listNearest(place, { count: limit }) ?? [],
    editionNumber: () => edition.number,
    listAttributions: () => edition.dataSets.map(({ attribution }) => attribution),
    reload: inTurn(async () => {
      edition = await readEdition(db, rules);
    }),
    refresh,
  };
}

/** Loads run one after the other, so that a slow older one never replaces a newer one. */
function takeTurns() {
  let last: Promise<void> = Promise.resolve();
  return (read: () => Promise<void>) => {
    let waiting: Promise<void> | undefined;
    return () => {
      if (waiting) return waiting;
      waiting = last.then(() => {
        waiting = undefined;
        return read();
      });
      last = waiting.catch(() => {});
      return waiting;
    };
  };
}

/** Built on first use: most test processes and commands search nothing. */
function once(build: () => PlaceSearch): () => PlaceSearch {
  let built: PlaceSearch | undefined;
  return () => {
    built ??= build();
    return built;
  };
}

/**
 * What is made from the areas alone. They change once in years, agencies with every import: an edition with the same areas
 * has it from the one before.
 */
const makeAreaFinders = keepLast((areas: readonly AdministrativeArea[]) => {
  const typedPlaces = buildTypedPlaceFinder(areas);
  const provinces = areas
    .flatMap(({ code, nameTh, nameEn }): Province[] => (code.length === 2 ? [{ code, nameTh, nameEn }] : []))
    .sort((a, b) => a.nameTh.localeCompare(b.nameTh, 'th'));
  return { provinces, typedPlaces, areaSearch: once(() => buildPlaceSearch(areas, [], typedPlaces.findTypedPlace)) };
});

function keepLast<Made>(make: (areas: readonly AdministrativeArea[]) => Made) {
  let last: { areas: readonly AdministrativeArea[]; made: Made } | undefined;
  return (areas: readonly AdministrativeArea[]): Made => {
    if (last === undefined || !areSame(last.areas, areas)) last = { areas, made: make(areas) };
    return last.made;
  };
}

function areSame(some: readonly AdministrativeArea[], others: readonly AdministrativeArea[]): boolean {
  const textOf = ({ code, nameTh, nameEn, position }: AdministrativeArea) =>
    `${code} ${nameTh} ${nameEn} ${position.lat} ${position.lng}`;
  return (
    some.length === others.length &&
    some.every((one, index) => {
      const other = others[index];
      return other !== undefined && textOf(one) === textOf(other);
    })
  );
}

type Edition = Awaited<ReturnType<typeof readEdition>>;

/** Loads in one snapshot, so that areas and agencies belong together. */
async function readEdition(db: Database, rules: StationRules | undefined) {
  const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  const [read, agencies, agencyAreas, areas, boundaries, dataSets] = await snapshot.execute(
    async (tx) =>
      [
        await readReadinessChanges(tx, undefined),
        await listAgencyRows(tx),
        await listAgencyAreas(tx),
        await listAdministrativeAreas(tx),
        await listPlaceBoundaries(tx),
        await listDataSets(tx),
      ] as const,
  );
  const active = agencies.filter(({ isActive }) => isActive);
  const { provinces, typedPlaces, areaSearch } = makeAreaFinders(areas);
  return {
    number: read.edition,
    readUntil: read.readUntil,
    agencies,
    dataSets,
    byId: new Map(agencies.map((agency) => [agency.id, agency])),
    byCode: new Map(agencies.map((agency) => [agency.code, agency])),
    byKind: Map.groupBy(agencies, ({ kind }) => kind),
    nearestOf: new Map(
      AGENCY_KINDS.map((kind) => [kind, buildPointIndex(active.filter((agency) => agency.kind === kind))]),
    ),
    everyAgency: buildPointIndex(agencies),
    findStation: buildStationFinder(agencies, agencyAreas, rules),
    places: buildPlaceFinder(areas, boundaries),
    provinces,
    typedPlaces,
    areaSearch,
    placeSearch: once(() => buildPlaceSearch(areas, agencies, typedPlaces.findTypedPlace)),
  };
}

function listAgencies(
  edition: Edition,
  { kinds, text, branch, onlyActive = false, near, limit = Infinity }: AgencyFilter,
): Agency[] {
  const accept = (agency: Agency) =>
    (agency.isActive || !onlyActive) &&
    (kinds === undefined || kinds.includes(agency.kind)) &&
    (branch === undefined || isInBranch(branch, agency.path));
  if (text?.trim()) {
    const found = edition.placeSearch().search(text, { near, limit, only: 'agencies', accept });
    return found.flatMap(({ agency }) => agency ?? []);
  }
  if (near) return edition.everyAgency.listNearest(near, { count: limit, accept });
  // Each report asks for the centres and desks, a handful among thousands.
  const [kind, ...otherKinds] = kinds ?? [];
  const asked = kind && otherKinds.length === 0 ? (edition.byKind.get(kind) ?? []) : edition.agencies;
  return asked.filter(accept).slice(0, limit);
}
