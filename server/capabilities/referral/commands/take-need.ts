import type { Actor } from '#capabilities/access';
import { holdNeed, listHeldNeeds } from '#capabilities/care';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { ReferralContext } from '../context.ts';

type Holding = Omit<Parameters<typeof holdNeed>[1], 'since' | 'byPersonId'> & { caseId: string };

/**
 * From now on the need waits for this holder and for nobody else.
 * @throws AppError `referral/need-not-open`, `referral/need-held`
 */
export async function takeNeed(
  { clock }: Pick<ReferralContext, 'clock'>,
  work: Work,
  actor: Actor,
  { caseId, ...holding }: Holding,
): Promise<void> {
  const held = await holdNeed(work, { ...holding, since: clock.now(), byPersonId: actor.userId });
  if (held === 'ended')
    throw new AppError('referral/need-not-open', { lostTo: { subjects: [caseId], actions: ['case/need-ended'] } });
  if (held === 'taken') {
    const holder = (await listHeldNeeds(work.tx, caseId)).find(({ needId }) => needId === holding.needId)?.holderId;
    const actions = ['referral/offered', 'referral/own-service'];
    throw new AppError('referral/need-held', { lostTo: { subjects: [caseId, ...(holder ? [holder] : [])], actions } });
  }
}
