import type { Actor } from '#capabilities/access';
import { branchesWith, isInBranch, type Jurisdiction } from '#capabilities/jurisdiction';
import type { Agency } from '#contract/jurisdiction';
import type { Permission } from '#contract/permission';
import { AppError } from '#platform/app-error';

type Tree = Pick<Jurisdiction, 'findAgency'>;

export function isInScope(tree: Tree, actor: Pick<Actor, 'memberships'>, permission: Permission, id: string): boolean {
  const agency = tree.findAgency(id);
  return !!agency && branchesWith(tree, actor, permission).some((branch) => isInBranch(branch, agency.path));
}

/** @throws AppError `jurisdiction/agency-not-found`, the same for an agency out of scope as for one that does not exist */
export function mustBeInScope(
  tree: Tree,
  actor: Pick<Actor, 'memberships'>,
  permission: Permission,
  id: string,
): Agency {
  const agency = isInScope(tree, actor, permission, id) ? tree.findAgency(id) : undefined;
  if (!agency) throw new AppError('jurisdiction/agency-not-found');
  return agency;
}
