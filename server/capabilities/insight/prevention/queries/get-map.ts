import { cellToBoundary, cellToLatLng } from 'h3-js';
import type { Actor } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { ALARM_BELOW, type MapCells, type MapScan, type NearRepeats, type ShownQuality } from '#contract/province-map';
import type { Connection } from '#platform/database/database';
import type { FigureContext } from '../../context.ts';
import { scopeOf } from '../../figures/scope.ts';
import { namesOf } from '../describe-place.ts';
import { periodOf } from '../map-period.ts';
import type { ProvinceResult } from '../map-province.ts';
import { findMap, type ProvinceMap } from '../store/map-rows.ts';

type Context = Pick<FigureContext, 'jurisdiction'>;
type Asked = { actor: Actor; province: string };
type Found = {
  shown: Pick<MapCells, 'province' | 'made'>;
  map: ProvinceMap | undefined;
  result: ProvinceResult | null;
};

/** A metre: a cell is a kilometre wide. */
const DECIMALS = 5;

/**
 * Where more was reported than chance would put there, and how that changed in a year. No incident is named, and no cell with fewer
 * than three has its count.
 * @throws AppError `insight/not-yours`
 */
export async function getMapCells({ jurisdiction }: Context, connection: Connection, asked: Asked): Promise<MapCells> {
  const { shown, result, map } = await readMap(jurisdiction, connection, asked);
  const nameOf = createNamer(jurisdiction);
  return {
    ...shown,
    outcome: result?.isTested ? 'tested' : (missing(map) ?? 'too-few'),
    cells: (result?.cells ?? []).map(({ cell, n, z: score, q, isHot, change, isOnePlace }) => ({
      ...{ cell, ...nameOf(cell), n, score, q, isHot, change, isOnePlace, ring: ringOf(cell) },
    })),
  };
}

/** Whether reports were followed by others close by and soon. @throws AppError `insight/not-yours` */
export async function getNearRepeats(
  { jurisdiction }: Context,
  connection: Connection,
  asked: Asked,
): Promise<NearRepeats> {
  const { shown, result, map } = await readMap(jurisdiction, connection, asked);
  const found = result?.nearRepeats ?? 'too-few';
  if (found === 'too-few') return { ...shown, outcome: missing(map) ?? 'too-few', n: map?.n ?? 0, bands: [] };
  return { ...shown, outcome: 'tested', ...found };
}

/** Whether something is beginning somewhere. @throws AppError `insight/not-yours` */
export async function getMapScan({ jurisdiction }: Context, connection: Connection, asked: Asked): Promise<MapScan> {
  const { shown, result, map } = await readMap(jurisdiction, connection, asked);
  const found = result?.cluster ?? 'too-few';
  if (typeof found === 'string') return { ...shown, outcome: missing(map) ?? found, cluster: null };
  const { subdistrict, radius: radiusMetres, p, ...cluster } = found;
  return {
    ...shown,
    outcome: 'found',
    cluster: { ...cluster, ...namesOf(jurisdiction, subdistrict), radiusMetres, p, isAlarm: p <= ALARM_BELOW },
  };
}

/** Whether the map of a month ago would have helped, beside the guess that needs none. @throws AppError `insight/not-yours` */
export async function getMapQuality(
  { jurisdiction }: Context,
  connection: Connection,
  asked: Asked,
): Promise<ShownQuality> {
  const { shown, result, map } = await readMap(jurisdiction, connection, asked);
  const found = result?.quality ?? 'too-few';
  if (!map || typeof found === 'string')
    return { ...shown, outcome: missing(map) ?? (found as 'too-few' | 'nothing-flagged'), quality: null };
  const month = periodOf(map.week).months.at(-2) ?? map.week;
  return { ...shown, outcome: 'measured', quality: { month, ...found } };
}

async function readMap(jurisdiction: Jurisdiction, connection: Connection, { actor, province }: Asked): Promise<Found> {
  scopeOf(jurisdiction, actor, { province });
  const map = await findMap(connection, province);
  if (!map || map.state === 'too-long') return { shown: { province, made: null }, map: undefined, result: null };
  const { week, madeAt, from, to, n, vague, notReported, seed, shuffles, rulesVersion, result } = map;
  const made = {
    ...{ week, madeAt: madeAt.toISOString(), from, to, n, leftOut: { vague, notReported } },
    ...{ seed, shuffles, rulesVersion },
  };
  return { shown: { province, made }, map, result };
}

/** Whether there is no map at all, which is another thing than too few incidents for one. */
function missing(map: ProvinceMap | undefined): 'not-made' | undefined {
  return map === undefined ? 'not-made' : undefined;
}

/** Names the subdistrict in the middle of a cell; there are many more cells than subdistricts. */
function createNamer(jurisdiction: Jurisdiction): (cell: string) => { areaTh: string; areaEn: string } {
  const known = new Map<string, ReturnType<typeof namesOf>>();
  return (cell) => {
    const [lat, lng] = cellToLatLng(cell);
    const { subdistrictCode } = jurisdiction.describePlace({ lat, lng });
    const names = known.get(subdistrictCode) ?? namesOf(jurisdiction, subdistrictCode);
    known.set(subdistrictCode, names);
    return names;
  };
}

function ringOf(cell: string): [number, number][] {
  return cellToBoundary(cell, true).map(([lng, lat]) => [Number(lng.toFixed(DECIMALS)), Number(lat.toFixed(DECIMALS))]);
}
