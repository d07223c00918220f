import { type Permission, ROLES, type Role } from '#contract/permission';
import type { ThaiDay } from '#contract/thai-day';
import { isInForce, isRole, type Membership } from './membership.ts';
import type { ProofFacts } from './session-rules.ts';

/** A person who acts, with what they may do today. */
export type Actor = {
  userId: string;
  name: string;
  /** Network address the request came from, for the audit. */
  from: string;
  sessionId: string;
  memberships: readonly { agencyId: string; role: Role }[];
  /** Everything they may do in at least one agency; `agenciesWith` lists in which. */
  permissions: ReadonlySet<Permission>;
  /** True when the role requires a second factor that was not used: then they may do nothing but enrol one. */
  secondFactorNeeded?: boolean;
  /** True when they proved who they are within the last minutes, as sensitive actions require. */
  recentlyProved?: boolean;
  session?: ProofFacts & { endsAt: Date };
};

/** Only memberships in force count: a person whose service has ended may still sign in, but has no permissions. */
export function toActor(
  person: Pick<Actor, 'userId' | 'name' | 'from' | 'sessionId'>,
  served: Membership[],
  today: ThaiDay,
): Actor {
  const memberships = served.flatMap((membership) =>
    isRole(membership.role) && isInForce(membership, today)
      ? [{ agencyId: membership.agencyId, role: membership.role }]
      : [],
  );
  const permissions = new Set(memberships.flatMap(({ role }) => permissionsOf(role)));
  const { userId, name, from, sessionId } = person;
  return { userId, name, from, sessionId, memberships, permissions };
}

/** True when the person may do this in at least one agency. For a given place, see `agenciesWith`. */
export function permits(actor: Actor, permission: Permission): boolean {
  return actor.permissions.has(permission);
}

/** The agencies in which the person may do this, without duplicates. The permission also covers agencies below them. */
export function agenciesWith(actor: Pick<Actor, 'memberships'>, permission: Permission): string[] {
  const agencies = actor.memberships.filter(({ role }) => permissionsOf(role).includes(permission));
  return [...new Set(agencies.map(({ agencyId }) => agencyId))];
}

function permissionsOf(role: Role): readonly Permission[] {
  return ROLES[role];
}
