export { recordAct } from './commands/record-act.ts';
export { recordLook } from './commands/record-look.ts';
export type { ActorKind, AuditEntry, Deed, EntryDetails, Subject } from './entry.ts';
export { listEntriesOf } from './queries/list-entries-of.ts';
