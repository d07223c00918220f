import type { Position as GeoPosition, MultiPolygon } from 'geojson';
import { isInThailandBox } from '#contract/coordinates';
import { checkRings } from './check-rings.ts';
import type { ImportProblem } from './import-problem.ts';

/** Why a geometry is not an area, or what of it was corrected. */
export type PolygonRemark = Pick<ImportProblem, 'code' | 'params'>;
export type PolygonRead = { polygon: MultiPolygon; notes: PolygonRemark[] } | { fault: PolygonRemark };

/** Each remark is reported once. */
type Notes = Set<'polygon-reordered' | 'polygon-closed' | 'polygon-repeats' | 'polygon-turned'>;
type Ring = { corners: GeoPosition[] } | { fault: PolygonRemark };

/** The coast of the country in full detail has about a hundred thousand corners. */
const MOST_CORNERS_OF_ONE = 2_000_000;

const faultOf = (code: PolygonRemark['code'], params: PolygonRemark['params'] = {}) => ({ fault: { code, params } });

/**
 * Reads a GeoJSON Polygon or MultiPolygon of unknown quality into a clean MultiPolygon: closed rings, no repeated corners,
 * 6 decimals, the outline before its holes, counter-clockwise (RFC 7946). An ambiguous area is refused: chance would
 * decide which station is alerted.
 */
export function readPolygon(geometry: unknown): PolygonRead {
  if (typeof geometry !== 'object' || geometry === null) return faultOf('polygon-expected');
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  if (type !== 'Polygon' && type !== 'MultiPolygon') return faultOf('polygon-expected');
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  if (!Array.isArray(polygons) || polygons.length === 0) return faultOf('polygon-broken');
  if (countCorners(polygons) > MOST_CORNERS_OF_ONE) return faultOf('polygon-complex', { value: '' });
  const notes: Notes = new Set();
  const clean: GeoPosition[][][] = [];
  for (const rings of polygons) {
    if (!Array.isArray(rings) || rings.length === 0) return faultOf('polygon-broken');
    const read = rings.map((ring) => readRing(ring, notes));
    for (const ring of read) if ('fault' in ring) return ring;
    const corners = read.flatMap((ring) => ('corners' in ring ? [ring.corners] : []));
    const checked = checkRings(corners);
    if ('code' in checked) return faultOf(checked.code, { value: writePoint(checked.at) });
    if (checked.outline !== 0) notes.add('polygon-reordered');
    const outline = corners[checked.outline] ?? [];
    const inOrder = [outline, ...corners.filter((ring) => ring !== outline)];
    clean.push(inOrder.map((ring, at) => turnRing(ring, at === 0, notes)));
  }
  return {
    polygon: { type: 'MultiPolygon', coordinates: clean },
    notes: Array.from(notes, (code) => ({ code, params: {} })),
  };
}

/** Corners of all rings; lists of another shape count as none and are refused later. */
function countCorners(polygons: readonly unknown[]): number {
  return polygons.reduce<number>(
    (sum, rings) =>
      sum +
      (Array.isArray(rings) ? rings.reduce<number>((of, ring) => of + (Array.isArray(ring) ? ring.length : 0), 0) : 0),
    0,
  );
}

function readRing(ring: unknown, notes: Notes): Ring {
  if (!Array.isArray(ring)) return faultOf('polygon-broken');
  const clean: GeoPosition[] = [];
  for (const corner of ring) {
    if (!Array.isArray(corner)) return faultOf('polygon-broken');
    const [lng, lat]: unknown[] = corner;
    if (typeof lng !== 'number' || typeof lat !== 'number') return faultOf('polygon-broken');
    if (!isInThailandBox({ lat, lng })) {
      const isSwapped = isInThailandBox({ lat: lng, lng: lat });
      return faultOf(isSwapped ? 'polygon-swapped' : 'polygon-outside', { value: writePoint([lng, lat]) });
    }
    const [lastLng, lastLat] = clean.at(-1) ?? [];
    const point = [round(lng), round(lat)];
    if (point[0] !== lastLng || point[1] !== lastLat) clean.push(point);
    else notes.add('polygon-repeats');
  }
  const [first] = clean;
  const last = clean.at(-1);
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) {
    clean.push([...first]);
    notes.add('polygon-closed');
  }
  return clean.length < 4 ? faultOf('polygon-empty', { value: writePoint(first ?? []) }) : { corners: clean };
}

/** Outline counter-clockwise and holes clockwise, as in the standard; otherwise some programs fill the wrong side. */
function turnRing(ring: GeoPosition[], isOutline: boolean, notes: Notes): GeoPosition[] {
  const [x0 = 0, y0 = 0] = ring[0] ?? [];
  const twice = ring.reduce((sum, [x = 0, y = 0], at) => {
    const [nextX = 0, nextY = 0] = ring[at + 1] ?? [x0, y0];
    return sum + (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0);
  }, 0);
  if (twice > 0 === isOutline) return ring;
  notes.add('polygon-turned');
  return ring.toReversed();
}

/** Latitude first, as people use it on a map. */
function writePoint([lng = 0, lat = 0]: GeoPosition): string {
  return `${round(lat)}, ${round(lng)}`;
}

/** Six decimals are a decimetre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
