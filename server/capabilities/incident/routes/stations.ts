import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { incidentDetailSchema } from '#contract/incident';
import { involveStationSchema } from '#contract/incident-actions';
import { type Route, routeTable } from '#platform/http/route';
import type { IncidentContext } from '../context.ts';
import { involveStation, releaseStation } from '../life/commands/involve-station.ts';
import { getIncidentDetail } from '../queries/get-incident-detail.ts';

const { post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });

/** Supporting stations of an incident. The responsible station changes only by a transfer or by taking over. */
export function stationRoutes(context: IncidentContext): Route<Actor>[] {
  return [
    post({
      path: '/api/v1/incidents/:id/stations',
      summary: 'Involve a further station in support of the responsible one',
      permission: 'incident:involve',
      params,
      body: involveStationSchema,
      answer: incidentDetailSchema,
      async run(work, { actor, params: { id }, body }) {
        await involveStation(context, work, actor, id, body);
        return getIncidentDetail(context, work.tx, actor, id);
      },
    }),
    post({
      path: '/api/v1/incidents/:id/stations/:agencyId/release',
      summary: "A further station's help is not needed any more",
      permission: 'incident:involve',
      params: params.extend({ agencyId: z.uuid() }),
      body: z.strictObject({}).nullish(),
      answer: incidentDetailSchema,
      async run(work, { actor, params: { id, agencyId } }) {
        await releaseStation(context, work, actor, id, agencyId);
        return getIncidentDetail(context, work.tx, actor, id);
      },
    }),
  ];
}
