import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { gapListSchema, onDutySchema, rosterSchema, thaiDaySchema } from '#contract/duty';
import { thaiDayOf } from '#contract/thai-day';
import { type Route, routeTable } from '#platform/http/route';
import { setStationReadiness } from '../commands/set-station-readiness.ts';
import type { DutyContext } from '../context.ts';
import { getRoster, listOnDutyAt } from '../queries/get-roster.ts';
import { listGapsInScope } from '../queries/list-gaps.ts';

const { get, post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
const declaredReadiness = z.enum(['ready', 'nobody-on-duty']);

/** Who is on duty, and which times are unmanned. */
export function rosterRoutes(context: DutyContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/agencies/:id/roster',
      summary: 'The roster of an agency: shifts, patterns, who is on duty now, and unmanned times',
      permission: 'duty:view',
      audit: { view: 'duty/view-roster', subject: 'agency' },
      params: byId,
      query: z.strictObject({
        from: thaiDaySchema.optional(),
        days: z.coerce.number().int().min(1).max(42).default(7),
      }),
      answer: rosterSchema,
      run: ({ tx }, { actor, params: { id }, query: { from = thaiDayOf(context.clock.now()), days } }) =>
        getRoster(context, tx, actor, { agencyId: id, from, days }),
    }),
    get({
      path: '/api/v1/agencies/:id/on-duty',
      summary: 'Who is on duty in an agency now, or was at a moment',
      permission: 'duty:view',
      audit: { view: 'duty/view-on-duty', subject: 'agency' },
      params: byId,
      query: z.strictObject({ at: z.iso.datetime().optional() }),
      answer: z.object({ at: z.iso.datetime(), people: z.array(onDutySchema) }),
      run: ({ tx }, { actor, params: { id }, query: { at } }) =>
        listOnDutyAt(context, tx, actor, { agencyId: id, at: at === undefined ? undefined : new Date(at) }),
    }),
    get({
      path: '/api/v1/duty-gaps',
      summary: 'Unmanned times of the next seven days, in my branch',
      permission: 'duty:view',
      audit: { nothingPersonal: 'Stations and times; nobody is named.' },
      answer: gapListSchema,
      run: ({ tx }, { actor }) => listGapsInScope(context, tx, actor),
    }),
    post({
      path: '/api/v1/agencies/:id/readiness',
      summary: 'Declare whether the station can take alerts now',
      permission: 'agency:set-readiness',
      params: byId,
      body: z.strictObject({ readiness: declaredReadiness }),
      answer: z.object({ readiness: declaredReadiness }),
      async run(work, { actor, params: { id }, body: { readiness } }) {
        await setStationReadiness(context, work, actor, id, readiness);
        return { readiness };
      },
    }),
  ];
}
