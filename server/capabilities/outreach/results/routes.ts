import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { coverageSchema, funnelSchema } from '#contract/outreach';
import { type Route, routeTable } from '#platform/http/route';
import type { OutreachContext } from '../context.ts';
import { getCampaignFunnel, getPlacementFunnel } from './queries/get-funnel.ts';
import { listCoverageOf } from './queries/list-coverage.ts';

const { get } = routeTable<Actor>();
const nothingPersonal = 'Counts of a campaign, a placement or a tambon; no report and no person is named.';

/** As the service role: no user role may read which report came by which code. The queries decide what is shown to whom. */
export function resultRoutes(context: OutreachContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/campaigns/:id/funnel',
      summary: 'What a campaign brought in, from opened to answered; partners read sums of ten or more',
      permission: 'outreach:view',
      runsAs: 'service',
      audit: { nothingPersonal },
      params: z.object({ id: z.uuid() }),
      answer: funnelSchema,
      run: ({ tx }, { actor, params: { id } }) => getCampaignFunnel(context, tx, actor, id),
    }),
    get({
      path: '/api/v1/placements/:code/funnel',
      summary: 'What one placement brought in, for the ministry alone',
      permission: 'outreach:view-reports',
      runsAs: 'service',
      audit: { nothingPersonal },
      params: z.object({ code: z.string().max(40) }),
      answer: funnelSchema,
      run: ({ tx }, { actor, params: { code } }) => getPlacementFunnel(context, tx, actor, code),
    }),
    get({
      path: '/api/v1/outreach-coverage',
      summary: 'Incidents of twelve months against placements, by province or by tambon of one',
      permission: 'outreach:view-reports',
      runsAs: 'service',
      audit: { nothingPersonal },
      query: z.strictObject({
        province: z
          .string()
          .regex(/^\d{2}$/)
          .optional(),
      }),
      answer: coverageSchema,
      run: ({ tx }, { query: { province } }) => listCoverageOf(context, tx, province),
    }),
  ];
}
