export type { DayRoot } from './chain.ts';
export { type PublishedRoot, publishedLine, readPublishedLine } from './chain-record.ts';
export { createActionRecorder, createViewRecorder } from './commands/create-recorders.ts';
export { createSealer, type Sealer } from './commands/keep-sealing.ts';
export { hasRecordedAction, recordAction } from './commands/record-action.ts';
export { recordSetBack } from './commands/record-set-back.ts';
export { recordView } from './commands/record-view.ts';
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
export { findNewestAction } from './queries/find-newest-action.ts';
export { getDayRoot } from './queries/get-day-root.ts';
export { listAccountActions } from './queries/list-account-actions.ts';
export { listActive } from './queries/list-active.ts';
export { listCopyLines } from './queries/list-copy-lines.ts';
export { listEntriesOf } from './queries/list-entries-of.ts';
export { listSealerNumbers } from './queries/list-sealer-numbers.ts';
export { listViews } from './queries/list-views.ts';
export { type Unreadable, verifyCopiedChain, verifyStoredChain } from './queries/verify-stored-chain.ts';
export { auditRoutes } from './routes.ts';
export { isSignedBy, signLine } from './sign-root.ts';
export type { Verdict, Wrong } from './verify-chain.ts';
export { readWitnesses, UnreadableWitness } from './witness.ts';
