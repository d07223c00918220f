import type { TFunction } from 'i18next';
import { roleSchema } from '#contract/permission';

/** A role in words. One that this page does not know yet (a newer server) is shown by its name. */
export function formatRole(role: string, t: TFunction): string {
  const known = roleSchema.safeParse(role);
  return known.success ? t(`access.role.${known.data}`) : role;
}
