import type { Actor } from '#capabilities/access';
import { findHelpedCase } from '#capabilities/care';
import { mayFor } from '#capabilities/jurisdiction';
import {
  canChangeReferral,
  confirmationAnswersOf,
  REFERRAL_ACTION_NAMES,
  REFERRAL_ACTIONS,
  type ReferralAction,
} from '#contract/referral';
import type { ReferralDetail } from '#contract/referral-api';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { ReferralQueryContext } from '../context.ts';
import type { Referral } from '../referral.ts';
import { findPacket } from '../store/packet-rows.ts';
import { findReferral, listReferralsOfBundle, listReferralTimeline, listSides } from '../store/referral-rows.ts';
import { summarizeReferrals } from './list-referrals.ts';

/** A referral as this person may see it, from their side. @throws AppError `referral/not-found` */
export async function getReferral(
  context: ReferralQueryContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<ReferralDetail> {
  const one = await findReferral(connection, id);
  if (!one) throw new AppError('referral/not-found');
  const sides = await listSides(connection, id);
  const siblings = one.bundleId ? await listReferralsOfBundle(connection, one.bundleId) : [];
  const others = siblings.filter((other) => other.id !== id);
  const [referral, ...bundle] = await summarizeReferrals(context, connection, [one, ...others]);
  if (!referral || sides.length === 0) throw new AppError('referral/not-found');
  const packet = await findPacket(connection, id);
  const helped = sides.some(({ side }) => side === 'sender') ? await findHelpedCase(connection, one.caseId) : undefined;
  const owners = helped ? [helped.agencyId] : [];
  const maySend = owners.length > 0 && mayFor(context.jurisdiction, actor, 'case:work', owners);
  return {
    referral,
    sides: sides.map(({ side }) => side),
    actions: REFERRAL_ACTION_NAMES.filter((action) => mayDo(context, actor, one, action, maySend)),
    packet: packet
      ? {
          ...{ person: packet.person, safeContact: packet.safeContact, silent: one.silent, why: packet.why },
          ...{ basis: packet.basis, extra: packet.extra, builtAt: packet.builtAt.toISOString() },
        }
      : null,
    timeline: (await listReferralTimeline(connection, id)).map(({ at, ...entry }) => ({
      ...entry,
      at: at.toISOString(),
    })),
    bundle,
    mayConfirm: maySend && confirmationAnswersOf(one.confirmation).length > 0,
  };
}

/** What the status and their rights allow; of the two ways to decline the one that this receiver has. */
function mayDo(
  { jurisdiction }: ReferralQueryContext,
  actor: Actor,
  one: Referral,
  action: ReferralAction,
  maySend: boolean,
): boolean {
  const { side, permission } = REFERRAL_ACTIONS[action];
  if (permission === null || !canChangeReferral(one.status, action)) return false;
  if (side === 'sender') return maySend;
  if (action === (one.statutory ? 'decline' : 'propose-decline')) return false;
  const decides = action === 'confirm-decline' || action === 'refuse-decline';
  return (
    mayFor(jurisdiction, actor, permission, [one.toAgencyId]) && !(decides && one.declineByPersonId === actor.userId)
  );
}
