import type { Capability } from '#platform/capability';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { Notifier } from '#platform/events/notifier';
import type { Caller } from '#platform/http/route';
import type { Log } from '#platform/log';
import type { SystemAlerts } from '#platform/system-alerts/system-alerts';
import { createSealer } from './commands/keep-sealing.ts';
import { recordSetBack } from './commands/record-entry.ts';
import { listSealerNumbers } from './queries/list-sealer-numbers.ts';
import { auditRoutes } from './routes.ts';

export { type PublishedRoot, publishedLine, readPublishedLine } from './chain-record.ts';
export {
  createActionRecorder,
  createViewRecorder,
  hasRecordedAction,
  recordAction,
  recordView,
} from './commands/record-entry.ts';
export { closeDaysNow, sealEntries } from './commands/seal-entries.ts';
export {
  type AuditActor,
  type AuditEntry,
  type AuditEvent,
  byOperator,
  byPerson,
  byReporter,
  bySystem,
  type EntryDetails,
  type Subject,
} from './entry.ts';
export { getDayRoot } from './queries/get-day-root.ts';
export { listCopyLines } from './queries/list-copy-lines.ts';
export { type Unreadable, verifyCopiedChain, verifyStoredChain } from './queries/verify-stored-chain.ts';
export { isSignedBy, signLine } from './sign-root.ts';
export {
  findNewestAction,
  listAccountActions,
  listActive,
  listEntriesOf,
  listViews,
  listViewsOfCase,
} from './store-published-entries.ts';
export type { Verdict, Wrong } from './verify-chain.ts';
export { readWitnesses, UnreadableWitness } from './witness.ts';

type Deps = { db: Database; clock: Clock; log: Log; notifier: Notifier; systemAlerts: Pick<SystemAlerts, 'raise'> };

export function createAudit<Actor extends Caller>(deps: Deps): Capability<Actor> {
  const sealer = createSealer({ ...deps, raiseSystemAlert: deps.systemAlerts.raise });
  return {
    routes: auditRoutes<Actor>(),
    jobs: [
      { name: 'watch-sealer', everyMs: 60_000, run: sealer.watch },
      // Each process logs where the chain ends: at most this much could be cut off without a trace.
      { name: 'witness-audit', everyMs: 3_600_000, run: sealer.witness },
    ],
    setBacks: { audit: recordSetBack },
    gauges: listSealerNumbers(deps.db, deps.clock),
    start: sealer.start,
    stop: sealer.stop,
  };
}
