import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { readinessListSchema } from '#contract/duty';
import { type Route, routeTable } from '#platform/http/route';
import { beginExercise } from '../commands/run-exercises.ts';
import type { DutyContext } from '../context.ts';
import { listReadiness } from '../queries/list-readiness.ts';

const { get, post } = routeTable<Actor>();

/** Readiness of stations, and exercises. */
export function exerciseRoutes(context: DutyContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/readiness',
      summary: 'Stations of my branch: readiness, heartbeats, exercises and their response times',
      permission: 'duty:view',
      audit: { nothingPersonal: 'Stations, counts and times; nobody is named.' },
      answer: readinessListSchema,
      run: ({ tx }, { actor }) => listReadiness(context, tx, actor),
    }),
    post({
      path: '/api/v1/agencies/:id/exercises',
      summary: 'Begin an exercise: an incident that is not real, marked as such everywhere',
      permission: 'duty:exercise',
      // Opening an incident needs the service role; the command checks which stations the actor may choose.
      runsAs: 'service',
      params: z.object({ id: z.uuid() }),
      body: z.strictObject({}),
      answer: z.object({ incidentId: z.uuid(), code: z.string() }),
      run: (work, { actor, params: { id } }) => beginExercise(context, work, actor, id),
    }),
  ];
}
