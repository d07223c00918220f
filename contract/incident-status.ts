import type { Permission } from './permission.ts';

/** Every status of an incident, in the order of the work. */
export const INCIDENT_STATUSES = [
  'open',
  'reopened',
  'acknowledged',
  'unit-assigned',
  'en-route',
  'on-scene',
  'resolved',
  'closed',
  'cancelled',
  'merged',
] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

const UNANSWERED = ['open', 'reopened'] as const;
/** Somebody has answered and nobody has arrived yet: an ETA may hold, pass and be corrected. */
export const ON_THE_WAY = ['acknowledged', 'unit-assigned', 'en-route'] as const;
const IN_WORK = [...ON_THE_WAY, 'on-scene'] as const;
const UNITS_AT_WORK = ['unit-assigned', 'en-route', 'on-scene'] as const;

type Change = { from: readonly IncidentStatus[]; to: IncidentStatus; permission: Permission };

/**
 * The whole state machine. Steps may be skipped forwards, because an officer can be on scene at once; the
 * only way back is `reopen`. The server's guard and the console's buttons both read this table.
 */
export const INCIDENT_ACTIONS = {
  acknowledge: { from: UNANSWERED, to: 'acknowledged', permission: 'incident:acknowledge' },
  assign: { from: [...UNANSWERED, 'acknowledged'], to: 'unit-assigned', permission: 'incident:assign' },
  'en-route': {
    from: [...UNANSWERED, 'acknowledged', 'unit-assigned'],
    to: 'en-route',
    permission: 'incident:progress',
  },
  'on-scene': {
    from: [...UNANSWERED, ...ON_THE_WAY],
    to: 'on-scene',
    permission: 'incident:progress',
  },
  resolve: { from: [...UNANSWERED, ...IN_WORK], to: 'resolved', permission: 'incident:resolve' },
  close: { from: ['resolved'], to: 'closed', permission: 'incident:close' },
  reopen: { from: ['resolved', 'closed', 'cancelled'], to: 'reopened', permission: 'incident:reopen' },
  cancel: { from: [...UNANSWERED, ...IN_WORK], to: 'cancelled', permission: 'incident:resolve' },
  merge: { from: [...UNANSWERED, ...IN_WORK], to: 'merged', permission: 'incident:merge' },
} as const satisfies Record<string, Change>;

export type IncidentAction = keyof typeof INCIDENT_ACTIONS;

/** Actions the status allows; permissions are checked in addition. */
export function allowedActions(status: IncidentStatus): IncidentAction[] {
  return (Object.keys(INCIDENT_ACTIONS) as IncidentAction[]).filter((action) => canChange(status, action));
}

export function canChange(status: IncidentStatus, action: IncidentAction): boolean {
  return (INCIDENT_ACTIONS[action].from as readonly IncidentStatus[]).includes(status);
}

/** The reporter signalled duress, and no officer has confirmed seeing it: the alarm rings, whoever is responsible. */
export function isDuressUnseen(incident: {
  status: IncidentStatus;
  duressAt: unknown;
  duressSeenAt: unknown;
}): boolean {
  return isOpen(incident.status) && incident.duressAt !== null && incident.duressSeenAt === null;
}

/** Nobody has answered yet: the alarm rings. */
export function isUnanswered(status: IncidentStatus): boolean {
  return (UNANSWERED as readonly IncidentStatus[]).includes(status);
}

/** @see ON_THE_WAY */
export function isOnTheWay(status: IncidentStatus): boolean {
  return (ON_THE_WAY as readonly IncidentStatus[]).includes(status);
}

/** A unit was sent and has not left again. */
export function hasUnitsAtWork(status: IncidentStatus): boolean {
  return (UNITS_AT_WORK as readonly IncidentStatus[]).includes(status);
}

/** Somebody still has to act: it belongs in the queue. */
export function isOpen(status: IncidentStatus): boolean {
  return isUnanswered(status) || (IN_WORK as readonly IncidentStatus[]).includes(status);
}

/** The outcome of the work. `unfounded` is a mistake in good faith; only a confirmed finding makes it `false-report`. */
export const DISPOSITIONS = [
  'handled',
  'handed-to-care',
  'arrest',
  'gone-on-arrival',
  'unfounded',
  'false-report',
  'test',
  'duplicate',
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** `critical`: silent, or reopened because help did not come. The queue is sorted by it. */
export const PRIORITIES = ['critical', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];
