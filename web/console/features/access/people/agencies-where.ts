import type { Me } from '#contract/access';
import type { NamedAgency } from '#contract/incident';
import { type Permission, ROLES } from '#contract/permission';

/** Agencies in which the person has the permission, without duplicates, in the order of the memberships. */
export function agenciesWhere({ memberships }: Pick<Me, 'memberships'>, permission: Permission): NamedAgency[] {
  const may = memberships.filter(({ role }) => (ROLES[role] as readonly Permission[]).includes(permission));
  return [...new Map(may.map(({ agency }) => [agency.id, agency])).values()];
}
