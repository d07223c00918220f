import { type Actor, nameStaff } from '#capabilities/access';
import { findHelpedCase, listHeldNeeds } from '#capabilities/care';
import { mayFor } from '#capabilities/jurisdiction';
import { NEED_CHOICES } from '#contract/referral';
import type { CaseNeedHoldings } from '#contract/referral-api';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { ReferralQueryContext } from '../context.ts';
import { listLossProposals } from '../store/loss-rows.ts';
import { listReferralsOfCase } from '../store/referral-rows.ts';
import { summarizeReferrals } from './list-referrals.ts';

/** The needs of a case: each held by exactly one, ended, or on the owner's list with choices. @throws AppError `case/not-found` */
export async function listCaseNeeds(
  context: ReferralQueryContext,
  connection: Connection,
  actor: Actor,
  caseId: string,
): Promise<CaseNeedHoldings> {
  const helped = await findHelpedCase(connection, caseId);
  if (!helped) throw new AppError('case/not-found');
  const needs = await listHeldNeeds(connection, caseId);
  const sent = await listReferralsOfCase(connection, caseId);
  const shown = await summarizeReferrals(context, connection, sent);
  const proposals = await listLossProposals(connection, caseId);
  const asked = proposals.map(({ requestedByPersonId }) => requestedByPersonId);
  const name = await nameStaff(connection, asked, context.clock.now());
  const lossOf = (needId: string) => {
    const found = proposals.find((one) => one.needId === needId);
    if (!found) return null;
    const { id, reason, requestedByPersonId: by, requestedAt } = found;
    return { id, reason, by: name(by), at: requestedAt.toISOString(), isMine: by === actor.userId };
  };
  return {
    caseId,
    caseStatus: helped.status,
    mayAct: mayFor(context.jurisdiction, actor, 'case:work', [helped.agencyId]),
    needs: needs.map((need) => {
      const referrals = shown.filter((_, at) => sent[at]?.needId === need.needId);
      const { needId, code, openedAt, isEnded, holderKind, holderId, heldSince, serviceCode } = need;
      const holder =
        holderKind && holderId && heldSince
          ? { kind: holderKind, id: holderId, since: heldSince.toISOString(), serviceCode }
          : null;
      const isFree = !isEnded && holder === null;
      return {
        ...{ needId, need: code, openedAt: openedAt.toISOString(), isEnded, holder, referrals },
        lossProposal: lossOf(needId),
        choices: isFree ? [...NEED_CHOICES] : [],
        consequence: isFree ? (referrals[0]?.consequence ?? null) : null,
      };
    }),
  };
}
