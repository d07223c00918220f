import { isVague } from '#contract/vague-place';

/** More frequent corrections would only trouble the reporter. */
const CORRECT_AGAIN_AFTER_MS = 2 * 60_000;
/** Smaller differences are noise: traffic lights, and the estimate itself. */
const MINIMUM_MINUTES = 3;
const MINIMUM_SHARE = 0.25;
/** A position older than this says nothing about now. */
const FRESH_FOR_MS = 60_000;
/** The same limits as for an ETA given by an officer. */
const LONGEST_MINUTES = 240;

/**
 * Whether the ETA may follow the distance to this place. For an area (a typed subdistrict, ± 4 km) the route would lead
 * to its centre, where the reporter may not be; the crew knows better.
 */
export function canEstimateEtaTo(place: { accuracyMetres: number | null }): boolean {
  return !isVague(place.accuracyMetres);
}

type EtaFacts = {
  /** The ETA last sent to the reporter; null: none. */
  etaAt: Date | null;
  /** When it was last corrected from a position. */
  notifiedAt: Date | null;
  /** When the position was measured. */
  measuredAt: Date;
  /** Travel time from that position to the place. */
  minutes: number;
};

/**
 * The corrected ETA in minutes, or undefined to leave it: only if the difference is at least three minutes and a quarter
 * of the remaining time, and at most every two minutes. An ETA that has passed or was never given is replaced too.
 */
export function correctedMinutes({ etaAt, notifiedAt, measuredAt, minutes }: EtaFacts, now: Date): number | undefined {
  if (now.getTime() - measuredAt.getTime() > FRESH_FOR_MS) return undefined;
  if (notifiedAt && now.getTime() - notifiedAt.getTime() < CORRECT_AGAIN_AFTER_MS) return undefined;
  const asked = Math.min(LONGEST_MINUTES, Math.max(1, Math.ceil(minutes)));
  if (etaAt === null) return asked;
  const left = (etaAt.getTime() - now.getTime()) / 60_000;
  const difference = Math.abs(minutes - left);
  const isWorthIt = difference >= MINIMUM_MINUTES && difference >= MINIMUM_SHARE * Math.max(0, left);
  return isWorthIt ? asked : undefined;
}
