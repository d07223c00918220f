import type { Actor } from '#capabilities/access';
import {
  careQuerySchema,
  careScopesSchema,
  insightCareSchema,
  insightOutreachSchema,
  outreachFiguresQuerySchema,
} from '#contract/insight-care';
import { type Route, routeTable } from '#platform/http/route';
import type { FigureContext } from '../context.ts';
import { getCare } from './queries/get-care.ts';
import { getOutreach } from './queries/get-outreach.ts';
import { listCareScopes } from './scope.ts';

const { get } = routeTable<Actor>();
// No user role reads facts: whose they are, `scope.ts` decides.
const ofCare = { permission: 'insight:view-care', runsAs: 'service' } as const;
const nothingPersonal = 'Counts and times of many cases; no case, place or person is named.';

/** What followed the incidents, and what the codes in public places brought in. */
export function careFigureRoutes(context: FigureContext): Route<Actor>[] {
  return [
    get({
      ...ofCare,
      path: '/api/v1/insight/care/scopes',
      summary: 'Whose figures of care I may read: the nation, provinces, centres',
      audit: { nothingPersonal },
      answer: careScopesSchema,
      run: async (_work, { actor }) => listCareScopes(context.jurisdiction, actor),
    }),
    get({
      ...ofCare,
      path: '/api/v1/insight/care',
      summary: 'Cases, days to the first contact, needs and what became of them, referrals, children back in learning',
      audit: { nothingPersonal },
      query: careQuerySchema,
      answer: insightCareSchema,
      run: ({ tx }, { actor, query }) => getCare(context, tx, actor, query),
    }),
    get({
      path: '/api/v1/insight/outreach',
      summary: 'What the codes in public places brought in, from opened to answered; a kind of place in full tens',
      permission: 'insight:view',
      runsAs: 'service',
      audit: { nothingPersonal: 'Counts of many placements; no placement, report or person is named.' },
      query: outreachFiguresQuerySchema,
      answer: insightOutreachSchema,
      run: ({ tx }, { actor, query }) => getOutreach(context, tx, actor, query),
    }),
  ];
}
