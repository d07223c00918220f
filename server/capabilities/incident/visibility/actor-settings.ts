import { type Actor, agenciesWith } from '#capabilities/access';
import { type Jurisdiction, visibilityOf } from '#capabilities/jurisdiction';

/**
 * The actor's settings for row-level security (migration 0130). An agency that is no longer registered gives access to
 * nothing.
 */
export function actorSettings(
  tree: Pick<Jurisdiction, 'findAgency'>,
  actor: Pick<Actor, 'userId' | 'memberships' | 'permissions'>,
): Record<string, string> {
  const branchesOf = (permission: 'incident:view' | 'care:view-hand-overs') => {
    const branches = agenciesWith(actor, permission).flatMap((id) => {
      const agency = tree.findAgency(id);
      return agency ? [visibilityOf(agency)] : [];
    });
    return [...new Set(branches)].join(',');
  };
  return {
    'app.person_id': actor.userId,
    'app.view_scopes': branchesOf('incident:view'),
    'app.hand_over_scopes': branchesOf('care:view-hand-overs'),
    'app.permissions': [...actor.permissions].join(','),
  };
}
