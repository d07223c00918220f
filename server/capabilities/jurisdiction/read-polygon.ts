import type { Position as GeoPosition, MultiPolygon } from 'geojson';
import { THAILAND_BOX } from '#contract/coordinates';

/** Why a geometry can't be an area; a key of `messages/*.json` under `import`. */
export type PolygonFault = 'polygon-expected' | 'polygon-broken' | 'polygon-outside' | 'polygon-empty';

/** Reads a GeoJSON Polygon or MultiPolygon of unknown quality into a clean MultiPolygon (closed rings, 6 decimals). */
export function readPolygon(geometry: unknown): MultiPolygon | PolygonFault {
  if (typeof geometry !== 'object' || geometry === null) return 'polygon-expected';
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  if (type !== 'Polygon' && type !== 'MultiPolygon') return 'polygon-expected';
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  if (!Array.isArray(polygons) || polygons.length === 0) return 'polygon-broken';
  const clean: GeoPosition[][][] = [];
  for (const rings of polygons) {
    if (!Array.isArray(rings) || rings.length === 0) return 'polygon-broken';
    const cleanRings: GeoPosition[][] = [];
    for (const ring of rings) {
      const cleanRing = readRing(ring);
      if (typeof cleanRing === 'string') return cleanRing;
      cleanRings.push(cleanRing);
    }
    clean.push(cleanRings);
  }
  return { type: 'MultiPolygon', coordinates: clean };
}

function readRing(ring: unknown): GeoPosition[] | PolygonFault {
  if (!Array.isArray(ring)) return 'polygon-broken';
  const clean: GeoPosition[] = [];
  for (const corner of ring) {
    if (!Array.isArray(corner)) return 'polygon-broken';
    const [lng, lat]: unknown[] = corner;
    if (typeof lng !== 'number' || typeof lat !== 'number') return 'polygon-broken';
    const { west, east, south, north } = THAILAND_BOX;
    if (!(lng >= west && lng <= east && lat >= south && lat <= north)) return 'polygon-outside';
    const [lastLng, lastLat] = clean.at(-1) ?? [];
    const point = [round(lng), round(lat)];
    if (point[0] !== lastLng || point[1] !== lastLat) clean.push(point);
  }
  const [first] = clean;
  const last = clean.at(-1);
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) clean.push([...first]);
  return clean.length < 4 ? 'polygon-empty' : clean;
}

/** Six decimals are a decimetre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
