import { ROLES, type Role } from '#contract/permission';

type Colleague = { id: string; name: string; memberships: readonly { agencyId: string; role: Role }[] };

/** Whether somebody may be planned in an agency: they have a role there with `duty:serve`. */
export function servesIn({ memberships }: Pick<Colleague, 'memberships'>, agencyId: string): boolean {
  return memberships.some((membership) => membership.agencyId === agencyId && serves(membership.role));
}

function serves(role: Role): boolean {
  return (ROLES[role] as readonly string[]).includes('duty:serve');
}
