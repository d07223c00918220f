import type { Actor } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { Capability } from '#platform/capability';
import type { AppClock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { Log } from '#platform/log';
import { createPageSetter } from '#platform/print/page-setter';
import { createTemplateSetter } from '#platform/print/template-setter';
import { keepKey } from './commands/keep-key.ts';
import { seedDemoCertificates } from './commands/seed-demo-certificates.ts';
import { registerCheckPage } from './routes/check-page.ts';
import { recognitionRoutes } from './routes.ts';
import { createCertificateSigner } from './signature.ts';

type Deps = {
  db: Database;
  log: Log;
  clock: AppClock;
  jurisdiction: Jurisdiction;
  publicUrl: string;
  authSecret: string;
};

/** Certificates of honour, and the public page that says whether one is genuine. */
export async function createRecognition({ authSecret, ...deps }: Deps): Promise<Capability<Actor>> {
  const { db, log, clock } = deps;
  const [pages, sheets] = [createPageSetter(log), createTemplateSetter(log)];
  const signer = createCertificateSigner(authSecret);
  // Before anything is signed with it.
  await keepKey(db, clock, signer);
  const context = { ...deps, signer, setTemplate: sheets.setTemplate, setPages: pages.setPages };
  return {
    routes: recognitionRoutes(context),
    registerRoutes: (fastify) => registerCheckPage(fastify, deps),
    seedDemonstration: (findPersonId) => seedDemoCertificates(context, db, findPersonId),
    stop: async () => {
      await Promise.all([pages.stop(), sheets.stop()]);
    },
  };
}
