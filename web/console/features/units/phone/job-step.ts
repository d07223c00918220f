import { ASSIGNMENT_ACTIONS, type AssignmentStatus, canStep } from '#contract/unit-status';
import type { NumberedEntry } from '../../../outbox/index.ts';

export type JobStep = 'en-route' | 'on-scene' | 'done';
const STEPS: readonly JobStep[] = ['en-route', 'on-scene', 'done'];

/** Where the job stands for the patrol: what they pressed counts at once, whether or not it has arrived. */
export function statusWith(status: AssignmentStatus, entries: readonly NumberedEntry[]): AssignmentStatus {
  let shown = status;
  for (const { about, refused } of entries) {
    const step = STEPS.find((one) => one === about.action);
    if (step && !refused && canStep(shown, step)) shown = ASSIGNMENT_ACTIONS[step].to;
  }
  return shown;
}

/** One button, and a smaller one where a step may be skipped: a patrol can be there before it said that it goes. */
export function stepsAfter(status: AssignmentStatus): { next: JobStep | null; other: JobStep | null } {
  if (status === 'assigned') return { next: 'en-route', other: 'on-scene' };
  if (status === 'en-route') return { next: 'on-scene', other: 'done' };
  return { next: status === 'on-scene' ? 'done' : null, other: null };
}

/** Which job is on the screen: the one asked for, else the one that was there; a new one never takes its place. */
export function jobOnScreen<Job extends { id: string }>(
  jobs: readonly Job[],
  asked: string | null,
  before: string | null,
): Job | undefined {
  return jobs.find(({ id }) => id === asked) ?? jobs.find(({ id }) => id === before) ?? jobs[0];
}
