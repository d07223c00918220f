import type { IncidentToAlert } from '#capabilities/incident';
import type { AlertKind } from '#contract/alerting';
import { isUnanswered } from '#contract/incident-status';
import type { Reason } from './store-runs.ts';

type ExecutedStep = { step: number; repeat: number };

/** Repeats of the last rung after which reporters are told again: they are not woken for each. */
const TOLD_EACH = 5;

/** The incident itself says that this round has nothing to climb for any more, whoever forgot to say so. */
export function isRunOver(
  { reason, beganAt }: { reason: Reason; beganAt: Date },
  { status, etaAt }: Pick<IncidentToAlert, 'status' | 'etaAt'>,
): boolean {
  if (reason === 'unanswered') return !isUnanswered(status);
  const isOnTheWay = ['acknowledged', 'unit-assigned', 'en-route'].includes(status);
  // A promise made after this round began is a new one.
  return !isOnTheWay || etaAt === null || etaAt > beganAt;
}

export function alertKindOf(
  reason: Reason,
  { step, repeat }: ExecutedStep,
  incident: Pick<IncidentToAlert, 'reopenCount'>,
): AlertKind {
  if (reason === 'eta-passed') return 'eta-passed';
  if (step > 0 || repeat > 0) return step === 1 && repeat === 0 ? 'again' : 'called';
  return incident.reopenCount > 0 ? 'reopened' : 'new';
}

/**
 * Whether the reporters hear of it. Of the first rung the opening has told them; of a promise that passed, its passing.
 */
export function needsReporterUpdate(reason: Reason, { step, repeat }: ExecutedStep, steps: number): boolean {
  if (reason === 'eta-passed' || step === 0) return false;
  return repeat === 0 || (step === steps - 1 && repeat % TOLD_EACH === 0);
}
