import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { stationOutcomesSchema } from '#contract/station-outcomes';
import { type Route, routeTable } from '#platform/http/route';
import type { IncidentContext } from '../context.ts';
import { listStationOutcomes } from '../life/queries/list-station-outcomes.ts';

const { get } = routeTable<Actor>();

/** Reporters' feedback, counted for each station. */
export function outcomeRoutes(context: IncidentContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/station-outcomes',
      summary: 'Feedback of reporters on my stations: closed, "nobody came", stars',
      permission: 'incident:export',
      audit: { view: 'incident/view-outcomes', subject: 'board', subjectId: () => 'outcomes' },
      query: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(90) }),
      answer: stationOutcomesSchema,
      run: ({ tx }, { actor, query: { days } }) => listStationOutcomes(context, tx, actor, days),
    }),
  ];
}
