import type { Actor } from '#capabilities/access';
import type { ReferralChanged, WithdrawReferral } from '#contract/referral-api';
import type { Work } from '#platform/database/transaction';
import type { ReferralContext } from '../context.ts';
import { stepOf, withdraw } from '../referral.ts';
import { loadSent } from './load-referral.ts';
import { recordReferralChange } from './record-referral.ts';

/** The sender takes it back, at any moment before it ended: the receiver no longer sees who it was about. */
export async function withdrawReferral(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  id: string,
  { reason, note }: WithdrawReferral,
): Promise<ReferralChanged> {
  const { one } = await loadSent(context, work, actor, id);
  const withdrawn = withdraw(one, reason, context.clock.now());
  const details = { reason, ...(note && { note }) };
  const step = { kind: stepOf('withdraw'), by: actor, details, codes: { reason } };
  return recordReferralChange(context, work, { was: one, now: withdrawn }, step);
}
