import type { Actor } from '#capabilities/access';
import type { CancelReason, IncidentSummary, TIMELINE_KINDS } from '#contract/incident';
import {
  canChange,
  type Disposition,
  INCIDENT_ACTIONS,
  type IncidentAction,
  type IncidentStatus,
  isDuressUnseen,
  isOnTheWay,
  isOpen,
  isUnanswered,
  type Priority,
} from '#contract/incident-status';
import type { IncidentType } from '#contract/incident-type';
import type { AdministrativePlace } from '#contract/jurisdiction';
import { joinPlaceDetails } from '#contract/place-detail';
import type { LatLng } from '#contract/position';
import { AppError, type LostTo } from '#platform/app-error';

/** Who acted, as stored with the action. */
export type Person = { id: string; name: string };

/** An officer as stored with their action. */
export function personOf(actor: Pick<Actor, 'userId' | 'name'>): Person {
  return { id: actor.userId, name: actor.name };
}

export type Transfer = { toAgencyId: string; requestedAt: string; by: Person; reason: string };

/** An incident: what is being handled, and by whom. Times are the server's. */
export type Incident = {
  id: string;
  code: string;
  version: number;
  type: IncidentType;
  status: IncidentStatus;
  priority: Priority;
  silent: boolean;
  responsibleAgencyId: string;
  lat: number;
  lng: number;
  place: AdministrativePlace;
  /** House number, lane or landmark, as people said or wrote it. */
  placeDetail: string | null;
  /** The label that came with the current position. */
  placeLabel: string | null;
  routing: { th: string; en: string };
  distanceMetres: number;
  /** Accuracy of the position in metres; null if it was not measured. */
  accuracyMetres: number | null;
  openedAt: Date;
  /** Start of the current alarm: opening, reopening, or transfer to another station. */
  alertedAt: Date;
  acknowledgedAt: Date | null;
  acknowledgedBy: Person | null;
  etaAt: Date | null;
  unitName: string | null;
  enRouteAt: Date | null;
  onSceneAt: Date | null;
  resolvedAt: Date | null;
  resolvedBy: Person | null;
  closedAt: Date | null;
  disposition: Disposition | null;
  dispositionNote: string | null;
  /** People who need care afterwards, as the officer who ended it answered. */
  hasVictims: boolean | null;
  hasChildren: boolean | null;
  /** When it was handed over for aftercare; once, until it is reopened. */
  handedOverAt: Date | null;
  reopenCount: number;
  cancelRequestedAt: Date | null;
  cancelReason: CancelReason | null;
  /** The reporter said "all fine" in the way that means the opposite (duress). */
  duressAt: Date | null;
  /** An officer confirmed that they saw the latest duress signal. */
  duressSeenAt: Date | null;
  transfer: Transfer | null;
  pastAgencyIds: string[];
  mergedInto: string | null;
  statusBeforeMerge: IncidentStatus | null;
  lastReporterMessageAt: Date | null;
  hasDuplicateSuggestions: boolean;
  /** An exercise: nobody is in danger. */
  isExercise: boolean;
  updatedAt: Date;
};

/** What the queue shows of an incident; a board of a thousand reads nothing else. */
export const QUEUED_FIELDS = [
  ...(['id', 'code', 'version', 'type', 'status', 'priority', 'silent', 'isExercise', 'updatedAt'] as const),
  ...(['responsibleAgencyId', 'transfer', 'unitName', 'hasDuplicateSuggestions', 'lastReporterMessageAt'] as const),
  ...(['lat', 'lng', 'place', 'placeDetail', 'placeLabel', 'distanceMetres', 'accuracyMetres'] as const),
  ...(['alertedAt', 'acknowledgedAt', 'acknowledgedBy', 'etaAt'] as const),
  ...(['cancelRequestedAt', 'duressAt', 'duressSeenAt'] as const),
] satisfies (keyof Incident)[];
export type QueuedIncident = Pick<Incident, (typeof QUEUED_FIELDS)[number]>;

/** The same with what its row counts. */
export type CountedIncident = QueuedIncident & Pick<IncidentSummary, 'reporterCount' | 'calledAgencyIds'>;

/** All text about the exact place: first what people said, then the label of the pin. */
export function placeDetailOf({
  placeDetail,
  placeLabel,
}: Pick<Incident, 'placeDetail' | 'placeLabel'>): string | null {
  return joinPlaceDetails(placeDetail, placeLabel);
}

/** Where an incident belongs and why, as determined by jurisdiction. */
export type Routing = Pick<
  Incident,
  'responsibleAgencyId' | 'place' | 'routing' | 'distanceMetres' | 'accuracyMetres'
> &
  LatLng;

/** With this an alarm begins, also one that rings again: nobody has answered it. */
export const NOT_ANSWERED = {
  acknowledgedAt: null,
  acknowledgedBy: null,
  etaAt: null,
  unitName: null,
  enRouteAt: null,
  onSceneAt: null,
} as const;
/** It has no outcome, and its reporter neither asked to cancel nor signalled duress. */
const NOT_ENDED = {
  resolvedAt: null,
  resolvedBy: null,
  closedAt: null,
  disposition: null,
  dispositionNote: null,
  handedOverAt: null,
  cancelRequestedAt: null,
  cancelReason: null,
  duressAt: null,
  duressSeenAt: null,
} as const;

/** A new incident. Silent ones come first in every queue, because their reporter can't call again. */
export function openIncident(
  report: {
    id: string;
    code: string;
    type: IncidentType;
    silent: boolean;
    openedAt: Date;
    isExercise?: boolean;
  } & Partial<Pick<Incident, 'placeDetail' | 'placeLabel'>>,
  routing: Routing,
  now: Date,
): Incident {
  return {
    ...report,
    ...routing,
    version: 1,
    status: 'open',
    priority: report.silent ? 'critical' : 'urgent',
    alertedAt: now,
    ...NOT_ANSWERED,
    ...NOT_ENDED,
    hasVictims: null,
    hasChildren: null,
    reopenCount: 0,
    transfer: null,
    pastAgencyIds: [],
    mergedInto: null,
    statusBeforeMerge: null,
    lastReporterMessageAt: null,
    hasDuplicateSuggestions: false,
    isExercise: report.isExercise ?? false,
    placeDetail: report.placeDetail ?? null,
    placeLabel: report.placeLabel ?? null,
    updatedAt: now,
  };
}

/**
 * The status after the action, by the state table.
 * @throws AppError `incident/already-acknowledged` (with who was first), `incident/change-not-allowed`
 */
function nextStatus(incident: Incident, action: IncidentAction): Pick<Incident, 'status'> {
  if (canChange(incident.status, action)) return { status: INCIDENT_ACTIONS[action].to };
  if (action === 'acknowledge' && isOpen(incident.status) && incident.acknowledgedBy) {
    const lostTo = { subjects: [incident.id], actions: ANSWERING_ACTIONS };
    throw new AppError('incident/already-acknowledged', { params: { name: incident.acknowledgedBy.name }, lostTo });
  }
  throw notAllowed(incident, action);
}

const auditActions = (...kinds: TimelineKind[]) => kinds.map((kind) => `incident/${kind}`);
/** An officer's first action on an unanswered incident also answers it. */
const ANSWERING_ACTIONS = auditActions(
  'acknowledged',
  'taken-over',
  'unit-assigned',
  'en-route',
  'on-scene',
  'resolved',
);
/** The actions that may have led to each status. */
const ACTIONS_LEADING_TO: Record<IncidentStatus, readonly string[]> = {
  open: auditActions('reopened', 'transfer-accepted', 'unmerged', 'cancel-withdrawn'),
  reopened: auditActions('reopened', 'cancel-withdrawn'),
  acknowledged: auditActions('acknowledged', 'taken-over', 'unmerged', 'cancel-withdrawn'),
  'unit-assigned': auditActions('unit-assigned', 'unmerged', 'cancel-withdrawn'),
  'en-route': auditActions('en-route', 'unmerged', 'cancel-withdrawn'),
  'on-scene': auditActions('on-scene', 'unmerged', 'cancel-withdrawn'),
  resolved: auditActions('resolved'),
  closed: auditActions('closed'),
  cancelled: auditActions('cancelled'),
  merged: auditActions('merged'),
};
type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** The status no longer allows the action, because of what somebody did before; the answer names them. */
export function notAllowed({ id, status }: Pick<Incident, 'id' | 'status'>, action: string): AppError {
  const actions =
    action === 'duress-seen'
      ? [...auditActions('duress-seen'), ...ACTIONS_LEADING_TO[status]]
      : ACTIONS_LEADING_TO[status];
  return new AppError('incident/change-not-allowed', {
    params: { status, action },
    lostTo: { subjects: [id], actions },
  });
}

/** Names who has just ended, moved or merged one of these incidents: the latest such action. */
export function lostToWhoMoved(...ids: string[]): LostTo {
  const actions = ['closed', 'cancelled', 'resolved', 'merged', 'unmerged', 'reopened', 'taken-over'] as const;
  return {
    subjects: ids,
    actions: auditActions(...actions, 'transfer-accepted', 'transfer-declined', 'transfer-requested'),
  };
}

/** An officer's action on an unanswered incident also acknowledges it. */
function answered(incident: Incident, by: Person, now: Date): Pick<Incident, 'acknowledgedAt' | 'acknowledgedBy'> {
  if (incident.acknowledgedAt && !isUnanswered(incident.status)) {
    return { acknowledgedAt: incident.acknowledgedAt, acknowledgedBy: incident.acknowledgedBy };
  }
  return { acknowledgedAt: now, acknowledgedBy: by };
}

export function etaFrom(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

/** @param etaMinutes null: acknowledged without an ETA */
export function acknowledge(incident: Incident, by: Person, etaMinutes: number | null, now: Date): Incident {
  return {
    ...incident,
    ...nextStatus(incident, 'acknowledge'),
    ...answered(incident, by, now),
    etaAt: etaMinutes === null ? null : etaFrom(now, etaMinutes),
  };
}

/** The ETA has passed and nobody has reported arrival. */
export function isEtaPassed(incident: Pick<Incident, 'status' | 'etaAt'>, now: Date): boolean {
  return incident.etaAt !== null && incident.etaAt <= now && isOnTheWay(incident.status);
}

/** A new ETA replaces the old one, as long as somebody is still on the way. */
export function changeEta(incident: Incident, etaMinutes: number, now: Date): Incident {
  if (!isOnTheWay(incident.status)) {
    throw notAllowed(incident, 'eta');
  }
  return { ...incident, etaAt: etaFrom(now, etaMinutes) };
}

type Step = { by: Person; etaMinutes?: number | undefined; now: Date };

export function assignUnit(incident: Incident, unitName: string, { by, etaMinutes, now }: Step): Incident {
  const etaAt = etaMinutes ? etaFrom(now, etaMinutes) : incident.etaAt;
  return { ...incident, ...nextStatus(incident, 'assign'), ...answered(incident, by, now), unitName, etaAt };
}

export function markEnRoute(incident: Incident, { by, etaMinutes, now }: Step): Incident {
  const etaAt = etaMinutes ? etaFrom(now, etaMinutes) : incident.etaAt;
  return { ...incident, ...nextStatus(incident, 'en-route'), ...answered(incident, by, now), enRouteAt: now, etaAt };
}

export function markOnScene(incident: Incident, { by, now }: Step): Incident {
  return {
    ...incident,
    ...nextStatus(incident, 'on-scene'),
    ...answered(incident, by, now),
    onSceneAt: now,
    etaAt: null,
  };
}

/**
 * "False report" accuses the reporter and is no officer's word alone: a finding says it (`fairness/`).
 * @throws AppError `incident/false-report-needs-finding`, `incident/change-not-allowed`
 */
export function resolve(
  incident: Incident,
  disposition: Disposition,
  note: string | null,
  by: Person,
  now: Date,
): Incident {
  if (disposition === 'false-report') throw new AppError('incident/false-report-needs-finding');
  // An exercise must not count among the real outcomes.
  const result = incident.isExercise ? 'test' : disposition;
  const outcome = { disposition: result, dispositionNote: note, resolvedAt: now, resolvedBy: by };
  return {
    ...incident,
    ...nextStatus(incident, 'resolve'),
    ...answered(incident, by, now),
    ...outcome,
    etaAt: null,
    transfer: null,
  };
}

/** An exercise is over, answered or not. The system ends it, so nobody is named. */
export function endExercise(incident: Incident, now: Date): Incident {
  const ended = { status: 'closed', disposition: 'test', resolvedAt: now, closedAt: now } as const;
  return { ...incident, ...ended, etaAt: null, transfer: null };
}

/** Closing ends the incident. */
export function close(incident: Incident, now: Date): Incident {
  return { ...incident, ...nextStatus(incident, 'close'), closedAt: now };
}

/** A finding was confirmed: it was reported by somebody who knew better. */
export function markFalse(incident: Incident): Incident {
  return { ...incident, disposition: 'false-report' };
}

/** The finding no longer holds: again nothing was found, and nobody is accused. */
export function unmarkFalse(incident: Incident): Incident {
  return incident.disposition === 'false-report' ? { ...incident, disposition: 'unfounded' } : incident;
}

/**
 * Help did not come, or the danger returned: the alarm rings again with critical priority, and the reopening is
 * counted.
 */
export function reopen(incident: Incident, now: Date): Incident {
  return {
    ...incident,
    ...nextStatus(incident, 'reopen'),
    priority: 'critical',
    alertedAt: now,
    ...NOT_ANSWERED,
    ...NOT_ENDED,
    reopenCount: incident.reopenCount + 1,
  };
}

/** The reporter asks to cancel. Anybody with the phone can do that, so an officer decides and the alarm continues. */
export function requestCancel(incident: Incident, reason: CancelReason, now: Date): Incident {
  // After a duress signal the attacker may press cancel again: that changes nothing.
  if (incident.duressAt) return incident;
  return { ...incident, cancelRequestedAt: now, cancelReason: reason };
}

/** "No, keep helping": from now on nobody may cancel it on the reporter's behalf. */
export function withdrawCancel(incident: Incident): Incident {
  return { ...incident, cancelRequestedAt: null, cancelReason: null };
}

/**
 * "All fine" in the way that means the opposite, said so that an attacker believes it. From now on nobody may cancel it
 * on the reporter's behalf, and no call or siren may give the reporter away.
 */
export function noteDuress(incident: Incident, now: Date): Incident {
  return {
    ...incident,
    duressAt: incident.duressAt ?? now,
    // A repeated signal rings again.
    duressSeenAt: null,
    silent: true,
    priority: 'critical',
    cancelRequestedAt: null,
    cancelReason: null,
  };
}

/**
 * A person confirms that they saw the duress signal. Only that stops the alarm, even if the incident was acknowledged
 * before.
 * @throws AppError `incident/change-not-allowed` if there is none, or a colleague has already confirmed it
 */
export function seeDuress(incident: Incident, now: Date): Incident {
  if (!isDuressUnseen(incident)) {
    throw notAllowed(incident, 'duress-seen');
  }
  return { ...incident, duressSeenAt: now };
}

/** An unanswered question makes the incident critical: the reporter may be unable to answer. */
export function raiseForUnansweredQuestion(incident: Incident): Incident {
  return { ...incident, priority: 'critical' };
}

/**
 * An officer cancels it after the reporter asked to.
 * @throws AppError `incident/cancelled-under-duress`, `incident/change-not-allowed` if the reporter did not ask
 */
export function cancel(incident: Incident): Incident {
  if (incident.duressAt) throw new AppError('incident/cancelled-under-duress');
  if (!incident.cancelRequestedAt) {
    throw notAllowed(incident, 'cancel');
  }
  return { ...incident, ...nextStatus(incident, 'cancel'), etaAt: null, transfer: null };
}
