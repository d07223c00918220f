import { z } from 'zod';

/** What a person may be allowed to do. The application reasons in permissions, never in roles. */
export const PERMISSIONS = [
  /** Incidents that concern the agencies of one's branch of the tree. */
  'incident:view',
  /** Incidents one was sent to oneself, and no others. */
  'incident:view-assigned',
  /** Incidents one was invited to until a date, masked. */
  'incident:view-invited',
  /** The exact place, and words that may name it: labels, chat, notes. Without it the subdistrict is shown. */
  'incident:view-place',
  /** The reporter's phone, of incidents for which one's own branch answers. */
  'incident:view-phone',
  /** Have one masked field shown, with a reason that is recorded. */
  'incident:unmask',
  'incident:acknowledge',
  'incident:assign',
  'incident:progress',
  'incident:resolve',
  'incident:close',
  'incident:reopen',
  'incident:transfer',
  'incident:merge',
  'incident:message',
  'incident:invite-guest',
  /** Say that a colleague must not know of an incident, and take it back. */
  'incident:mark-conflict',
  /** Take the list of ended incidents home as a table: numbers and times, no place and no person. */
  'incident:export',
  /** Who looked at an incident of one's branch, and what of it is unusual. */
  'audit:view',
  /** Take an incident of one's branch over from a station that does not answer. */
  'incident:take-over',
  /** Call further stations to an incident; one of them leads. */
  'incident:involve',
  /** Keep what protects the next patrol at this place: weapons, children, a person in frenzy. */
  'incident:note-safety',
  /** Type in what somebody reports by telephone. */
  'report:take-by-phone',
  /** Work off the list of people to be called back. */
  'report:call-back',
  'report:view-unfinished',
  'report:view-phone',
  'case:view',
  'agency:view',
  'agency:set-readiness',
  /** Who is on duty in one's branch, gaps, and which stations are ready. */
  'duty:view',
  /** Rosters, swaps and sick leave of one's branch. */
  'duty:manage',
  /** Check in and out oneself. */
  'duty:serve',
  /** Begin an exercise: an incident that is none, marked everywhere. */
  'duty:exercise',
  'escalation-policy:view',
  'escalation-policy:edit',
  /** Station groups in LINE and gateways to radio or SMS. */
  'alerting:manage',
  'unit:view',
  /** Units, their members and what they are doing. */
  'unit:manage',
  /** One's own unit: what it does, and where it is while it is sent. */
  'unit:serve',
  'unit:view-positions',
  /** Ended incidents with a victim or a child, for the centre that cares for them afterwards. */
  'hand-over:view',
  /** The people of one's branch: who serves where, who is invited. */
  'account:view',
  /** Invite, disable, hand out new-password links, within one's branch. */
  'account:manage',
  'system-alert:view',
  'system-alert:resolve',
] as const;
export const permissionSchema = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof permissionSchema>;

/** Any of these opens an incident's page; which incidents, is decided for each one. */
export const VIEW_AN_INCIDENT = [
  'incident:view',
  'incident:view-assigned',
  'incident:view-invited',
] as const satisfies Permission[];

const WATCH = [
  'incident:view',
  'incident:view-place',
  'incident:unmask',
  'agency:view',
] as const satisfies Permission[];
const HANDLE = [
  ...WATCH,
  'incident:acknowledge',
  'incident:assign',
  'incident:progress',
  'incident:resolve',
  'incident:close',
  'incident:reopen',
  'incident:transfer',
  'incident:merge',
  'incident:message',
  'agency:set-readiness',
  'incident:involve',
  'incident:note-safety',
  'duty:view',
  'duty:serve',
  'escalation-policy:view',
  'unit:view',
  'unit:manage',
  'unit:view-positions',
] as const satisfies Permission[];
const SUPERVISE = [
  'incident:invite-guest',
  'incident:mark-conflict',
  'incident:export',
  'audit:view',
  'duty:exercise',
] as const satisfies Permission[];
/** Answers for a branch: plans who serves and how they are reached. */
const COMMAND = ['duty:manage', 'alerting:manage', 'hand-over:view'] as const satisfies Permission[];
/** Sits where calls come in, day and night. */
const ANSWER_CALLS = ['report:view-phone', 'report:take-by-phone', 'report:call-back'] as const satisfies Permission[];

/**
 * Roles are named sets of permissions, held by a person in one agency. A table written out by hand in
 * `permission.test.ts` says the same once more, so that no role gains a right by accident.
 */
export const ROLES = {
  'duty-officer': [...HANDLE, 'incident:view-phone', 'unit:serve'],
  patrol: [
    ...(['incident:view-assigned', 'incident:view-phone', 'incident:progress', 'incident:note-safety'] as const),
    ...(['agency:view', 'duty:serve', 'unit:serve'] as const),
  ],
  superintendent: [...HANDLE, ...SUPERVISE, ...COMMAND],
  'centre-191': [
    ...[...HANDLE, ...SUPERVISE, ...ANSWER_CALLS],
    ...(['incident:view-phone', 'incident:take-over', 'report:view-unfinished'] as const),
  ],
  'province-commander': [
    ...[...HANDLE, ...SUPERVISE, ...COMMAND],
    ...(['incident:take-over', 'escalation-policy:edit', 'report:view-unfinished'] as const),
  ],
  caseworker: ['incident:view-invited', 'case:view', 'agency:view', 'hand-over:view'],
  'provincial-social-office': ['incident:view-invited', 'case:view', 'agency:view', 'hand-over:view'],
  'national-desk': [
    ...[...HANDLE, ...SUPERVISE, ...ANSWER_CALLS],
    ...(['incident:take-over', 'escalation-policy:edit', 'hand-over:view'] as const),
    ...(['report:view-unfinished', 'system-alert:view'] as const),
  ],
  'eef-officer': ['agency:view'],
  /** Plans with numbers and areas: no incident and no person. */
  analyst: ['agency:view'],
  'outreach-officer': ['agency:view'],
  /** Multidisciplinary team (hospital, school, lawyer, psychologist). */
  guest: ['incident:view-invited'],
  administrator: ['agency:view', 'account:view', 'account:manage', 'system-alert:view', 'system-alert:resolve'],
} as const satisfies Record<string, readonly Permission[]>;

export const roleSchema = z.enum(Object.keys(ROLES) as [keyof typeof ROLES]);
export type Role = keyof typeof ROLES;
