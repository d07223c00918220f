import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { type Route, routeTable } from '#platform/http/route';
import { setStationReadiness } from './commands/set-station-readiness.ts';
import type { DutyContext } from './context.ts';

const { post } = routeTable<Actor>();

export function dutyRoutes(context: DutyContext): Route<Actor>[] {
  return [
    post({
      path: '/api/v1/agencies/:id/readiness',
      summary: 'Say whether the station can take alerts now',
      permission: 'agency:set-readiness',
      audit: 'by-the-command',
      params: z.object({ id: z.uuid() }),
      body: z.strictObject({ readiness: z.enum(['ready', 'nobody-on-duty']) }),
      answer: z.object({ readiness: z.enum(['ready', 'nobody-on-duty']) }),
      async run(work, { actor, params: { id }, body: { readiness } }) {
        await setStationReadiness(context, work, actor, id, readiness);
        return { readiness };
      },
    }),
  ];
}
