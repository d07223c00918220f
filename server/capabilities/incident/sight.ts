import { isInSight, type Jurisdiction, sightOf } from '#capabilities/jurisdiction';

type Tree = Pick<Jurisdiction, 'getAgency'>;

/** The branches of the agency tree that somebody serving in these agencies sees. */
export function sightsFrom(tree: Tree, agencyIds: string[]): string[] {
  return [...new Set(agencyIds.map((id) => sightOf(tree.getAgency(id))))];
}

/** Whether one of the branches holds one of the agencies. */
export function seesAny(tree: Tree, sights: string[], agencyIds: string[]): boolean {
  return agencyIds.some((id) => sights.some((sight) => isInSight(sight, tree.getAgency(id).path)));
}

/** Audiences of a live item: every branch of the tree from which one of the agencies is seen. */
export function audiencesOf(tree: Tree, agencyIds: string[]): string[] {
  const branches = agencyIds.flatMap((id) => {
    const labels = tree.getAgency(id).path.split('.');
    return labels.map((_, end) => sightAudience(labels.slice(0, end + 1).join('.')));
  });
  return [...new Set(branches)];
}

export function sightAudience(sight: string): string {
  return `sight:${sight}`;
}
