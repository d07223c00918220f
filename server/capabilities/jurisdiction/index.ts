import type { Actor } from '#capabilities/access';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import type { Notifier } from '#platform/events/notifier';
import type { Log } from '#platform/log';
import { READINESS_TOPIC } from './commands/set-readiness.ts';
import { loadJurisdiction } from './jurisdiction.ts';
import { jurisdictionRoutes } from './routes.ts';

export { branchesOver, isInBranch, visibilityOf } from './agency.ts';
export { branchesWith, mayFor, visibleBranches } from './branch-rights.ts';
export { importAgencies } from './commands/import-agencies.ts';
export { importBoundaries } from './commands/import-boundaries.ts';
export { loadDemonstrationAgencies } from './commands/load-demonstration-agencies.ts';
export { loadReferenceData } from './commands/load-reference-data.ts';
export { createImportFileReader } from './commands/read-files-in-worker.ts';
export { READINESS_TOPIC, setReadiness } from './commands/set-readiness.ts';
export { explainResponsibleStation, formatDistance } from './explain-responsible-station.ts';
export { distanceMetres } from './geometry.ts';
export { describeImportNotes, describeImportProblem, isImportRejected } from './import-problem.ts';
export { type Jurisdiction, loadJurisdiction } from './jurisdiction.ts';
export type { ImportFile } from './read-import-file.ts';
export { DEFAULT_STATION_RULES } from './responsible-station.ts';
export { findCentre, findOffice, findOfficeOver } from './social-agencies.ts';
export type { TypedPlace } from './typed-place.ts';

/** Agencies and areas in memory; every process sees a new import and each change of readiness within seconds. */
export async function createJurisdiction({ db, log, notifier }: { db: Database; log: Log; notifier: Notifier }) {
  const jurisdiction = await loadJurisdiction(db);
  notifier.on(READINESS_TOPIC, () => {
    jurisdiction.refresh().catch((error) => log.error({ error }, 'could not refresh the agencies'));
  });
  return {
    jurisdiction,
    routes: jurisdictionRoutes({ jurisdiction }),
  } satisfies Capability<Actor> & Record<string, unknown>;
}
