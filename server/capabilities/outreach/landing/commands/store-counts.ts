import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { addCounts } from '../../record/store/count-rows.ts';
import type { OpenCounter } from '../open-counter.ts';

/** Stores what was counted since, in one statement; what can't be stored is tried again with the next. */
export async function storeCounts(counter: OpenCounter, db: Database): Promise<void> {
  const counted = counter.take();
  if (counted.length === 0) return;
  try {
    await inTransaction(db, ({ tx }) => addCounts(tx, counted));
  } catch (error) {
    counter.giveBack(counted);
    throw error;
  }
}
