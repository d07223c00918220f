import { distanceMetres } from '#capabilities/jurisdiction';
import type { LatLng } from '#contract/position';
import type { UnitKind } from '#contract/unit-status';

/**
 * Roads are longer than the straight line: 1.417 times, the mean of 66,647 routes to hospitals in the United States
 * (Boscoe, Henry, Zdeb: The Professional Geographer 64, 2012). No such figure is published for Thailand.
 */
export const DETOUR = 1.417;

/** Mean speed of a whole journey in km/h: our assumption, better replaced by a routing service (OSRM) or measurements. */
const SPEED: Record<UnitKind, number> = { car: 40, motorcycle: 38, boat: 20, foot: 5 };

/** Minutes by road, estimated from the straight line; at least one, for setting out. */
export function estimateMinutes(from: LatLng, to: LatLng, kind: UnitKind): number {
  const metres = distanceMetres(from, to) * DETOUR;
  return Math.max(1, (metres / 1000 / SPEED[kind]) * 60);
}
