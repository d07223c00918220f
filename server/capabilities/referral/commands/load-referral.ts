import type { Actor } from '#capabilities/access';
import { findHelpedCase, type HelpedCase } from '#capabilities/care';
import { mayFor } from '#capabilities/jurisdiction';
import type { Permission } from '#contract/permission';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { ReferralContext } from '../context.ts';
import type { Referral } from '../referral.ts';
import { findReferralForChange } from '../store/referral-rows.ts';

/**
 * Loads and locks a referral for an action of a receiver. Row security shows nobody what is not theirs: it is answered like
 * one that does not exist.
 * @throws AppError `referral/not-found`, `access/not-permitted`
 */
export async function loadReceived(
  context: Pick<ReferralContext, 'jurisdiction'>,
  work: Work,
  actor: Actor,
  id: string,
  permission: Permission = 'referral:answer',
): Promise<Referral> {
  return assertReceived(context, actor, await findReferralForChange(work.tx, id), permission);
}

/** One that was loaded, if the actor may answer it. @throws AppError `referral/not-found`, `access/not-permitted` */
export function assertReceived(
  { jurisdiction }: Pick<ReferralContext, 'jurisdiction'>,
  actor: Actor,
  found: Referral | undefined,
  permission: Permission = 'referral:answer',
): Referral {
  if (!found) throw new AppError('referral/not-found');
  if (!mayFor(jurisdiction, actor, permission, [found.toAgencyId])) throw new AppError('access/not-permitted');
  return found;
}

/**
 * The same for an action of the sender: whoever owns the case now.
 * @throws AppError `referral/not-found`, `access/not-permitted`
 */
export async function loadSent(
  context: Pick<ReferralContext, 'jurisdiction'>,
  work: Work,
  actor: Actor,
  id: string,
  permission: Permission = 'case:work',
): Promise<{ one: Referral; helped: HelpedCase }> {
  const one = await findReferralForChange(work.tx, id);
  if (!one) throw new AppError('referral/not-found');
  const helped = await findHelpedCase(work.tx, one.caseId);
  if (!helped || !mayFor(context.jurisdiction, actor, permission, [helped.agencyId]))
    throw new AppError('access/not-permitted');
  return { one, helped };
}

/** The case that somebody may send referrals from. @throws AppError `case/not-found`, `access/not-permitted` */
export async function loadHelpedCase(
  { jurisdiction }: Pick<ReferralContext, 'jurisdiction'>,
  work: Work,
  actor: Actor,
  caseId: string,
  permission: Permission = 'case:work',
): Promise<HelpedCase> {
  const helped = await findHelpedCase(work.tx, caseId);
  if (!helped) throw new AppError('case/not-found');
  if (!mayFor(jurisdiction, actor, permission, [helped.agencyId])) throw new AppError('access/not-permitted');
  return helped;
}
