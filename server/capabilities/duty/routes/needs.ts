import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { rosterNeedSchema, weekOfUnitsSchema } from '#contract/staffing';
import { type Route, routeTable } from '#platform/http/route';
import { acceptRosterProposal, declineRosterProposal } from '../commands/decide-proposal.ts';
import type { DutyContext } from '../context.ts';
import { getRosterNeed } from '../queries/get-roster-need.ts';

const { get, post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
const decide = { permission: 'duty:manage', params: byId } as const;

/** How many units a station needs: proposed from a simulation, decided by whoever plans its roster. */
export function needRoutes(context: DutyContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/agencies/:id/roster-need',
      summary: 'Units that a station needs in each shift of a week, beside the people planned on patrol',
      permission: 'duty:view',
      audit: { view: 'duty/view-roster', subject: 'agency' },
      params: byId,
      answer: rosterNeedSchema,
      run: ({ tx }, { actor, params: { id } }) => getRosterNeed(context, tx, actor, id),
    }),
    post({
      ...decide,
      path: '/api/v1/roster-proposals/:id/accept',
      summary: 'Accept a need of units, changed or as it was proposed',
      body: z.strictObject({ units: weekOfUnitsSchema }),
      run: (work, { actor, params: { id }, body: { units } }) =>
        acceptRosterProposal(context, work, actor, { id, units }),
    }),
    post({
      ...decide,
      path: '/api/v1/roster-proposals/:id/decline',
      summary: 'Decline a proposed need of units, with a reason',
      body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
      run: (work, { actor, params: { id }, body: { reason } }) =>
        declineRosterProposal(context, work, actor, { id, reason }),
    }),
  ];
}
