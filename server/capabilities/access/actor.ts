import { type Permission, ROLES, type Role } from '#contract/permission';
import { isInForce, isRole, type Membership, type ThaiDate } from './membership.ts';
import type { ProofFacts } from './session-rules.ts';

/** Someone signed in, with what they may do today. */
export type Actor = {
  userId: string;
  name: string;
  /** Network address the request came from, for the audit. */
  from: string;
  sessionId: string;
  memberships: readonly { agencyId: string; role: Role }[];
  /** Everything they may do somewhere; where, `agenciesWith` says. */
  permissions: ReadonlySet<Permission>;
  /** Of someone whose role requires a second factor and who has not used one: they may do nothing but enrol it. */
  secondFactorNeeded?: boolean;
  /** Proved who they are within the last minutes, as sensitive acts require. */
  recentlyProved?: boolean;
  session?: ProofFacts & { endsAt: Date };
};

/** Only memberships in force count, so a person whose service ended may still sign in but is permitted nothing. */
export function toActor(
  person: Pick<Actor, 'userId' | 'name' | 'from' | 'sessionId'>,
  served: Membership[],
  today: ThaiDate,
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

/** True when the person may do this somewhere. Whether also here is a question of area: see `agenciesWith`. */
export function permits(actor: Actor, permission: Permission): boolean {
  return actor.permissions.has(permission);
}

/** The agencies in which the person may do this, each once; what lies below them in the tree is theirs as well. */
export function agenciesWith(actor: Pick<Actor, 'memberships'>, permission: Permission): string[] {
  const agencies = actor.memberships.filter(({ role }) => permissionsOf(role).includes(permission));
  return [...new Set(agencies.map(({ agencyId }) => agencyId))];
}

function permissionsOf(role: Role): readonly Permission[] {
  return ROLES[role];
}
