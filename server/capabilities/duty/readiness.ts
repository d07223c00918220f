import type { Readiness } from '#contract/jurisdiction';

export type ReadinessFacts = {
  peopleOnDuty: number;
  /** The readiness the station declared, and when. */
  declaredReadiness: 'ready' | 'nobody-on-duty' | null;
  declaredAt: Date | null;
  /** When duty last changed hands: the latest begin of a shift or check-in, or the latest check-out. */
  changedAt: Date | null;
  /** The last heartbeat that is answered or due failed. */
  heartbeatFailed: boolean;
};

/** A station without a roster that declares "ready" is believed for a long shift at most. */
const DECLARATION_VALID_MS = 12 * 3_600_000;

/**
 * Whether a station with a roster here gets alerts. What it declared is valid until duty changes hands, because the next
 * shift has not declared it. Declaring "ready" proves presence, so a failed heartbeat no longer counts.
 */
export function readinessOf(facts: ReadinessFacts, now: Date): Readiness {
  const declaredReadiness = validDeclaration(facts, now);
  if (declaredReadiness === 'nobody-on-duty') return declaredReadiness;
  if (facts.peopleOnDuty === 0 && declaredReadiness !== 'ready') return 'nobody-on-duty';
  return facts.heartbeatFailed && declaredReadiness !== 'ready' ? 'no-heartbeat' : 'ready';
}

function validDeclaration(
  { declaredReadiness, declaredAt, changedAt }: ReadinessFacts,
  now: Date,
): ReadinessFacts['declaredReadiness'] {
  if (!declaredReadiness || !declaredAt) return null;
  if (changedAt && changedAt > declaredAt) return null;
  return declaredReadiness === 'ready' && now.getTime() - declaredAt.getTime() >= DECLARATION_VALID_MS
    ? null
    : declaredReadiness;
}
