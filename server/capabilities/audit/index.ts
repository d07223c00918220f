export type { DayRoot } from './chain.ts';
export { type PublishedRoot, publishedLine, readPublishedLine } from './chain-record.ts';
export { createSealer, type Sealer } from './commands/keep-sealing.ts';
export {
  createActionRecorder,
  createViewRecorder,
  hasRecordedAction,
  recordAction,
  recordSetBack,
  recordView,
} from './commands/record-entry.ts';
export { closeDaysNow, sealEntries } from './commands/seal-entries.ts';
export {
  type ActorKind,
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
export { listSealerNumbers } from './queries/list-sealer-numbers.ts';
export { type Unreadable, verifyCopiedChain, verifyStoredChain } from './queries/verify-stored-chain.ts';
export { auditRoutes } from './routes.ts';
export { isSignedBy, signLine } from './sign-root.ts';
export { findNewestAction, listAccountActions, listActive, listEntriesOf, listViews } from './store.ts';
export type { Verdict, Wrong } from './verify-chain.ts';
export { readWitnesses, UnreadableWitness } from './witness.ts';
