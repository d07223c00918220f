import type { WebPosition } from '#contract/citizen-report';
import type { LatLng } from '#contract/position';
import { isVague } from '#contract/vague-place';
import type { Fix } from './fixes.ts';

export type Pin = WebPosition & { source: 'web-pin'; accuracyMetres: number; at: string };

/** MapLibre's world at zoom 0, and how far beside the place somebody stops who moves a map with a thumb. */
const WORLD_PIXELS = 512;
const WORLD_METRES = 40_075_017;
const THUMB_PIXELS = 24;
const PHONE_PIXELS = 280;
const ROUGH_ZOOM = 9.5;
/** No pin says a house more exactly than this. */
const BEST_METRES = 10;
/** Where the server has not said how large the subdistrict is. */
const SUBDISTRICT_METRES = 6000;
/** Further away than this a pin names no district. */
const ROUGHEST_METRES = 30_000;

/**
 * How far off a pin may be. On a street map the size of a thumb at this zoom; a map without streets shows where a subdistrict is and
 * no more, so a pin on it is as good as its name.
 */
export function pinAccuracy(
  { lat, zoom }: { lat: number; zoom: number },
  area: { radiusMetres: number | null } | 'streets',
): number {
  const metresPerPixel = (WORLD_METRES * Math.cos((lat * Math.PI) / 180)) / (WORLD_PIXELS * 2 ** zoom);
  const known = area === 'streets' ? BEST_METRES : (area.radiusMetres ?? SUBDISTRICT_METRES);
  return Math.ceil(Math.max(known, THUMB_PIXELS * metresPerPixel));
}

/** So far from the ground that no station could be called by it: they are asked to come closer. */
export const isTooFar = (accuracyMetres: number): boolean => accuracyMetres > ROUGHEST_METRES;

/** The whole circle of a place on the narrowest phone; closer than districts with their names a map without streets is empty. */
export function zoomFor({ lat }: LatLng, accuracyMetres: number, isRough: boolean): number {
  const metresPerPixel = (3 * Math.max(accuracyMetres, 100)) / PHONE_PIXELS;
  const zoom = Math.log2((WORLD_METRES * Math.cos((lat * Math.PI) / 180)) / (WORLD_PIXELS * metresPerPixel));
  return isRough ? Math.min(zoom, ROUGH_ZOOM) : zoom;
}

/**
 * What counts of the two: whoever puts a pin knows better than a telephone in a house of concrete, save where the pin names only an
 * area and the telephone a smaller one.
 */
export function whichCounts(pin: Pin | undefined, fix: Fix | undefined): Pin | Fix | undefined {
  if (!pin || !fix) return pin ?? fix;
  return isVague(pin.accuracyMetres) && fix.accuracyMetres < pin.accuracyMetres ? fix : pin;
}
