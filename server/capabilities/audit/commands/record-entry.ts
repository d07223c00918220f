import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import { createTransactionState, type Work } from '#platform/database/transaction';
import type { SetBack } from '#platform/set-back';
import { type AuditEvent, byPerson, bySystem, type EntryDetails } from '../entry.ts';
import { addAction, insertView } from '../store.ts';

const recordedOf = createTransactionState(() => ({ hasAction: false }));

/**
 * Records an action in its own transaction, so that neither is stored without the other. The entries of a transaction are
 * written together right before its commit, in their order.
 */
export function recordAction(work: Work, auditEvent: AuditEvent): void {
  addAction(work, auditEvent);
  recordedOf(work).hasAction = true;
}

/** True when an action was recorded in this transaction; the route runner rolls a request back that recorded none. */
export function hasRecordedAction(work: Work): boolean {
  return recordedOf(work).hasAction;
}

/** Records that a person saw personal data. Await it before the data is sent: what can't be recorded isn't shown. */
export async function recordView(connection: Connection, auditEvent: AuditEvent): Promise<void> {
  await insertView(connection, auditEvent);
}

/** Records that the clock was set back, and by how much: readers of times must know it. The seals keep the order. */
export async function recordSetBack(work: Work, { byMs, now }: SetBack): Promise<void> {
  const auditEvent = { action: 'platform/move-times', subjectKind: 'clock', subjectId: 'wall', at: now };
  recordAction(work, { ...bySystem('timer'), ...auditEvent, details: { seconds: Math.round(byMs / 1000) } });
}

type Caller = { userId: string; from: string; sessionId: string };
type Recorded = Pick<AuditEvent, 'action' | 'subjectKind' | 'subjectId' | 'details'>;

/**
 * For the route runner, which records each view before it answers. `viewerContext` adds details about the viewer that
 * can't be found out later, such as their agencies at that moment.
 */
export function createViewRecorder<Who extends Caller>(
  clock: Clock,
  viewerContext: (caller: Who) => EntryDetails = () => ({}),
) {
  return (connection: Connection, caller: Who, seen: Recorded): Promise<void> => {
    const details = { ...viewerContext(caller), ...seen.details };
    return recordView(connection, { ...byPerson(caller), ...seen, details, at: clock.now() });
  };
}

/** For the platform, which cannot import the audit. */
export function createActionRecorder(clock: Clock) {
  return (work: Work, caller: Caller, auditEvent: Recorded): void =>
    recordAction(work, { ...byPerson(caller), ...auditEvent, at: clock.now() });
}
