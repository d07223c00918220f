import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { incidentLooksSchema, unusualLooksSchema } from '#contract/looks';
import { type Route, routeTable } from '#platform/http/route';
import { getIncidentLooks, type OversightContext } from './queries/get-incident-looks.ts';
import { listUnusualLooks } from './queries/list-unusual-looks.ts';

const { get } = routeTable<Actor>();

/** Who watches the watchers is recorded too: a supervisor's look at the looks stands among them. */
export function oversightRoutes(context: OversightContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/incidents/:id/looks',
      summary: 'Who looked at an incident or did something to it, when and from where',
      permission: 'audit:view',
      audit: { look: 'oversight/look-at-looks', subject: 'incident' },
      params: z.object({ id: z.uuid() }),
      answer: incidentLooksSchema,
      run: ({ tx }, { actor, params: { id } }) => getIncidentLooks(context, tx, actor, id),
    }),
    get({
      path: '/api/v1/audit/unusual-looks',
      summary: 'Unusual looking at the incidents of my area: what is worth a question',
      permission: 'audit:view',
      audit: {
        look: 'oversight/look-at-unusual-looks',
        subject: 'audit',
        subjectId: () => 'unusual-looks',
        details: ({ query: { days } }, { findings }) => ({ days, findings: findings.length }),
      },
      query: z.strictObject({ days: z.coerce.number().int().min(1).max(31).default(7) }),
      answer: unusualLooksSchema,
      run: ({ tx }, { actor, query: { days } }) => listUnusualLooks(context, tx, actor, days),
    }),
  ];
}
