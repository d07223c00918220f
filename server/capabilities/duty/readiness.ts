import type { Readiness } from '#contract/jurisdiction';

export type ReadinessFacts = {
  peopleOnDuty: number;
  /** What the station itself said, and when. */
  declaredReadiness: 'ready' | 'nobody-on-duty' | null;
  declaredAt: Date | null;
  /** When duty last changed hands there. */
  changedAt: Date | null;
  /** Nobody answered the last daily question that is decided. */
  heartbeatFailed: boolean;
};

/** A station that says "ready" without a roster is believed no longer than a long shift. */
const WORD_HOLDS_MS = 12 * 3_600_000;

/**
 * Whether alerts go to a station that keeps duty here. Its own word stands until duty changes hands: whoever comes next
 * has not said it. Somebody who says "ready" was there, so that a missed question counts no more.
 */
export function readinessOf(facts: ReadinessFacts, now: Date): Readiness {
  const declaredReadiness = standingWord(facts, now);
  if (declaredReadiness === 'nobody-on-duty') return declaredReadiness;
  if (facts.peopleOnDuty === 0 && declaredReadiness !== 'ready') return 'nobody-on-duty';
  return facts.heartbeatFailed && declaredReadiness !== 'ready' ? 'no-heartbeat' : 'ready';
}

function standingWord(
  { declaredReadiness, declaredAt, changedAt }: ReadinessFacts,
  now: Date,
): ReadinessFacts['declaredReadiness'] {
  if (!declaredReadiness || !declaredAt) return null;
  if (changedAt && changedAt > declaredAt) return null;
  return declaredReadiness === 'ready' && now.getTime() - declaredAt.getTime() >= WORD_HOLDS_MS
    ? null
    : declaredReadiness;
}
