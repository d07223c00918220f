import type { Actor } from '#capabilities/access';
import { readPlacementCode } from '#contract/placement-code';
import type { LatLng } from '#contract/position';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import type { Log } from '#platform/log';
import { createTemplateSetter } from '#platform/print/template-setter';
import { MATERIALS_TOPIC, type OutreachContext, PLACEMENTS_TOPIC } from './context.ts';
import { seedDemoEvents } from './events/commands/seed-demo-events.ts';
import { eventRoutes } from './events/routes.ts';
import { forgetImports } from './imports/commands/commit-import.ts';
import { importRoutes } from './imports/routes.ts';
import { storeCounts } from './landing/commands/store-counts.ts';
import { createOpenCounter } from './landing/open-counter.ts';
import { countSaid, registerLanding } from './landing/routes.ts';
import { type BatchContext, forgetBatches, makeBatches } from './materials/commands/make-batches.ts';
import { setEach } from './materials/queries/get-material.ts';
import { materialRoutes } from './materials/routes.ts';
import { forgetPhotos } from './record/commands/add-photo.ts';
import { seedDemoPlacements } from './record/commands/seed-demo-placements.ts';
import { keepPlacements } from './record/known-placements.ts';
import { recordRoutes, registerPhotoUpload } from './record/routes.ts';
import { readingOf } from './record/store/known-rows.ts';
import { resultRoutes } from './results/routes.ts';

export { TRANSLATED_LANDING_FILES } from './landing/landing-page.ts';
export { TRANSLATED_MATERIAL_FILES } from './materials/material.ts';

type Place = LatLng & { name: string };

type Deps = OutreachContext & { db: Database; log: Log; lineAccount: string | undefined; publicUrl: string };

/** Campaigns, placements with their codes, the page behind each code, and what it brought in. */
export async function createOutreach(context: Deps) {
  const { db } = context;
  const { stop: stopSheets, ...sheets } = createTemplateSetter(context.log);
  const batches: BatchContext = {
    ...context,
    setEach: (places, asked, of) => setEach({ ...context, ...sheets }, places, asked, of),
  };
  let isStopping = false;
  const placements = keepPlacements(readingOf(db));
  await placements.refresh();
  const counter = createOpenCounter();
  const landing = { ...context, findPlacement: placements.find, counter };
  return {
    routes: [
      ...recordRoutes(context),
      ...importRoutes(context),
      ...eventRoutes(context),
      ...resultRoutes(context),
      ...materialRoutes({ ...context, ...sheets }),
    ],
    // Without a session: whoever scans a code has none.
    registerRoutes: async (fastify, http) => {
      registerLanding(fastify, landing);
      await registerPhotoUpload(fastify, context, http);
    },
    jobs: [
      { name: 'read-placements', everyMs: 5000, topic: PLACEMENTS_TOPIC, run: placements.refresh },
      { name: 'store-counts', everyMs: 1000, run: () => storeCounts(counter, db) },
      {
        ...{ name: 'make-materials', everyMs: 10_000, topic: MATERIALS_TOPIC },
        run: () => makeBatches(batches, () => isStopping),
      },
      { name: 'forget-materials', everyMs: 3_600_000, run: () => forgetBatches(context) },
      { name: 'forget-photos', everyMs: 3_600_000, run: () => forgetPhotos(context, db) },
      { name: 'forget-imports', everyMs: 3_600_000, run: () => forgetImports(context, db) },
    ],
    stop: async () => {
      isStopping = true;
      await stopSheets();
      await storeCounts(counter, db);
    },
    seedDemonstration: async () => {
      await seedDemoPlacements(context, db);
      await seedDemoEvents(context, db);
      await placements.refresh();
    },
    /** Counts of a code what the exercise says: that somebody practised, or passed. */
    countPractice: (typed: string, step: 'practised' | 'passed', request: Parameters<typeof countSaid>[3]): void =>
      countSaid(landing, typed, step, request),
    /** Where a code hangs, from memory: offered to a reporter, never taken for granted. Nobody stands where a sign was taken down. */
    findPlace: (typed: string): Place | undefined => {
      const code = readPlacementCode(typed);
      const found = code === undefined ? undefined : placements.find(code);
      return found?.position && !found.isRemoved ? { ...found.position, name: found.name } : undefined;
    },
  } satisfies Capability<Actor> & Record<string, unknown>;
}
