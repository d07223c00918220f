import type { ThaiDay } from '#contract/thai-day';
import { inTransaction } from '#platform/database/transaction';
import type { FactContext } from '../../context.ts';
import { listWrongCareFacts, putCareFactsRight } from '../store/care-fact-rows.ts';
import { lockCursor } from '../store/cursor-rows.ts';
import { followLog } from './follow-log.ts';

/** Compares the facts of care since a day with their sources and puts right what differs. @returns how many were wrong */
export async function recountCare(context: FactContext, since: ThaiDay | null): Promise<number> {
  const { db } = context;
  const suspects = await listWrongCareFacts(db, since);
  if (suspects.length === 0) return 0;
  // What has changed a moment ago stands in the log and is no difference.
  await followLog(context);
  return inTransaction(db, async ({ tx }) => {
    await lockCursor(tx);
    return putCareFactsRight(tx, suspects);
  });
}
