export { noteLooks } from './commands/note-looks.ts';
export { recordAct } from './commands/record-act.ts';
export { recordLook } from './commands/record-look.ts';
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
export { listEntriesOf } from './queries/list-entries-of.ts';
