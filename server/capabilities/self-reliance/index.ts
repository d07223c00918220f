import type { Actor } from '#capabilities/access';
import type { LogEntry } from '#events/event-map';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import type { Log } from '#platform/log';
import { createPageSetter } from '#platform/print/page-setter';
import { forgetFamilies, remindFamilies } from './commands/remind-families.ts';
import { seedDemoFamilies } from './commands/seed-demo-families.ts';
import type { FamilyContext } from './context.ts';
import { selfRelianceRoutes } from './routes.ts';
import { moveFamilyTimes } from './store/set-back-rows.ts';

export function createSelfReliance(context: FamilyContext & { db: Database; log: Log }): Capability<Actor, LogEntry> {
  const pages = createPageSetter(context.log);
  return {
    routes: selfRelianceRoutes({ ...context, setPages: pages.setPages }),
    jobs: [
      { name: 'remind-families', everyMs: 20_000, run: () => remindFamilies(context, context.db) },
      { name: 'forget-families', everyMs: 3_600_000, run: () => forgetFamilies(context.db) },
    ],
    setBacks: { 'self-reliance': moveFamilyTimes },
    seedDemonstration: (findPersonId) => seedDemoFamilies(context, context.db, findPersonId),
    stop: pages.stop,
  };
}
