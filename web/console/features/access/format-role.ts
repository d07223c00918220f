import type { TFunction } from 'i18next';
import { roleSchema } from '#contract/permission';

/** The name of a role. A role unknown to this page (of a newer server) is shown by its code. */
export function formatRole(role: string, t: TFunction): string {
  const known = roleSchema.safeParse(role);
  return known.success ? t(`access.role.${known.data}`) : role;
}
