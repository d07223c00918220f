import { distanceMetres } from '#capabilities/jurisdiction';
import type { LatLng } from '#contract/position';
import { EXACT_WITHIN_METRES, type PositionDoubt } from '#contract/unit-position';

/** A position as a phone says it, or as it was kept before. */
export type Measured = LatLng & { accuracyMetres: number | null; at: Date };

/**
 * `exact` corrects promises and stands on the map as it is; `vague` is shown as vague and tells nobody anything;
 * `ignored` is not kept at all. A phone can mend none of it, so it is told and not refused.
 */
export type PositionUse = 'exact' | 'vague' | 'ignored';
export type Judged = { use: PositionUse; doubt: PositionDoubt | null };

/** Faster moves no patrol on a road: 200 km/h. What seems to is a position from a mast, or of another telephone. */
const FASTEST_METRES_PER_SECOND = 200 / 3.6;
/** Older, it says where the unit was before it was sent. */
const OLDEST_MS = 10 * 60_000;
/** A clock this far ahead is wrong, and with it the time of the measurement. */
const CLOCK_AHEAD_MS = 2 * 60_000;

/**
 * Whether a position can be believed, before anything is told or shown by it.
 * @param before what was kept of the unit last; a jump is doubted once and believed when the next position agrees
 */
export function judgePosition(
  position: Measured,
  { before, isInThailand, now }: { before: Measured | undefined; isInThailand: boolean; now: Date },
): Judged {
  const age = now.getTime() - position.at.getTime();
  if (!isInThailand) return { use: 'ignored', doubt: 'outside-thailand' };
  if (age > OLDEST_MS) return { use: 'ignored', doubt: 'too-old' };
  if (age < -CLOCK_AHEAD_MS) return { use: 'vague', doubt: 'clock-ahead' };
  if (position.accuracyMetres === null) return { use: 'vague', doubt: 'no-accuracy' };
  if (position.accuracyMetres > EXACT_WITHIN_METRES) return { use: 'vague', doubt: 'too-vague' };
  if (before && isTooFast(before, position)) return { use: 'vague', doubt: 'too-fast' };
  return { use: 'exact', doubt: null };
}

/** The least it must have moved, by what both positions may be off, against the longest way it can have gone. */
function isTooFast(before: Measured, position: Measured): boolean {
  const seconds = Math.max(1, (position.at.getTime() - before.at.getTime()) / 1000);
  const off = (before.accuracyMetres ?? EXACT_WITHIN_METRES) + (position.accuracyMetres ?? 0);
  return distanceMetres(before, position) - off > seconds * FASTEST_METRES_PER_SECOND;
}
