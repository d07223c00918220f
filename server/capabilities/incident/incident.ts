import type { CancelReason, TIMELINE_KINDS } from '#contract/incident';
import {
  canChange,
  type Disposition,
  INCIDENT_ACTIONS,
  type IncidentAction,
  type IncidentStatus,
  isDuressUnseen,
  isOpen,
  isUnanswered,
  type Priority,
} from '#contract/incident-status';
import type { IncidentType } from '#contract/incident-type';
import type { AdministrativePlace } from '#contract/jurisdiction';
import { joinPlaceDetails } from '#contract/place-detail';
import type { LatLng } from '#contract/position';
import { AppError, type LostTo } from '#platform/app-error';

/** Who acted, as kept with the act. */
export type Person = { id: string; name: string };

export type Transfer = { toAgencyId: string; requestedAt: string; by: Person; reason: string };

/** An incident as it is kept: what is being handled, and by whom. Times are instants of the server's clock. */
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
  /** House number, lane, landmark, as people said or wrote them. */
  placeDetail: string | null;
  /** The words that came with the position it is shown at. */
  placeLabel: string | null;
  routing: { th: string; en: string };
  distanceMetres: number;
  /** Metres within which the place lies; null: nobody measured it. */
  accuracyMetres: number | null;
  openedAt: Date;
  /** Start of this round of alarm: opening, reopening, or arrival at another station. */
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
  /** Whom it leaves behind, as an officer said at the end. */
  hasVictims: boolean | null;
  hasChildren: boolean | null;
  reopenCount: number;
  cancelRequestedAt: Date | null;
  cancelReason: CancelReason | null;
  /** The reporter said "all fine" in the way that means the opposite. */
  duressAt: Date | null;
  /** An officer said that they saw the newest such answer. */
  duressSeenAt: Date | null;
  transfer: Transfer | null;
  pastAgencyIds: string[];
  mergedInto: string | null;
  statusBeforeMerge: IncidentStatus | null;
  lastReporterMessageAt: Date | null;
  hasDuplicateSuggestions: boolean;
  /** Nobody is in danger: a station practises. */
  isExercise: boolean;
  updatedAt: Date;
};

/** All that words say of where exactly it is: what people said, then what came with the pin. */
export function placeDetailOf({
  placeDetail,
  placeLabel,
}: Pick<Incident, 'placeDetail' | 'placeLabel'>): string | null {
  return joinPlaceDetails(placeDetail, placeLabel);
}

/** Where an incident belongs and why, as jurisdiction found it. */
export type Routing = Pick<
  Incident,
  'responsibleAgencyId' | 'place' | 'routing' | 'distanceMetres' | 'accuracyMetres'
> &
  LatLng;

/** A new incident. Silent ones come first in every queue: their reporter can't call again. */
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
    acknowledgedAt: null,
    acknowledgedBy: null,
    etaAt: null,
    unitName: null,
    enRouteAt: null,
    onSceneAt: null,
    resolvedAt: null,
    resolvedBy: null,
    closedAt: null,
    disposition: null,
    dispositionNote: null,
    hasVictims: null,
    hasChildren: null,
    reopenCount: 0,
    cancelRequestedAt: null,
    cancelReason: null,
    duressAt: null,
    duressSeenAt: null,
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
 * Takes the action's arrow in the state table.
 * @throws AppError `incident/already-acknowledged` (with who was first), `incident/change-not-allowed`
 */
function take(incident: Incident, action: IncidentAction): Pick<Incident, 'status'> {
  if (canChange(incident.status, action)) return { status: INCIDENT_ACTIONS[action].to };
  if (action === 'acknowledge' && isOpen(incident.status) && incident.acknowledgedBy) {
    const lostTo = { subjects: [incident.id], actions: ANSWERS };
    throw new AppError('incident/already-acknowledged', { params: { name: incident.acknowledgedBy.name }, lostTo });
  }
  throw notAllowed(incident, action);
}

const named = (...kinds: TimelineKind[]) => kinds.map((kind) => `incident/${kind}`);
/** Whatever an officer does first to an unanswered incident answers it. */
const ANSWERS = named('acknowledged', 'taken-over', 'unit-assigned', 'en-route', 'on-scene', 'resolved');
/** What may have brought it into the state it is in. */
const BROUGHT_BY: Record<IncidentStatus, readonly string[]> = {
  open: named('reopened', 'transfer-accepted', 'unmerged', 'cancel-withdrawn'),
  reopened: named('reopened', 'cancel-withdrawn'),
  acknowledged: named('acknowledged', 'taken-over', 'unmerged', 'cancel-withdrawn'),
  'unit-assigned': named('unit-assigned', 'unmerged', 'cancel-withdrawn'),
  'en-route': named('en-route', 'unmerged', 'cancel-withdrawn'),
  'on-scene': named('on-scene', 'unmerged', 'cancel-withdrawn'),
  resolved: named('resolved'),
  closed: named('closed'),
  cancelled: named('cancelled'),
  merged: named('merged'),
};
type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** The state no longer allows it, because of what somebody did before: they are named when it is answered. */
export function notAllowed({ id, status }: Pick<Incident, 'id' | 'status'>, action: string): AppError {
  const actions = action === 'duress-seen' ? [...named('duress-seen'), ...BROUGHT_BY[status]] : BROUGHT_BY[status];
  return new AppError('incident/change-not-allowed', {
    params: { status, action },
    lostTo: { subjects: [id], actions },
  });
}

/** Who has just ended it, moved it or made it one with another: of several incidents, the last that was done to any. */
export function lostToWhoMoved(...ids: string[]): LostTo {
  const actions = ['closed', 'cancelled', 'resolved', 'merged', 'unmerged', 'reopened', 'taken-over'] as const;
  return { subjects: ids, actions: named(...actions, 'transfer-accepted', 'transfer-declined', 'transfer-requested') };
}

/** Any act of an officer on an unanswered incident also answers it: a human has it. */
function answered(incident: Incident, by: Person, now: Date): Pick<Incident, 'acknowledgedAt' | 'acknowledgedBy'> {
  if (incident.acknowledgedAt && !isUnanswered(incident.status)) {
    return { acknowledgedAt: incident.acknowledgedAt, acknowledgedBy: incident.acknowledgedBy };
  }
  return { acknowledgedAt: now, acknowledgedBy: by };
}

export function etaFrom(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

/** @param etaMinutes null: a human has it, but no time is promised */
export function acknowledge(incident: Incident, by: Person, etaMinutes: number | null, now: Date): Incident {
  return {
    ...incident,
    ...take(incident, 'acknowledge'),
    ...answered(incident, by, now),
    etaAt: etaMinutes === null ? null : etaFrom(now, etaMinutes),
  };
}

/** Somebody promised to be there and has not arrived. */
function isOnTheWay({ status }: Pick<Incident, 'status'>): boolean {
  return ['acknowledged', 'unit-assigned', 'en-route'].includes(status);
}

/** The promised time has come and nobody said that they are there. */
export function isEtaPassed(incident: Pick<Incident, 'status' | 'etaAt'>, now: Date): boolean {
  return incident.etaAt !== null && incident.etaAt <= now && isOnTheWay(incident);
}

/** A new promise replaces the old one; only while somebody is still on the way. */
export function changeEta(incident: Incident, etaMinutes: number, now: Date): Incident {
  if (!isOnTheWay(incident)) {
    throw notAllowed(incident, 'eta');
  }
  return { ...incident, etaAt: etaFrom(now, etaMinutes) };
}

type Step = { by: Person; etaMinutes?: number | undefined; now: Date };

export function assignUnit(incident: Incident, unitName: string, { by, etaMinutes, now }: Step): Incident {
  const etaAt = etaMinutes ? etaFrom(now, etaMinutes) : incident.etaAt;
  return { ...incident, ...take(incident, 'assign'), ...answered(incident, by, now), unitName, etaAt };
}

export function markEnRoute(incident: Incident, { by, etaMinutes, now }: Step): Incident {
  const etaAt = etaMinutes ? etaFrom(now, etaMinutes) : incident.etaAt;
  return { ...incident, ...take(incident, 'en-route'), ...answered(incident, by, now), enRouteAt: now, etaAt };
}

export function markOnScene(incident: Incident, { by, now }: Step): Incident {
  return { ...incident, ...take(incident, 'on-scene'), ...answered(incident, by, now), onSceneAt: now, etaAt: null };
}

export function resolve(
  incident: Incident,
  disposition: Disposition,
  note: string | null,
  by: Person,
  now: Date,
): Incident {
  // Whatever came of a practice, it is none of the counted outcomes.
  const result = incident.isExercise ? 'test' : disposition;
  const outcome = { disposition: result, dispositionNote: note, resolvedAt: now, resolvedBy: by };
  return {
    ...incident,
    ...take(incident, 'resolve'),
    ...answered(incident, by, now),
    ...outcome,
    etaAt: null,
    transfer: null,
  };
}

/** A practice is over, answered or not: nobody's act, so nobody is named. */
export function endExercise(incident: Incident, now: Date): Incident {
  const ended = { status: 'closed', disposition: 'test', resolvedAt: now, closedAt: now } as const;
  return { ...incident, ...ended, etaAt: null, transfer: null };
}

/**
 * Closing ends the matter. "False report" blames somebody, so it needs a second person (DV Act s.5 protects reporters
 * in good faith). @throws AppError `incident/second-person-needed`
 */
export function close(incident: Incident, by: Person, now: Date): Incident {
  const closed = { ...incident, ...take(incident, 'close'), closedAt: now };
  if (incident.disposition === 'false-report' && incident.resolvedBy?.id === by.id) {
    throw new AppError('incident/second-person-needed');
  }
  return closed;
}

/** Help did not come, or it began again: the alarm rings anew and louder, and the reopening is counted. */
export function reopen(incident: Incident, now: Date): Incident {
  return {
    ...incident,
    ...take(incident, 'reopen'),
    priority: 'critical',
    alertedAt: now,
    acknowledgedAt: null,
    acknowledgedBy: null,
    etaAt: null,
    unitName: null,
    enRouteAt: null,
    onSceneAt: null,
    resolvedAt: null,
    resolvedBy: null,
    closedAt: null,
    disposition: null,
    dispositionNote: null,
    cancelRequestedAt: null,
    cancelReason: null,
    duressAt: null,
    duressSeenAt: null,
    reopenCount: incident.reopenCount + 1,
  };
}

/** The reporter asks to stop. Whoever holds the phone can do that, so a human decides; the alarm goes on. */
export function requestCancel(incident: Incident, reason: CancelReason, now: Date): Incident {
  // After a forced "all fine" whoever holds the phone may go on pressing: it changes nothing.
  if (incident.duressAt) return incident;
  return { ...incident, cancelRequestedAt: now, cancelReason: reason };
}

/** "No, keep helping": from now on nobody may end it for the reporter. */
export function withdrawCancel(incident: Incident): Incident {
  return { ...incident, cancelRequestedAt: null, cancelReason: null };
}

/**
 * "All fine" in the way that means the opposite: whoever stands beside them is to believe it. From now on nobody may
 * end it for the reporter, and no call and no siren may give them away.
 */
export function noteDuress(incident: Incident, now: Date): Incident {
  return {
    ...incident,
    duressAt: incident.duressAt ?? now,
    // Said again, it rings again.
    duressSeenAt: null,
    silent: true,
    priority: 'critical',
    cancelRequestedAt: null,
    cancelReason: null,
  };
}

/**
 * A person says that they saw it: only then the consoles fall silent, whatever was acknowledged before.
 * @throws AppError `incident/change-not-allowed` when there is none, or a colleague has said so
 */
export function seeDuress(incident: Incident, now: Date): Incident {
  if (!isDuressUnseen(incident)) {
    throw notAllowed(incident, 'duress-seen');
  }
  return { ...incident, duressSeenAt: now };
}

/** A question that nobody answered is no silence: somebody may be unable to. */
export function raiseForSilence(incident: Incident): Incident {
  return { ...incident, priority: 'critical' };
}

/**
 * An officer ends it after the reporter asked to.
 * @throws AppError `incident/cancelled-under-duress`, `incident/change-not-allowed` when nobody asked
 */
export function cancel(incident: Incident): Incident {
  if (incident.duressAt) throw new AppError('incident/cancelled-under-duress');
  if (!incident.cancelRequestedAt) {
    throw notAllowed(incident, 'cancel');
  }
  return { ...incident, ...take(incident, 'cancel'), etaAt: null, transfer: null };
}
