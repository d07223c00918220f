import { type Actor, agenciesWith } from '#capabilities/access';
import { isInSight, type Jurisdiction, sightOf } from '#capabilities/jurisdiction';
import type { Agency } from '#contract/jurisdiction';
import type { Permission } from '#contract/permission';
import { AppError } from '#platform/app-error';

type Tree = Pick<Jurisdiction, 'findAgency'>;

/** Branches of the tree in which the person may do this. */
export function branchesOf(tree: Tree, actor: Pick<Actor, 'memberships'>, permission: Permission): string[] {
  return agenciesWith(actor, permission).flatMap((id) => {
    const agency = tree.findAgency(id);
    return agency ? [sightOf(agency)] : [];
  });
}

export function reaches(tree: Tree, actor: Pick<Actor, 'memberships'>, permission: Permission, id: string): boolean {
  const agency = tree.findAgency(id);
  return !!agency && branchesOf(tree, actor, permission).some((branch) => isInSight(branch, agency.path));
}

/** @throws AppError `jurisdiction/agency-not-found`: elsewhere is answered like nowhere */
export function mustReach(tree: Tree, actor: Pick<Actor, 'memberships'>, permission: Permission, id: string): Agency {
  const agency = reaches(tree, actor, permission, id) ? tree.findAgency(id) : undefined;
  if (!agency) throw new AppError('jurisdiction/agency-not-found');
  return agency;
}
