import type { Access, Actor } from '#capabilities/access';
import type { LogEntry } from '#events/event-map';
import type { Capability } from '#platform/capability';
import type { AppClock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { Log } from '#platform/log';
import { followUpDueOrders } from './commands/follow-up-orders.ts';
import { seedDemoUnits } from './commands/seed-demo-units.ts';
import { createArrivalWatch } from './commands/watch-arrival.ts';
import type { UnitsContext } from './context.ts';
import { createDeviceKeys } from './device-key.ts';
import { createUnitPositions } from './live-unit-positions.ts';
import { translateUnitEvents } from './live-units.ts';
import { registerUnitsReactions } from './reactions.ts';
import { registerPhotoUpload } from './routes/photos.ts';
import { unitsRoutes } from './routes.ts';
import { findDueOrder } from './store/order-rows.ts';
import { moveOrders } from './store/set-back-rows.ts';

export { unitAudiencesOf } from './live-units.ts';
export { estimateMinutes } from './travel-time.ts';

type Deps = UnitsContext & {
  db: Database;
  clock: AppClock;
  log: Log;
  access: Pick<Access, 'authenticate' | 'onRevocation'>;
  authSecret: string;
};

export function createUnits(deps: Deps): Capability<Actor, LogEntry> {
  const { db, clock, log, jurisdiction, access, authSecret } = deps;
  const context = { ...deps, deviceKeyOf: createDeviceKeys(authSecret) };
  const watchArrivals = createArrivalWatch(context, db, { clock, log });
  const positions = createUnitPositions({
    ...{ db, clock, log, jurisdiction, watchArrivals },
    authenticate: access.authenticate,
  });
  access.onRevocation(positions.checkNow);
  return {
    routes: unitsRoutes(context),
    async registerRoutes(fastify, http) {
      await registerPhotoUpload(fastify, context, http);
      positions.registerRoutes(fastify, http);
      // Open streams would keep the server from closing.
      fastify.addHook('preClose', async () => positions.stop());
    },
    reactions: () => registerUnitsReactions(context),
    jobs: [
      {
        ...{ name: 'follow-up-due-orders', everyMs: 500, run: () => followUpDueOrders(context, db) },
        finds: () => findDueOrder(clock.now()),
      },
      // After a unit's last job its position is shown to nobody; its row is deleted within this time.
      { name: 'forget-positions', everyMs: 1000, run: positions.forget },
    ],
    liveTranslators: [(entries) => translateUnitEvents(context, entries)],
    setBacks: { units: moveOrders },
    seedDemonstration: () => seedDemoUnits(db, jurisdiction, clock.now()),
    start: positions.start,
  };
}
