import type { Actor } from '#capabilities/access';
import { thaiDayOf } from '#contract/thai-day';
import type { Capability } from '#platform/capability';
import type { Connection } from '#platform/database/database';
import type { Log } from '#platform/log';
import { createTemplateSetter } from '#platform/print/template-setter';
import type { FactContext, FigureContext, PreventionContext } from './context.ts';
import { followLog } from './facts/commands/follow-log.ts';
import { recountFigures } from './facts/commands/recount-figures.ts';
import { findRecountDue, findUnfollowed } from './facts/store/cursor-rows.ts';
import { figureRoutes } from './figures/routes.ts';
import { placeIncidents } from './prevention/commands/place-incidents.ts';
import { preventionRoutes } from './prevention/routes.ts';
import { registerOpenData } from './publication/public-routes.ts';
import { publicationRoutes } from './publication/routes.ts';
import { createSetProtector } from './publication/set-protector.ts';

/**
 * Statistics: facts about incidents, sums of them, the figures that are read from both, the doors that somebody goes back to, and
 * what is published.
 */
export function createInsight({
  log,
  ...services
}: Omit<FactContext, 'follow'> & FigureContext & PreventionContext & { log: Log }): Capability<Actor> {
  const [protector, sheets] = [createSetProtector(log), createTemplateSetter(log)];
  const context = {
    ...services,
    follow: (tx: Connection, incidentIds: readonly string[]) => placeIncidents(services, tx, incidentIds),
  };
  return {
    routes: [
      ...figureRoutes(context),
      ...preventionRoutes(context),
      ...publicationRoutes({ ...context, protect: protector.protect, setTemplate: sheets.setTemplate }),
    ],
    registerRoutes: (fastify) => registerOpenData(fastify, context),
    jobs: [
      { name: 'follow-log', everyMs: 5000, run: () => followLog(context), finds: findUnfollowed },
      {
        ...{ name: 'recount-figures', everyMs: 60_000, run: () => recountFigures(context) },
        // Once a day, soon after midnight: the first minutes are as quiet as any other of the night.
        finds: () => findRecountDue(thaiDayOf(context.clock.now())),
      },
    ],
    stop: async () => {
      await Promise.all([protector.stop(), sheets.stop()]);
    },
  };
}
