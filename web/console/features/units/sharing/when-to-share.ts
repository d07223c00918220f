import type { LatLng } from '#contract/position';

export type Fix = LatLng & { accuracyMetres: number | null; at: number };
/** `percent` null: not reported by the device. */
export type Battery = { percent: number | null; isCharging: boolean };

const LOW_PERCENT = 20;
const OFTEN = { moving: 5000, still: 20_000 };
/** Below this, saving the battery matters more than a smooth line on a map. */
const SELDOM = { moving: 15_000, still: 60_000 };
/** Measured positions vary by this much while the phone lies on a table. */
const WANDERS_METRES = 15;

export function isLow({ percent, isCharging }: Battery): boolean {
  return percent !== null && percent < LOW_PERCENT && !isCharging;
}

/** Whether to send a new position, given the last one sent, the time since then, and the battery. */
export function isWorthSharing(last: Fix | null, next: Fix, battery: Battery): boolean {
  if (last === null) return true;
  const pace = isLow(battery) ? SELDOM : OFTEN;
  const moved = metresBetween(last, next) > Math.max(WANDERS_METRES, (next.accuracyMetres ?? 0) / 2);
  return next.at - last.at >= (moved ? pace.moving : pace.still);
}

const EARTH_METRES = 6_371_000;

/** In a straight line. */
export function metresBetween(one: LatLng, other: LatLng): number {
  const [lat1, lat2] = [radians(one.lat), radians(other.lat)];
  const half =
    Math.sin((lat2 - lat1) / 2) ** 2 +
    Math.cos(lat1) * Math.cos(lat2) * Math.sin(radians(other.lng - one.lng) / 2) ** 2;
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(half)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
