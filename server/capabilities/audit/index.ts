export type { DayRoot } from './chain.ts';
export { type PublishedRoot, publishedLine, readPublishedLine } from './chain-record.ts';
export { createSealer, type Sealer } from './commands/keep-sealing.ts';
export { noteActs, noteLooks } from './commands/note-looks.ts';
export { noteSetBack } from './commands/note-set-back.ts';
export { hasRecordedAct, recordAct } from './commands/record-act.ts';
export { recordLook } from './commands/record-look.ts';
export { closeDaysNow, sealEntries } from './commands/seal-entries.ts';
export {
  type ActorKind,
  type AuditEntry,
  byOperator,
  byPerson,
  byReporter,
  bySystem,
  type Deed,
  type Doer,
  type EntryDetails,
  type Subject,
} from './entry.ts';
export { findFirstWrong, findFirstWrongInCopy, type Unreadable } from './queries/find-first-wrong.ts';
export { findNewestAct } from './queries/find-newest-act.ts';
export { getDayRoot } from './queries/get-day-root.ts';
export { listAccountActs } from './queries/list-account-acts.ts';
export { listActive } from './queries/list-active.ts';
export { listCopyLines } from './queries/list-copy-lines.ts';
export { listEntriesOf } from './queries/list-entries-of.ts';
export { listLooks } from './queries/list-looks.ts';
export { listSealerNumbers } from './queries/list-sealer-numbers.ts';
export { auditRoutes } from './routes.ts';
export { isSignedBy, signLine } from './sign-root.ts';
export type { Verdict, Wrong } from './verify-chain.ts';
export { readWitnesses, UnreadableWitness } from './witness.ts';
