import type { Actor } from '#capabilities/access';
import { incidentDetailSchema } from '#contract/incident';
import { VIEW_AN_INCIDENT } from '#contract/permission';
import type { Route } from '#platform/http/route';
import type { IncidentContext } from './context.ts';
import { getIncidentDetail } from './queries/get-incident-detail.ts';
import { conversationRoutes } from './routes/conversation.ts';
import { incidentRouteTable } from './routes/incident-route-table.ts';
import { lifeRoutes } from './routes/life.ts';
import { visibilityRoutes } from './routes/visibility.ts';

export function incidentRoutes(context: IncidentContext): Route<Actor>[] {
  const { get } = incidentRouteTable(context);
  return [
    get({
      path: '',
      summary: 'One incident with all details',
      permission: VIEW_AN_INCIDENT,
      audit: { view: 'incident/view', subject: 'incident' },
      answer: incidentDetailSchema,
      query: getIncidentDetail,
    }),
    ...lifeRoutes(context),
    ...visibilityRoutes(context),
    ...conversationRoutes(context),
  ];
}
