import { type Actor, agenciesWith } from '#capabilities/access';
import { type Jurisdiction, visibilityOf } from '#capabilities/jurisdiction';

/**
 * Who asks, as the database's row-level security reads it (migration 0130). An agency that is no longer registered
 * shows nothing.
 */
export function actorSettings(
  tree: Pick<Jurisdiction, 'findAgency'>,
  actor: Pick<Actor, 'userId' | 'memberships' | 'permissions'>,
): Record<string, string> {
  const sights = (permission: 'incident:view' | 'hand-over:view') => {
    const branches = agenciesWith(actor, permission).flatMap((id) => {
      const agency = tree.findAgency(id);
      return agency ? [visibilityOf(agency)] : [];
    });
    return [...new Set(branches)].join(',');
  };
  return {
    'app.person_id': actor.userId,
    'app.view_scopes': sights('incident:view'),
    'app.hand_over_scopes': sights('hand-over:view'),
    'app.permissions': [...actor.permissions].join(','),
  };
}
