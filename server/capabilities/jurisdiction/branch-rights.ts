import { type Actor, agenciesWith } from '#capabilities/access';
import type { Permission } from '#contract/permission';
import { isInBranch, visibilityOf } from './agency.ts';
import type { Jurisdiction } from './jurisdiction.ts';

type Tree = Pick<Jurisdiction, 'getAgency'>;
type Rights = Pick<Actor, 'memberships' | 'permissions'>;

/** Whether the person holds the permission in an agency that is one of these or above one of them. */
export function mayFor(tree: Tree, actor: Rights, permission: Permission, agencyIds: string[]): boolean {
  return seesAny(tree, visibleBranches(tree, agenciesWith(actor, permission)), agencyIds);
}

/** The branches in which the person has the permission. An agency that is no longer registered gives access to nothing. */
export function branchesWith(
  tree: Pick<Jurisdiction, 'findAgency'>,
  actor: Pick<Actor, 'memberships'>,
  permission: Permission,
): string[] {
  return agenciesWith(actor, permission).flatMap((id) => {
    const agency = tree.findAgency(id);
    return agency ? [visibilityOf(agency)] : [];
  });
}

/** The branches of the agency tree visible to somebody who serves in these agencies. */
export function visibleBranches(tree: Tree, agencyIds: string[]): string[] {
  return [...new Set(agencyIds.map((id) => visibilityOf(tree.getAgency(id))))];
}

/** Whether one of the agencies lies in one of the branches. */
function seesAny(tree: Tree, branches: string[], agencyIds: string[]): boolean {
  return agencyIds.some((id) => branches.some((branch) => isInBranch(branch, tree.getAgency(id).path)));
}
