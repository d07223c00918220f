import type { Access, Actor } from '#capabilities/access';
import { thaiDayOf } from '#contract/thai-day';
import type { Capability } from '#platform/capability';
import type { Connection } from '#platform/database/database';
import { createLoop } from '#platform/jobs/single-flight';
import { createTemplateSetter } from '#platform/print/template-setter';
import type { FactContext, FigureContext, MapContext, PreventionContext, StaffingContext } from './context.ts';
import { followLog } from './facts/commands/follow-log.ts';
import { countFirst, recountFigures } from './facts/commands/recount-figures.ts';
import { findRecountDue, findUnfollowed } from './facts/store/cursor-rows.ts';
import { forgetExports } from './figures/commands/forget-exports.ts';
import { figureRoutes } from './figures/routes.ts';
import { careFigureRoutes } from './figures/routes-care.ts';
import { makeMaps } from './prevention/commands/make-maps.ts';
import { createMapper } from './prevention/commands/map-in-worker.ts';
import { placeIncidents } from './prevention/commands/place-incidents.ts';
import { periodOf } from './prevention/map-period.ts';
import { preventionRoutes } from './prevention/routes.ts';
import { findMapsDue } from './prevention/store/map-rows.ts';
import { createSetProtector } from './publication/commands/protect-set-apart.ts';
import { publishDemoMonth } from './publication/commands/publish-demo-month.ts';
import { publicationRoutes } from './publication/routes.ts';
import { registerOpenData } from './publication/routes-public.ts';
import { SIMULATIONS_TOPIC } from './staffing/commands/ask-for-simulation.ts';
import { forgetSimulations, runSimulations } from './staffing/commands/run-simulations.ts';
import { createSimulator } from './staffing/commands/simulate-in-worker.ts';
import { staffingRoutes } from './staffing/routes.ts';
import { findWaiting } from './staffing/store/simulation-rows.ts';

/**
 * Statistics: facts about incidents, sums of them, the figures that are read from both, the doors that somebody goes back to, and
 * what is published.
 */
export function createInsight(
  services: Omit<FactContext, 'follow'> &
    FigureContext &
    PreventionContext &
    Omit<MapContext, 'mapProvince'> &
    Omit<StaffingContext, 'simulate'> & {
      access: Pick<Access, 'findActorOfPerson'>;
      /** A demonstration begins with a year that is over: it is counted before anybody looks. */
      pastYear: boolean;
    },
): Capability<Actor> {
  const { log, pastYear } = services;
  const [protector, sheets] = [createSetProtector(log), createTemplateSetter(log)];
  const [simulator, mapper] = [createSimulator(log), createMapper(log)];
  const context = {
    ...services,
    simulate: simulator.simulate,
    mapProvince: mapper.mapProvince,
    follow: (tx: Connection, incidentIds: readonly string[]) => placeIncidents(services, tx, incidentIds),
  };
  const publishing = { ...context, protect: protector.protect, setTemplate: sheets.setTemplate };
  // Not within the tick: a stop must not wait for a simulation.
  const simulations = createLoop(
    (stopping) => runSimulations(context, () => stopping.aborted),
    (error) => log.error({ error }, 'a simulation failed; it is tried again'),
  );
  const maps = createLoop(
    (stopping) => makeMaps(context, () => stopping.aborted),
    (error) => log.error({ error }, 'the maps of a province failed; they are tried again'),
  );
  return {
    routes: [
      ...figureRoutes(context),
      ...careFigureRoutes(context),
      ...preventionRoutes(context),
      ...staffingRoutes(context),
      ...publicationRoutes(publishing),
    ],
    registerRoutes: (fastify) => registerOpenData(fastify, context),
    ...(pastYear && {
      seedDemonstration: async (findPersonId) => {
        await countFirst(context);
        await publishDemoMonth(publishing, findPersonId);
      },
    }),
    jobs: [
      { name: 'follow-log', everyMs: 5000, run: () => followLog(context), finds: findUnfollowed },
      {
        ...{ name: 'recount-figures', everyMs: 60_000, run: () => recountFigures(context) },
        // Once a day, soon after midnight: the first minutes are as quiet as any other of the night.
        finds: () => findRecountDue(thaiDayOf(context.clock.now())),
      },
      {
        ...{ name: 'run-simulations', everyMs: 5000, topic: SIMULATIONS_TOPIC, finds: findWaiting },
        run: async () => simulations.notify(),
      },
      { name: 'forget-exports', everyMs: 3_600_000, run: () => forgetExports(context) },
      {
        ...{
          name: 'make-maps',
          everyMs: 60_000,
          finds: () => findMapsDue(periodOf(thaiDayOf(context.clock.now())).week),
        },
        run: async () => maps.notify(),
      },
      { name: 'forget-simulations', everyMs: 3_600_000, run: () => forgetSimulations(context) },
    ],
    stop: async () => {
      const stopped = Promise.all([simulations.stop(), maps.stop()]);
      await Promise.all([protector.stop(), sheets.stop(), simulator.stop(), mapper.stop()]);
      await stopped;
    },
  };
}
