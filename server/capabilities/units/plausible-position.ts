import { distanceMetres } from '#capabilities/jurisdiction';
import type { LatLng } from '#contract/position';
import { EXACT_WITHIN_METRES, type PositionDoubt } from '#contract/unit-position';

/** A position as measured by a phone, or as stored before. */
export type Measured = LatLng & { accuracyMetres: number | null; at: Date };

/** One phone's newest position, waiting to be written; `at` is the phone's own time. */
export type SentPosition = Measured & { personId: string; batteryPercent: number | null };

/**
 * `exact` corrects the ETA and is shown on the map; `vague` is shown as vague and corrects nothing; `ignored` is not
 * stored. The phone cannot fix any of it, so the answer says so instead of refusing the request.
 */
export type PositionUse = 'exact' | 'vague' | 'ignored';
export type Judged = { use: PositionUse; doubt: PositionDoubt | null };
/** The unit whose position it became, and how far it is believed. */
export type TakenPosition = { personId: string; unitId: string; callSign: string } & Judged;

/** 200 km/h. A faster jump comes from a cell tower position or from another phone. */
const FASTEST_METRES_PER_SECOND = 200 / 3.6;
/** An older position may be from before the unit was sent. */
const OLDEST_MS = 10 * 60_000;
/** With a clock this far ahead the time of the measurement is not reliable. */
const CLOCK_AHEAD_MS = 2 * 60_000;

/**
 * Judges a position before it is shown or used.
 * @param before the last stored position of the unit; a jump is doubted once and believed if the next position agrees
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

/** Compares the shortest distance it must have moved (given both accuracies) with the longest it can have driven. */
function isTooFast(before: Measured, position: Measured): boolean {
  const seconds = Math.max(1, (position.at.getTime() - before.at.getTime()) / 1000);
  const off = (before.accuracyMetres ?? EXACT_WITHIN_METRES) + (position.accuracyMetres ?? 0);
  return distanceMetres(before, position) - off > seconds * FASTEST_METRES_PER_SECOND;
}
