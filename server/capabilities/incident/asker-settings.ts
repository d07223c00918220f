import { type Actor, agenciesWith } from '#capabilities/access';
import { type Jurisdiction, sightOf } from '#capabilities/jurisdiction';

/**
 * Who asks, as the database's row-level security reads it (migration 0130). An agency that is no longer registered
 * shows nothing.
 */
export function askerSettings(
  tree: Pick<Jurisdiction, 'findAgency'>,
  actor: Pick<Actor, 'userId' | 'memberships' | 'permissions'>,
): Record<string, string> {
  const sights = agenciesWith(actor, 'incident:view').flatMap((id) => {
    const agency = tree.findAgency(id);
    return agency ? [sightOf(agency)] : [];
  });
  return {
    'app.person_id': actor.userId,
    'app.view_sights': [...new Set(sights)].join(','),
    'app.permissions': [...actor.permissions].join(','),
  };
}
