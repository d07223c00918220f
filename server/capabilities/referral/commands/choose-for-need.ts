import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { endNeed, type HeldNeed, listHeldNeeds, releaseNeed } from '#capabilities/care';
import { isOpenCase } from '#contract/case';
import type { OwnService } from '#contract/referral-api';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { ReferralContext } from '../context.ts';
import { findLossProposal, insertLossProposal, saveLossDecision } from '../store/loss-rows.ts';
import { loadHelpedCase } from './load-referral.ts';
import { takeNeed } from './take-need.ts';

type Ids = { caseId: string; needId: string };

/**
 * The owner gives this help itself: the need waits for its own service, not for anybody outside.
 * @throws AppError `referral/need-not-open`, `referral/need-held`
 */
export async function giveOwnService(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  { caseId, needId }: Ids,
  { serviceCode }: OwnService,
): Promise<void> {
  const helped = await loadHelpedCase(context, work, actor, caseId);
  if (!isOpenCase(helped.status)) throw new AppError('referral/case-not-open');
  await getOpenNeed(work, { caseId, needId });
  await takeNeed(context, work, actor, { caseId, needId, kind: 'own-service', holderId: newId(), serviceCode });
  await record(context, work, actor, caseId, 'referral/own-service', { needId, serviceCode });
}

/** The own service did not help, or is over: the need is on the owner's list again. @throws AppError `referral/need-not-held` */
export async function endOwnService(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  { caseId, needId }: Ids,
): Promise<void> {
  await loadHelpedCase(context, work, actor, caseId);
  const need = await getOpenNeed(work, { caseId, needId });
  const isReleased =
    need.holderKind === 'own-service' && need.holderId !== null && (await releaseNeed(work, needId, need.holderId));
  if (!isReleased) {
    const lostTo = { subjects: [caseId], actions: ['referral/own-service-ended'] };
    throw new AppError('referral/need-not-held', { lostTo });
  }
  await record(context, work, actor, caseId, 'referral/own-service-ended', { needId });
}

/**
 * A worker proposes to give a need up, because no help is to be had.
 * @throws AppError `referral/need-not-open`, `referral/need-held`, `referral/loss-proposed`
 */
export async function proposeLoss(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  { caseId, needId }: Ids,
  { reason }: { reason: string },
): Promise<void> {
  await loadHelpedCase(context, work, actor, caseId);
  const need = await getOpenNeed(work, { caseId, needId });
  if (need.holderKind !== null) throw new AppError('referral/need-held');
  const proposal = { id: newId(), caseId, needId, reason, requestedByPersonId: actor.userId };
  if (!(await insertLossProposal(work.tx, { ...proposal, requestedAt: context.clock.now() }))) {
    const lostTo = { subjects: [caseId], actions: ['referral/loss-proposed'] };
    throw new AppError('referral/loss-proposed', { lostTo });
  }
  await record(context, work, actor, caseId, 'referral/loss-proposed', { needId });
}

/**
 * A supervisor decides, never whoever proposed it. Accepted, the need ends as a loss, by the supervisor's word.
 * @throws AppError `referral/loss-not-proposed`, `referral/self-decision`, `referral/need-held`
 */
export async function decideLoss(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  { caseId, needId }: Ids,
  { accept, reason }: { accept: boolean; reason?: string | undefined },
): Promise<void> {
  await loadHelpedCase(context, work, actor, caseId, 'case:approve');
  const proposal = await findLossProposal(work.tx, needId);
  const lostTo = { subjects: [caseId], actions: ['referral/loss-accepted', 'referral/loss-refused'] };
  if (!proposal || proposal.caseId !== caseId) throw new AppError('referral/loss-not-proposed', { lostTo });
  if (proposal.requestedByPersonId === actor.userId) throw new AppError('referral/self-decision');
  const need = accept ? await getOpenNeed(work, { caseId, needId }) : undefined;
  // Meanwhile somebody works on it: it is not lost.
  if (need?.holderKind) throw new AppError('referral/need-held');
  const decision = { accepted: accept, reason: reason || null, byPersonId: actor.userId, at: context.clock.now() };
  if (!(await saveLossDecision(work.tx, proposal.id, decision)))
    throw new AppError('referral/loss-not-proposed', { lostTo });
  await record(context, work, actor, caseId, accept ? 'referral/loss-accepted' : 'referral/loss-refused', { needId });
  if (accept)
    await endNeed(context, work, actor, caseId, { outcome: 'loss-accepted', saidBy: 'supervisor' }, { needId });
}

async function getOpenNeed({ tx }: Work, { caseId, needId }: Ids): Promise<HeldNeed> {
  const need = (await listHeldNeeds(tx, caseId)).find((one) => one.needId === needId);
  if (!need) throw new AppError('case/need-not-found');
  if (need.isEnded) {
    const lostTo = { subjects: [caseId], actions: ['case/need-ended'] };
    throw new AppError('referral/need-not-open', { lostTo });
  }
  return need;
}

async function record(
  { clock, events }: ReferralContext,
  work: Work,
  actor: Actor,
  caseId: string,
  action: string,
  details: Record<string, string>,
): Promise<void> {
  recordAction(work, {
    ...{ ...byPerson(actor), action, subjectKind: 'case', subjectId: caseId, details, at: clock.now() },
  });
  await events.publish(work, 'case-changed', { caseId });
}
