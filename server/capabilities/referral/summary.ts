import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { ReferralSummary } from '#contract/referral-api';
import { consequenceOf, type Referral } from './referral.ts';

/** A row of a list: nothing that names the person, and to a receiver not even the case. */
export function summarize(
  jurisdiction: Pick<Jurisdiction, 'getAgency'>,
  one: Referral,
  isSender: boolean,
): ReferralSummary {
  const { id, code, version, status, serviceCode, serviceId, urgency, statutory, ageBand, isMinor, silent, place } =
    one;
  const { papers, bundleId, outcome, outcomeOn, confirmation, endReason } = one;
  const at = (moment: Date | null) => moment?.toISOString() ?? null;
  return {
    ...{ id, code, version, status, serviceCode, serviceId, urgency, statutory, ageBand, isMinor, silent, place },
    ...{ papers, bundleId, outcome, outcomeOn, confirmation },
    statusSince: one.statusSince.toISOString(),
    need: one.needCode,
    from: nameAgency(jurisdiction, one.fromAgencyId),
    to: nameAgency(jurisdiction, one.toAgencyId),
    caseId: isSender ? one.caseId : null,
    caseCode: isSender ? one.caseCode : null,
    offeredAt: at(one.offeredAt),
    dueAt: at(one.dueAt),
    acceptedAt: at(one.acceptedAt),
    updateDueAt: at(one.updateDueAt),
    outcomeDueAt: at(one.outcomeDueAt),
    hold: one.holdReason && one.holdUntil ? { reason: one.holdReason, until: one.holdUntil.toISOString() } : null,
    endedAt: at(one.endedAt),
    endReason: endReason as ReferralSummary['endReason'],
    consequence: consequenceOf(one),
  };
}

function nameAgency(jurisdiction: Pick<Jurisdiction, 'getAgency'>, id: string) {
  const { nameTh, nameEn } = jurisdiction.getAgency(id);
  return { id, nameTh, nameEn };
}
