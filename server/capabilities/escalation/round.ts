import type { HeldIncident } from '#capabilities/incident';
import type { AlertKind } from '#contract/alerting';
import { isUnanswered } from '#contract/incident-status';
import type { Reason } from './store-climbs.ts';

type Rung = { rung: number; repeat: number };

/** Repeats of the last rung after which reporters are told again: they are not woken for each. */
const TOLD_EACH = 5;

/** The incident itself says that this round has nothing to climb for any more, whoever forgot to say so. */
export function isRoundOver(
  { reason, beganAt }: { reason: Reason; beganAt: Date },
  { status, etaAt }: Pick<HeldIncident, 'status' | 'etaAt'>,
): boolean {
  if (reason === 'unanswered') return !isUnanswered(status);
  const isOnTheWay = ['acknowledged', 'unit-assigned', 'en-route'].includes(status);
  // A promise made after this round began is a new one.
  return !isOnTheWay || etaAt === null || etaAt > beganAt;
}

export function alertKindOf(
  reason: Reason,
  { rung, repeat }: Rung,
  incident: Pick<HeldIncident, 'reopenCount'>,
): AlertKind {
  if (reason === 'eta-passed') return 'eta-passed';
  if (rung > 0 || repeat > 0) return rung === 1 && repeat === 0 ? 'again' : 'called';
  return incident.reopenCount > 0 ? 'reopened' : 'new';
}

/**
 * Whether the reporters hear of it. Of the first rung the opening has told them; of a promise that passed, its passing.
 */
export function owesReporters(reason: Reason, { rung, repeat }: Rung, rungs: number): boolean {
  if (reason === 'eta-passed' || rung === 0) return false;
  return repeat === 0 || (rung === rungs - 1 && repeat % TOLD_EACH === 0);
}
