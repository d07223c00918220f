import type { IncidentToAlert } from '#capabilities/incident';
import type { AlertKind } from '#contract/alert-kind';
import { isOnTheWay, isUnanswered } from '#contract/incident-status';
import type { Reason } from './store-runs.ts';

type ExecutedStep = { step: number; repeat: number };

/** Reporters are told of every fifth repeat of the last step only. */
const UPDATE_EVERY = 5;

/** Whether the incident's own state makes the run obsolete, even if no event stopped it. */
export function isRunOver(
  { reason, beganAt }: { reason: Reason; beganAt: Date },
  { status, etaAt }: Pick<IncidentToAlert, 'status' | 'etaAt'>,
): boolean {
  if (reason === 'unanswered') return !isUnanswered(status);
  // An ETA given after this run began is a new one.
  return !isOnTheWay(status) || etaAt === null || etaAt > beganAt;
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

/** Whether reporters are told of a step. The first step is part of the opening message, a passed ETA has its own message. */
export function needsReporterUpdate(reason: Reason, { step, repeat }: ExecutedStep, steps: number): boolean {
  if (reason === 'eta-passed' || step === 0) return false;
  return repeat === 0 || (step === steps - 1 && repeat % UPDATE_EVERY === 0);
}
