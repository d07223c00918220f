import { isVague } from '#contract/position';

/** Nearer together than this, the reporter would read numbers instead of being helped. */
const TELL_AGAIN_AFTER_MS = 2 * 60_000;
/** Smaller differences are noise of traffic lights and of the estimate itself. */
const WORTH_TELLING_MINUTES = 3;
const WORTH_TELLING_SHARE = 0.25;
/** A position older than this says nothing about now. */
const FRESH_FOR_MS = 60_000;
/** The promise's own limits, as an officer may give it. */
const LONGEST_MINUTES = 240;

/**
 * Whether a promise may follow the distance to this place. To one that is known only as an area (a typed tambon, ± 4 km)
 * the way is reckoned to its middle, where the reporter need not be: whoever drives there knows better what is left.
 */
export function canEstimateEtaTo(place: { accuracyMetres: number | null }): boolean {
  return !isVague(place.accuracyMetres);
}

type Promised = {
  /** What the reporter was told last; null: no time. */
  etaAt: Date | null;
  /** When it was last corrected by position. */
  notifiedAt: Date | null;
  /** When the position was measured. */
  measuredAt: Date;
  /** From there to the place. */
  minutes: number;
};

/**
 * Minutes to promise anew, or undefined to leave it: only when the difference is at least three minutes and a quarter
 * of what was left, and at most every two minutes. A promise that is over or was never given is corrected alike.
 */
export function correctedMinutes({ etaAt, notifiedAt, measuredAt, minutes }: Promised, now: Date): number | undefined {
  if (now.getTime() - measuredAt.getTime() > FRESH_FOR_MS) return undefined;
  if (notifiedAt && now.getTime() - notifiedAt.getTime() < TELL_AGAIN_AFTER_MS) return undefined;
  const asked = Math.min(LONGEST_MINUTES, Math.max(1, Math.ceil(minutes)));
  if (etaAt === null) return asked;
  const left = (etaAt.getTime() - now.getTime()) / 60_000;
  const difference = Math.abs(minutes - left);
  const isWorthIt = difference >= WORTH_TELLING_MINUTES && difference >= WORTH_TELLING_SHARE * Math.max(0, left);
  return isWorthIt ? asked : undefined;
}
