import { lostToWhoMoved } from '#capabilities/incident';
import type { Disposition } from '#contract/incident-status';
import {
  ASSIGNMENT_ACTIONS,
  type AssignmentAction,
  type AssignmentStatus,
  canStep,
  isOpenAssignment,
  type UnitKind,
} from '#contract/unit-status';
import { AppError } from '#platform/app-error';

/** One job of one unit, as it is kept. Times are instants; those of steps are when it happened. */
export type Assignment = {
  id: string;
  unitId: string;
  incidentId: string;
  callSign: string;
  kind: UnitKind;
  status: AssignmentStatus;
  isQueued: boolean;
  version: number;
  byPersonId: string;
  assignedAt: Date;
  enRouteAt: Date | null;
  onSceneAt: Date | null;
  endedAt: Date | null;
  etaAt: Date | null;
  etaNotifiedAt: Date | null;
  note: string | null;
  disposition: Disposition | null;
  updatedAt: Date;
};

/** What came with a step. */
export type StepDetails = { note?: string | undefined; disposition?: Disposition | undefined };

/**
 * Takes a step of the state table, for this job alone.
 * @param at when it happened
 * @throws AppError `units/assignment-changed` with what is true now
 */
export function takeStep(
  job: Assignment,
  action: AssignmentAction,
  { at, now, etaAt, note, disposition }: { at: Date; now: Date; etaAt?: Date | null } & StepDetails,
): Assignment {
  if (!canStep(job.status, action)) throw changed(job);
  const status = ASSIGNMENT_ACTIONS[action].to;
  const isOver = !isOpenAssignment(status);
  return {
    ...job,
    status,
    version: job.version + 1,
    isQueued: isOver ? false : job.isQueued,
    enRouteAt: action === 'en-route' ? at : job.enRouteAt,
    onSceneAt: action === 'on-scene' ? at : job.onSceneAt,
    endedAt: isOver ? at : null,
    etaAt: action === 'en-route' ? (etaAt ?? job.etaAt) : null,
    note: note ?? job.note,
    disposition: disposition ?? job.disposition,
    updatedAt: now,
  };
}

const STEPS = ['units/en-route', 'units/on-scene', 'units/done', 'units/withdrawn'];

/** What a phone that was away is told: what the job is now, and since when. */
export function changed(job: Assignment): AppError {
  const since = job.endedAt ?? job.onSceneAt ?? job.enRouteAt ?? job.assignedAt;
  const incident = lostToWhoMoved(job.incidentId);
  return new AppError('units/assignment-changed', {
    params: { status: job.status, unit: job.callSign, since: since.toISOString(), version: job.version },
    lostTo: { subjects: [job.id, ...incident.subjects], actions: [...STEPS, ...incident.actions] },
  });
}

/** The same for a job whose incident is no longer theirs to see: how it stands or ended, and who ended it. */
export function lostJob({ id, status, since }: { id: string; status: AssignmentStatus; since: Date }): AppError {
  return new AppError('units/assignment-changed', {
    params: { status, since: since.toISOString() },
    lostTo: { subjects: [id], actions: STEPS },
  });
}

/**
 * When a step happened, by the phone's word: never before the job's last step and never in the future, because phones'
 * clocks go wrong and times that run backwards would make every interval a lie.
 */
export function happenedBetween(claimed: Date | undefined, job: Assignment, now: Date): Date {
  if (claimed === undefined || claimed > now) return now;
  const last = job.onSceneAt ?? job.enRouteAt ?? job.assignedAt;
  return claimed < last ? last : claimed;
}

/** Later than this between a tap and its arrival here, both times are shown. */
const SHOWN_AFTER_MS = 60_000;

/** When something happened, where that is worth showing beside when we heard of it. */
export function momentToShow(happenedAt: Date, now: Date): Date | undefined {
  return now.getTime() - happenedAt.getTime() >= SHOWN_AFTER_MS ? happenedAt : undefined;
}
