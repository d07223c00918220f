import { distanceMetres } from '#capabilities/jurisdiction';
import type { LatLng } from '#contract/position';
import type { UnitKind } from '#contract/unit-status';

/**
 * Roads are longer than the straight line: 1.417 times in the mean of 66,647 ways to hospitals in the United States
 * (Boscoe, Henry, Zdeb: The Professional Geographer 64, 2012). Nothing of the kind is published for Thailand.
 */
export const DETOUR = 1.417;

/** Mean speed from door to door, km/h: our assumption, to be replaced by an OSRM of one's own or by measured journeys. */
const SPEED: Record<UnitKind, number> = { car: 40, motorcycle: 38, boat: 20, foot: 5 };

/** Minutes by road as far as a straight line can tell; never less than one, for getting under way. */
export function estimateMinutes(from: LatLng, to: LatLng, kind: UnitKind): number {
  const metres = distanceMetres(from, to) * DETOUR;
  return Math.max(1, (metres / 1000 / SPEED[kind]) * 60);
}
