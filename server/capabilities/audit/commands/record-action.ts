import type { Connection } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import type { AuditEvent } from '../entry.ts';
import { insertEntry } from '../store.ts';

const recorded = new WeakSet<Connection>();

/** Writes down what was done, in the transaction that does it: no act without its entry, no entry without its act. */
export async function recordAction(work: Work, auditEvent: AuditEvent): Promise<void> {
  await insertEntry(work.tx, 'action', auditEvent);
  recorded.add(work.tx);
}

/** Whether an act was written down in this transaction; the route runner undoes a request that wrote none. */
export function hasRecordedAction({ tx }: Pick<Work, 'tx'>): boolean {
  return recorded.has(tx);
}
