import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { incidentViewsSchema, unusualViewsSchema } from '#contract/access-review';
import { type Route, routeTable } from '#platform/http/route';
import { type AccessReviewContext, getIncidentViews } from './queries/get-incident-views.ts';
import { listUnusualViews } from './queries/list-unusual-views.ts';

const { get } = routeTable<Actor>();

/** Both routes are themselves recorded as views, so that supervisors appear in the lists too. */
export function accessReviewRoutes(context: AccessReviewContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/incidents/:id/views',
      summary: 'Who viewed or changed an incident, when and from where',
      permission: 'audit:view',
      audit: { view: 'access-review/view-incident-views', subject: 'incident' },
      params: z.object({ id: z.uuid() }),
      answer: incidentViewsSchema,
      run: ({ tx }, { actor, params: { id } }) => getIncidentViews(context, tx, actor, id),
    }),
    get({
      path: '/api/v1/access-review/unusual-views',
      summary: 'Unusual views of the incidents in my area, worth a question',
      permission: 'audit:view',
      audit: {
        view: 'access-review/view-unusual-views',
        subject: 'audit',
        subjectId: () => 'unusual-views',
        details: ({ query: { days } }, { findings }) => ({ days, findings: findings.length }),
      },
      query: z.strictObject({ days: z.coerce.number().int().min(1).max(31).default(7) }),
      answer: unusualViewsSchema,
      run: ({ tx }, { actor, query: { days } }) => listUnusualViews(context, tx, actor, days),
    }),
  ];
}
