import { ASSIGNMENT_ACTIONS, type AssignmentStatus, canStep } from '#contract/unit-status';
import type { NumberedEntry } from '../../../outbox/index.ts';

export type JobStep = 'en-route' | 'on-scene' | 'done';
const STEPS: readonly JobStep[] = ['en-route', 'on-scene', 'done'];

/** The status as the patrol sees it: pressed steps count at once, before the server has them. */
export function statusWith(status: AssignmentStatus, entries: readonly NumberedEntry[]): AssignmentStatus {
  let shown = status;
  for (const { about, refused } of entries) {
    const step = STEPS.find((one) => one === about.action);
    if (step && !refused && canStep(shown, step)) shown = ASSIGNMENT_ACTIONS[step].to;
  }
  return shown;
}

/** The next step, and a second one if a step may be skipped: a patrol may arrive before it reported leaving. */
export function stepsAfter(status: AssignmentStatus): { next: JobStep | null; other: JobStep | null } {
  if (status === 'assigned') return { next: 'en-route', other: 'on-scene' };
  if (status === 'en-route') return { next: 'on-scene', other: 'done' };
  return { next: status === 'on-scene' ? 'done' : null, other: null };
}

/** The job to show: the requested one, otherwise the one shown before; a new one never replaces it. */
export function jobOnScreen<Job extends { id: string }>(
  jobs: readonly Job[],
  asked: string | null,
  before: string | null,
): Job | undefined {
  return jobs.find(({ id }) => id === asked) ?? jobs.find(({ id }) => id === before) ?? jobs[0];
}
