import { type Actor, agenciesWith } from '#capabilities/access';
import { type Jurisdiction, mayFor } from '#capabilities/jurisdiction';
import type { Permission } from '#contract/permission';
import type { Involvement } from '../record/store/involvement-rows.ts';

type Tree = Pick<Jurisdiction, 'getAgency'>;
type Rights = Pick<Actor, 'memberships' | 'permissions'>;

/** The facts about one incident and one person that, with their rights, decide what the person may see. */
export type AccessFacts = {
  responsibleAgencyId: string;
  /** Every involved agency, including the responsible one. */
  agencyIds: string[];
  /** The person was sent to it. */
  isAssigned: boolean;
  /** The person's invitation to it is in force. */
  isInvited: boolean;
  /** The incident is withheld from the person. */
  isConflicted: boolean;
};

/** How much of an incident a person may see. */
export type Visibility = { place: 'exact' | 'subdistrict'; phone: 'shown' | 'masked' };

/**
 * What this person may see of the incident; undefined if nothing, which is answered like an incident that does not
 * exist.
 */
export function incidentVisibilityOf(tree: Tree, actor: Rights, accessFacts: AccessFacts): Visibility | undefined {
  if (accessFacts.isConflicted) return undefined;
  const { agencyIds, isAssigned, isInvited } = accessFacts;
  const isSent = isAssigned && actor.permissions.has('incident:view-assigned');
  const isGuest = isInvited && actor.permissions.has('incident:view-invited');
  if (!mayFor(tree, actor, 'incident:view', agencyIds) && !isSent && !isGuest) return undefined;
  return {
    // Whoever is sent there must know the place, whatever their other rights.
    place: isSent || mayFor(tree, actor, 'incident:view-place', agencyIds) ? 'exact' : 'subdistrict',
    phone: mayFor(tree, actor, 'incident:view-phone', [accessFacts.responsibleAgencyId]) ? 'shown' : 'masked',
  };
}

/** What a helping agency may do besides viewing: a called one may answer, a supporting one works on it. */
const PERMISSIONS_OF_ROLE: Partial<Record<Involvement['role'], readonly Permission[]>> = {
  called: ['incident:acknowledge'],
  supporting: ['incident:progress', 'incident:message', 'incident:note-safety'],
};

/** The agency, other than the responsible one, for which the person may do this; undefined if there is none. */
export function helpingAgencyFor(
  tree: Tree,
  actor: Rights,
  permission: Permission,
  involvements: Pick<Involvement, 'agencyId' | 'role'>[],
): string | undefined {
  return involvements.find(
    ({ agencyId, role }) =>
      PERMISSIONS_OF_ROLE[role]?.includes(permission) && mayFor(tree, actor, permission, [agencyId]),
  )?.agencyId;
}

/** Whether an officer can be sent for the agencies that `serves` accepts; others would not see the incident. */
export function mayBeSent(officer: Rights, serves: (agencyId: string) => boolean): boolean {
  const watching = [...agenciesWith(officer, 'incident:view-assigned'), ...agenciesWith(officer, 'incident:view')];
  return watching.some(serves);
}
