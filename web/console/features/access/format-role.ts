import type { TFunction } from 'i18next';
import { ROLES, type Role } from '#contract/permission';

/** The name of a role. A role unknown to this page (of a newer server) is shown by its code. */
export function formatRole(role: string, t: TFunction): string {
  return Object.hasOwn(ROLES, role) ? t(`access.role.${role as Role}`) : role;
}
