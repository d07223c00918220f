import type { FastifyInstance } from 'fastify';
import type { Capability, RouteServices } from '../capability.ts';
import type { Work } from '../database/transaction.ts';
import type { LiveStreams } from '../live/live-streams.ts';
import { createStreamSlots } from '../live/stream-slots.ts';
import type { Log } from '../log.ts';
import { type HealthDeps, registerHealthRoutes } from './health.ts';
import { createHttpServer, type HttpOptions } from './http-server.ts';
import { registerRoutes } from './register-routes.ts';
import type { Caller, Route } from './route.ts';
import { type MapConfig, registerPages } from './static-pages.ts';
import type { Transact } from './transact-for.ts';

type Deps<Actor extends Caller> = Omit<RouteServices<Actor>, 'transact' | 'takeStreamSlot'> & {
  log: Log;
  live: LiveStreams;
  options: Required<HttpOptions>;
  health: Omit<HealthDeps, 'openStreams' | 'gauges'>;
  mapConfig(): MapConfig;
  transact(route: { runsAs?: 'service' }, caller: Actor): Transact;
  hasRecordedAction(work: Work): boolean;
  checkProof(work: Work, caller: Actor): Promise<void>;
};

/** All that this server answers: the routes of every part, health, the pages, the description of the API. */
export async function openHttp<Actor extends Caller>(
  parts: readonly Omit<Capability<Actor>, 'liveTranslators'>[],
  { log, live, options, health, mapConfig, ...deps }: Deps<Actor>,
): Promise<{ fastify: FastifyInstance; routes: readonly Route<Actor>[] }> {
  const fastify = await createHttpServer(log, options);
  // Open streams would keep the server from closing.
  fastify.addHook('preClose', async () => live.stop());
  const gauges = parts.flatMap((part) => part.gauges ?? []);
  registerHealthRoutes(fastify, { ...health, openStreams: live.count, gauges });
  const routes = parts.flatMap((part) => part.routes ?? []);
  registerRoutes(fastify, deps, routes);
  const { authenticate, recordView, nameWinner, transact } = deps;
  const services: RouteServices<Actor> = {
    ...{ authenticate, recordView, nameWinner, live },
    transact: (actor) => transact({}, actor),
    takeStreamSlot: createStreamSlots(options.limits),
  };
  for (const part of parts) await part.registerRoutes?.(fastify, services);
  await registerPages(fastify, mapConfig);
  fastify.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => fastify.swagger());
  return { fastify, routes };
}
