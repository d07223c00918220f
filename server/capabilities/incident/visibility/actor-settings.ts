import type { Actor } from '#capabilities/access';
import { branchesWith, type Jurisdiction } from '#capabilities/jurisdiction';

/**
 * The actor's settings for row-level security (migration 0130). An agency that is no longer registered gives access to
 * nothing.
 */
export function actorSettings(
  tree: Pick<Jurisdiction, 'findAgency'>,
  actor: Pick<Actor, 'userId' | 'memberships' | 'permissions'>,
): Record<string, string> {
  const branchesOf = (
    permission: 'incident:view' | 'care:view-hand-overs' | 'case:view' | 'referral:view' | 'outreach:view',
  ) => [...new Set(branchesWith(tree, actor, permission))].join(',');
  return {
    'app.person_id': actor.userId,
    'app.view_scopes': branchesOf('incident:view'),
    'app.hand_over_scopes': branchesOf('care:view-hand-overs'),
    'app.case_scopes': branchesOf('case:view'),
    'app.referral_scopes': branchesOf('referral:view'),
    'app.outreach_scopes': branchesOf('outreach:view'),
    'app.permissions': [...actor.permissions].join(','),
  };
}
