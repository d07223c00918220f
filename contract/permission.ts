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
  'report:view-unfinished',
  'report:view-phone',
  'case:view',
  'agency:view',
  'agency:set-readiness',
  /** The people of one's branch: who serves where, who is invited. */
  'account:view',
  /** Invite, disable, hand out new-password links, within one's branch. */
  'account:manage',
  'operator:view-alarms',
  'operator:settle-alarms',
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
] as const satisfies Permission[];
const SUPERVISE = [
  'incident:invite-guest',
  'incident:mark-conflict',
  'incident:export',
  'audit:view',
] as const satisfies Permission[];

/**
 * Roles are named sets of permissions, held by a person in one agency. A table written out by hand in
 * `permission.test.ts` says the same once more, so that no role gains a right by accident.
 */
export const ROLES = {
  'duty-officer': [...HANDLE, 'incident:view-phone'],
  patrol: ['incident:view-assigned', 'incident:view-phone', 'incident:progress', 'agency:view'],
  superintendent: [...HANDLE, ...SUPERVISE],
  'centre-191': [...HANDLE, ...SUPERVISE, 'incident:view-phone', 'report:view-unfinished', 'report:view-phone'],
  'province-commander': [...HANDLE, ...SUPERVISE, 'report:view-unfinished'],
  caseworker: ['incident:view-invited', 'case:view', 'agency:view'],
  'provincial-social-office': ['incident:view-invited', 'case:view', 'agency:view'],
  'national-desk': [...HANDLE, ...SUPERVISE, 'report:view-unfinished', 'report:view-phone', 'operator:view-alarms'],
  'eef-officer': ['agency:view'],
  /** Plans with numbers and areas: no incident and no person. */
  analyst: ['agency:view'],
  'outreach-officer': ['agency:view'],
  /** Multidisciplinary team (hospital, school, lawyer, psychologist). */
  guest: ['incident:view-invited'],
  administrator: ['agency:view', 'account:view', 'account:manage', 'operator:view-alarms', 'operator:settle-alarms'],
} as const satisfies Record<string, readonly Permission[]>;

export const roleSchema = z.enum(Object.keys(ROLES) as [keyof typeof ROLES]);
export type Role = keyof typeof ROLES;
