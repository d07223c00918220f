import type { LatLng } from '#contract/position';

/** Fiftieths of a degree: some 2.2 km. Enough for a wall, too little for who walks by. */
const STEPS_A_DEGREE = 50;

/** A place as a wall may show it: the middle of a square of some two kilometres, shared by all within it. */
export function toCoarsePosition({ lat, lng }: LatLng): LatLng {
  const middle = (degrees: number) => (Math.floor(degrees * STEPS_A_DEGREE) + 0.5) / STEPS_A_DEGREE;
  return { lat: middle(lat), lng: middle(lng) };
}
