import { z } from 'zod';

/** What a person may be allowed to do. The application reasons in permissions, never in roles. */
export const PERMISSIONS = [
  'incident:view',
  'incident:acknowledge',
  'incident:assign',
  'incident:progress',
  'incident:resolve',
  'incident:close',
  'incident:reopen',
  'incident:transfer',
  'incident:merge',
  'incident:message',
  'report:view-unfinished',
  'agency:view',
  'agency:set-readiness',
  'account:view',
  'account:manage',
  'operator:view-alarms',
  'operator:settle-alarms',
] as const;
export const permissionSchema = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof permissionSchema>;

const WATCH = ['incident:view', 'agency:view'] as const satisfies Permission[];
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

/** Roles are named sets of permissions, held by a person in one agency. */
export const ROLES = {
  'duty-officer': HANDLE,
  superintendent: HANDLE,
  'centre-191': [...HANDLE, 'report:view-unfinished'],
  'province-commander': [...HANDLE, 'report:view-unfinished'],
  'national-desk': [...HANDLE, 'report:view-unfinished', 'operator:view-alarms'],
  administrator: ['agency:view', 'account:view', 'account:manage', 'operator:view-alarms', 'operator:settle-alarms'],
} as const satisfies Record<string, readonly Permission[]>;

export const roleSchema = z.enum(Object.keys(ROLES) as [keyof typeof ROLES]);
export type Role = keyof typeof ROLES;
