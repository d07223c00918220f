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

/** One job of one unit, as stored. The time of a step is when it happened, not when we learned of it. */
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

/** Details sent with a step. */
export type StepDetails = { note?: string | undefined; disposition?: Disposition | undefined };

/**
 * Takes a step of the state table. Other jobs of the unit are not affected.
 * @param at when it happened
 * @throws AppError `units/assignment-changed` with the current status
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

/** The answer to a phone that was offline: the current status of the job, and since when. */
export function changed(job: Assignment): AppError {
  const since = job.endedAt ?? job.onSceneAt ?? job.enRouteAt ?? job.assignedAt;
  const incident = lostToWhoMoved(job.incidentId);
  return new AppError('units/assignment-changed', {
    params: { status: job.status, unit: job.callSign, since: since.toISOString(), version: job.version },
    lostTo: { subjects: [job.id, ...incident.subjects], actions: [...STEPS, ...incident.actions] },
  });
}

/** The same when the actor can no longer see the incident: only the status of the job and who ended it. */
export function lostJob({ id, status, since }: { id: string; status: AssignmentStatus; since: Date }): AppError {
  return new AppError('units/assignment-changed', {
    params: { status, since: since.toISOString() },
    lostTo: { subjects: [id], actions: STEPS },
  });
}

/**
 * When a step happened, as the phone reports it, but never before the job's last step and never in the future: phone
 * clocks may be wrong, and times that run backwards would falsify every interval.
 */
export function happenedBetween(claimed: Date | undefined, job: Assignment, now: Date): Date {
  if (claimed === undefined || claimed > now) return now;
  const last = job.onSceneAt ?? job.enRouteAt ?? job.assignedAt;
  return claimed < last ? last : claimed;
}

/** If a tap arrives later than this, both times are shown. */
const SHOWN_AFTER_MS = 60_000;

/** The time when something happened, if it differs enough from now to be shown as well. */
export function momentToShow(happenedAt: Date, now: Date): Date | undefined {
  return now.getTime() - happenedAt.getTime() >= SHOWN_AFTER_MS ? happenedAt : undefined;
}
