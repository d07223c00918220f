import { reopenNeed } from '#capabilities/care';
import { isUnconfirmed } from '#contract/referral';
import type { Work } from '#platform/database/transaction';
import type { ReferralContext } from '../context.ts';
import { findReferralForChange } from '../store/referral-rows.ts';
import { recordReferralChange } from './record-referral.ts';

/**
 * Help that was received did not last: the need is on the sender's list again, and its case is open. What the person said
 * before stays; where they were not asked yet, there is nothing to confirm any more. Done by the service, once.
 */
export async function reopenReferredNeed(context: ReferralContext, work: Work, referralId: string): Promise<void> {
  const one = await findReferralForChange(work.tx, referralId);
  if (!one) return;
  const now = isUnconfirmed(one.confirmation) ? { ...one, confirmation: 'none' as const, confirmAt: null } : one;
  await recordReferralChange(context, work, { was: one, now }, { kind: 'need-reopened', by: 'timer' });
  await reopenNeed(context, work, { caseId: one.caseId, needId: one.needId });
}
