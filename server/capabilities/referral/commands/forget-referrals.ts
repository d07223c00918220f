import { DAY_MS } from '#contract/thai-day';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { forgetReferralsOfGoneCases } from '../store/due-rows.ts';

/** Referrals forgotten in one transaction. */
const BATCH = 100;
/** Limit for one run; the next one goes on. */
const BATCHES = 20;
/** A case is kept at least this long (`care-keeping.json`): younger referrals need no look. */
const YOUNGEST_MS = 365 * DAY_MS;

/** Scheduled job: referrals whose case was forgotten go too, with packet, timeline and links. */
export async function forgetReferrals({ clock }: { clock: Clock }, db: Database): Promise<void> {
  const madeBefore = new Date(clock.now().getTime() - YOUNGEST_MS);
  for (let batch = 0; batch < BATCHES; batch++) {
    const most = await inTransaction(db, ({ tx }) => forgetReferralsOfGoneCases(tx, madeBefore, BATCH));
    if (most < BATCH) break;
  }
}
