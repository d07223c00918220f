import type { Actor } from '#capabilities/access';
import { incidentDetailSchema } from '#contract/incident';
import { VIEW_AN_INCIDENT } from '#contract/permission';
import { fileAnswer, type Route } from '#platform/http/route';
import type { IncidentContext } from './context.ts';
import { getIncidentDetail } from './queries/get-incident-detail.ts';
import { getIncidentLocation } from './queries/get-incident-location.ts';
import { conversationRoutes } from './routes/conversation.ts';
import { fairnessRoutes } from './routes/fairness.ts';
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
    get({
      path: '/pidf-lo',
      summary: 'Where it is, as PIDF-LO, with what its page shows me',
      permission: VIEW_AN_INCIDENT,
      audit: { view: 'incident/export-position', subject: 'incident' },
      answer: fileAnswer,
      query: getIncidentLocation,
    }),
    ...lifeRoutes(context),
    ...visibilityRoutes(context),
    ...conversationRoutes(context),
    ...fairnessRoutes(context),
  ];
}
