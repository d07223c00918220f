import type { LatLng } from '#contract/position';

/** Mean radius of the earth in metres (IUGG). */
const EARTH_RADIUS = 6_371_008.8;

/** Great-circle distance (haversine). */
export function metresBetween(a: LatLng, b: LatLng): number {
  const radians = Math.PI / 180;
  const half = (from: number, to: number): number => Math.sin(((to - from) * radians) / 2) ** 2;
  const h = half(a.lat, b.lat) + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * half(a.lng, b.lng);
  return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(h));
}
