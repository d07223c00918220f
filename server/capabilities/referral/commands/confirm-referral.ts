import type { Actor } from '#capabilities/access';
import { endNeed, reopenNeed } from '#capabilities/care';
import type { ConfirmReferral, ReferralChanged } from '#contract/referral-api';
import type { Work } from '#platform/database/transaction';
import type { ReferralContext } from '../context.ts';
import { confirm } from '../referral.ts';
import { loadSent } from './load-referral.ts';
import { recordReferralChange } from './record-referral.ts';

/**
 * What the person said to a worker, by telephone or on a visit. "Received" ends the need by their word; anything else puts
 * it back on the sender's list and opens a case that was closed, as the same answer in LINE does, also where it was said before
 * that it was received.
 * @throws AppError `referral/confirmed-already`, `referral/change-not-allowed`
 */
export async function confirmReferral(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  id: string,
  { way, answer }: ConfirmReferral,
): Promise<ReferralChanged> {
  const { one } = await loadSent(context, work, actor, id);
  const confirmed = confirm(one, { way, answer }, context.clock.now());
  const codes = { way, answer };
  const step = { kind: 'confirmed', by: actor, details: codes, codes } as const;
  const saved = await recordReferralChange(context, work, { was: one, now: confirmed }, step);
  const { caseId, needId } = one;
  if (answer === 'received') {
    const ended = { outcome: 'received-help', saidBy: 'person' } as const;
    await endNeed(context, work, actor, caseId, ended, { needId });
  } else await reopenNeed(context, work, { caseId, needId, by: actor });
  return saved;
}
