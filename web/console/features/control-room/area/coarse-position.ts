import type { LatLng } from '#contract/position';

/** Fiftieths of a degree: about 2.2 km. Enough for a wall screen, and reveals no place to passers-by. */
const STEPS_A_DEGREE = 50;

/** The position a wall screen may show: the centre of a square of about two kilometres. */
export function toCoarsePosition({ lat, lng }: LatLng): LatLng {
  const middle = (degrees: number) => (Math.floor(degrees * STEPS_A_DEGREE) + 0.5) / STEPS_A_DEGREE;
  return { lat: middle(lat), lng: middle(lng) };
}
