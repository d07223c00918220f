import { type Actor, agenciesWith } from '#capabilities/access';
import { isInBranch, type Jurisdiction, visibilityOf } from '#capabilities/jurisdiction';
import type { Permission } from '#contract/permission';
import type { Involvement } from './store/involvement-rows.ts';

type Tree = Pick<Jurisdiction, 'getAgency'>;
type Rights = Pick<Actor, 'memberships' | 'permissions'>;

/** How one incident stands to one person: what is decided from, beside their rights. */
export type AccessFacts = {
  responsibleAgencyId: string;
  /** Every agency it concerns, the responsible one among them. */
  agencyIds: string[];
  /** The person was sent to it. */
  isAssigned: boolean;
  /** The person's invitation to it is in force. */
  isInvited: boolean;
  /** The person must not know of it. */
  isConflicted: boolean;
};

/** What of an incident a person is shown. */
export type Visibility = { place: 'exact' | 'subdistrict'; phone: 'shown' | 'masked' };

/** What this person sees of the incident; undefined when it is not theirs to see, which is answered like not there. */
export function incidentVisibilityOf(tree: Tree, actor: Rights, accessFacts: AccessFacts): Visibility | undefined {
  if (accessFacts.isConflicted) return undefined;
  const { agencyIds, isAssigned, isInvited } = accessFacts;
  const isSent = isAssigned && actor.permissions.has('incident:view-assigned');
  const isGuest = isInvited && actor.permissions.has('incident:view-invited');
  if (!mayFor(tree, actor, 'incident:view', agencyIds) && !isSent && !isGuest) return undefined;
  return {
    // Who is sent there is told where, whatever else they may see.
    place: isSent || mayFor(tree, actor, 'incident:view-place', agencyIds) ? 'exact' : 'subdistrict',
    phone: mayFor(tree, actor, 'incident:view-phone', [accessFacts.responsibleAgencyId]) ? 'shown' : 'masked',
  };
}

/** What an agency that helps may do, beside seeing it: a called one may answer, a supporting one works on it. */
const JOINING_MAY: Partial<Record<Involvement['role'], readonly Permission[]>> = {
  called: ['incident:acknowledge'],
  supporting: ['incident:progress', 'incident:message', 'incident:note-safety'],
};

/** The agency, beside the responsible one, for which the person may do this to the incident; undefined: none. */
export function helpingAgencyFor(
  tree: Tree,
  actor: Rights,
  permission: Permission,
  involvements: Pick<Involvement, 'agencyId' | 'role'>[],
): string | undefined {
  return involvements.find(
    ({ agencyId, role }) => JOINING_MAY[role]?.includes(permission) && mayFor(tree, actor, permission, [agencyId]),
  )?.agencyId;
}

/** Whether the person holds the permission in an agency whose branch of the tree holds one of these. */
export function mayFor(tree: Tree, actor: Rights, permission: Permission, agencyIds: string[]): boolean {
  return seesAny(tree, visibleBranches(tree, agenciesWith(actor, permission)), agencyIds);
}

/** Whether an officer can be sent for the agencies that `serves` knows: to somebody else it would say nothing. */
export function mayBeSent(officer: Rights, serves: (agencyId: string) => boolean): boolean {
  const watching = [...agenciesWith(officer, 'incident:view-assigned'), ...agenciesWith(officer, 'incident:view')];
  return watching.some(serves);
}

/** The branches of the agency tree that somebody serving in these agencies sees. */
export function visibleBranches(tree: Tree, agencyIds: string[]): string[] {
  return [...new Set(agencyIds.map((id) => visibilityOf(tree.getAgency(id))))];
}

/** Whether one of the branches holds one of the agencies. */
export function seesAny(tree: Tree, sights: string[], agencyIds: string[]): boolean {
  return agencyIds.some((id) => sights.some((sight) => isInBranch(sight, tree.getAgency(id).path)));
}
