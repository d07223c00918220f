import type { Actor } from '#capabilities/access';
import { findPersonOfCase, type HelpedCase, listHeldNeeds } from '#capabilities/care';
import { hasDuty } from '#capabilities/services';
import { isOpenCase } from '#contract/case';
import type { NewBundle, NewReferral, ReferralChanged, ReferralCreated } from '#contract/referral-api';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { ReferralContext } from '../context.ts';
import { buildPacket } from '../packet.ts';
import { ageBandOf, draftReferral, offer, type Referral, stepOf } from '../referral.ts';
import { insertPacket } from '../store/packet-rows.ts';
import { insertReferral } from '../store/referral-rows.ts';
import { loadHelpedCase, loadSent } from './load-referral.ts';
import { type ReferralStep, recordNewReferral, recordReferralChange } from './record-referral.ts';
import { takeNeed } from './take-need.ts';

/**
 * A referral of one need to one receiver's queue, or a draft of it.
 * @throws AppError `case/not-found`, `referral/need-not-open`, `referral/need-held`, `referral/receiver-not-possible`
 */
export async function createReferral(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  caseId: string,
  given: NewReferral,
  bundleId: string | null = null,
): Promise<ReferralCreated> {
  const helped = await loadHelpedCase(context, work, actor, caseId);
  if (!isOpenCase(helped.status)) throw new AppError('referral/case-not-open');
  const need = (await listHeldNeeds(work.tx, caseId)).find(({ needId }) => needId === given.needId);
  if (!need || need.isEnded) throw new AppError('referral/need-not-open');
  assertCanReceive(context, helped, given.toAgencyId);
  const person = await findPersonOfCase(work.tx, caseId);
  if (!person) throw new AppError('case/not-found');
  const { serviceId = null, toAgencyId } = given;
  const statutory = serviceId !== null && (await hasDuty(work.tx, { serviceId, agencyId: toAgencyId }));
  const now = context.clock.now();
  const id = newId();
  const draft = draftReferral(
    {
      ...{ id, caseId, caseCode: helped.caseCode, incidentId: helped.incidentId },
      ...{ needId: need.needId, needCode: need.code, fromAgencyId: helped.agencyId, toAgencyId },
      ...{ serviceId, serviceCode: given.serviceCode, statutory },
      ...{ urgency: given.urgency, ageBand: ageBandOf(helped, now), isMinor: helped.isMinor, silent: helped.silent },
      ...{ place: helped.place, papers: given.papers, bundleId, createdByPersonId: actor.userId },
    },
    now,
  );
  const one = given.offer ? offer(draft, now) : draft;
  if (given.offer) await takeNeed(context, work, actor, holdingOf(one));
  const code = await insertReferral(work.tx, one);
  const { serviceCode, basis, extra = {} } = given;
  const packet = { referralId: id, serviceCode, basis, extra, why: given.why || null };
  await insertPacket(work.tx, buildPacket(person, packet, now));
  const codes = { serviceCode, urgency: one.urgency, toAgencyId: one.toAgencyId, needId: one.needId };
  const details = { serviceCode, urgency: one.urgency, ...nameReceiver(context, one.toAgencyId) };
  const step: ReferralStep = { kind: one.status === 'draft' ? 'drafted' : 'offered', by: actor, details, codes };
  await recordNewReferral(context, work, { ...one, code }, [step]);
  return { id, code, status: one.status, version: one.version };
}

/**
 * Siblings sent together: made all at once or not at all, and from then on each goes its own way.
 * @throws AppError as `createReferral`
 */
export async function createBundle(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  { referrals }: NewBundle,
): Promise<{ bundleId: string; referrals: ReferralCreated[] }> {
  const bundleId = newId();
  const created: ReferralCreated[] = [];
  for (const { caseId, ...given } of referrals)
    created.push(await createReferral(context, work, actor, caseId, given, bundleId));
  return { bundleId, referrals: created };
}

/**
 * Sends a draft, with what is known of the person today.
 * @throws AppError `referral/change-not-allowed`, `referral/need-not-open`, `referral/need-held`
 */
export async function offerReferral(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  id: string,
): Promise<ReferralChanged> {
  const { one, helped } = await loadSent(context, work, actor, id);
  if (!isOpenCase(helped.status)) throw new AppError('referral/case-not-open');
  assertCanReceive(context, helped, one.toAgencyId);
  const offered = offer(one, context.clock.now());
  await takeNeed(context, work, actor, holdingOf(offered));
  const { serviceCode, urgency, toAgencyId } = offered;
  const details = { serviceCode, urgency, ...nameReceiver(context, toAgencyId) };
  const step = { kind: stepOf('offer'), by: actor, details, codes: { serviceCode, urgency, toAgencyId } };
  return recordReferralChange(context, work, { was: one, now: offered }, step);
}

/** From its offer on the need waits for this receiver and for nobody else. */
const holdingOf = ({ id, caseId, needId }: Pick<Referral, 'id' | 'caseId' | 'needId'>) =>
  ({ caseId, needId, kind: 'referral', holderId: id, serviceCode: null }) as const;

/** An agency that has people who answer referrals; never the sender itself, which gives its own services. */
export function assertCanReceive({ jurisdiction }: ReferralContext, helped: HelpedCase, toAgencyId: string): void {
  const receiver = jurisdiction.findAgency(toAgencyId);
  const kinds = ['service-provider', 'education-fund', 'provincial-social-office', 'tambon-centre'];
  if (!receiver || !kinds.includes(receiver.kind) || receiver.id === helped.agencyId)
    throw new AppError('referral/receiver-not-possible');
}

function nameReceiver({ jurisdiction }: ReferralContext, agencyId: string) {
  const { nameTh, nameEn } = jurisdiction.getAgency(agencyId);
  return { toTh: nameTh, toEn: nameEn };
}
