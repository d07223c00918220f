import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { ReferralContext } from '../context.ts';
import { marksOf } from '../marks.ts';
import { takeDueReferrals } from '../store/due-rows.ts';
import { type CallingMark, callPeopleFor } from './call-people.ts';
import { type ChangedReferral, recordReferralChanges } from './record-referral.ts';

/** Referrals looked at in one transaction. */
const BATCH = 50;
/** Limit for one call, because a server that stops waits for the current call. */
const BATCHES = 40;

/** Scheduled job: reminds, lets expire, ends holds and asks for the next word; in any number of processes, each once. */
export async function runDueReferrals(context: ReferralContext, db: Database): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const taken = await inTransaction(db, (work) => runOneBatch(context, work));
    if (taken < BATCH) break;
  }
}

async function runOneBatch(context: ReferralContext, work: Work): Promise<number> {
  const now = context.clock.now();
  const due = await takeDueReferrals(work.tx, now, BATCH);
  const marked: CallingMark[] = [];
  const changes = due.flatMap((one): ChangedReferral[] => {
    const marks = marksOf(one, now);
    const last = marks.at(-1);
    marked.push(...marks.map(({ mark }) => ({ mark, one })));
    return last ? [{ was: one, now: last.now, steps: marks.map(({ mark }) => ({ kind: mark, by: 'timer' })) }] : [];
  });
  await recordReferralChanges(context, work, changes);
  await callPeopleFor(context, work, marked);
  return due.length;
}
