import type { Actor } from '#capabilities/access';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import { seedDemoServices } from './commands/seed-demo-services.ts';
import type { ServicesContext } from './context.ts';
import { servicesRoutes } from './routes.ts';

export { hasDuty } from './queries/find-duty.ts';

/** The directory of services to which people are referred. */
export function createServices(deps: ServicesContext & { db: Database }) {
  return {
    routes: servicesRoutes(deps),
    seedDemonstration: () => seedDemoServices(deps, deps.db),
  } satisfies Capability<Actor>;
}
