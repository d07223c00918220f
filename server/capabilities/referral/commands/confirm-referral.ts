import type { Actor } from '#capabilities/access';
import { endNeed } from '#capabilities/care';
import type { ConfirmReferral, ReferralChanged } from '#contract/referral-api';
import type { Work } from '#platform/database/transaction';
import type { ReferralContext } from '../context.ts';
import { confirm } from '../referral.ts';
import { loadSent } from './load-referral.ts';
import { recordReferralChange } from './record-referral.ts';

/**
 * What the person said to a worker, by telephone or on a visit. "Received" ends the need by their word; anything else puts
 * it back on the sender's list.
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
  if (answer === 'received') {
    const ended = { outcome: 'received-help', saidBy: 'person' } as const;
    await endNeed(context, work, actor, one.caseId, ended, { needId: one.needId });
  }
  return saved;
}
