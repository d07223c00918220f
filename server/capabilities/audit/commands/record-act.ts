import type { Work } from '#platform/database/transaction';
import type { Deed } from '../entry.ts';
import { insertEntry } from '../store.ts';

/** Writes down what was done, in the transaction that does it: no act without its entry, no entry without its act. */
export async function recordAct(work: Work, deed: Deed): Promise<void> {
  await insertEntry(work.tx, 'act', deed);
}
