import type { Actor } from '#capabilities/access';
import type { ReferralStatus } from '#contract/referral';
import type { DeclineReferral, ReferralChanged } from '#contract/referral-api';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { ReferralContext } from '../context.ts';
import { accept, decideDecline, decline, stepOf } from '../referral.ts';
import { listReferralsForChange } from '../store/referral-rows.ts';
import { assertReceived, loadReceived } from './load-referral.ts';
import { type ChangedReferral, recordReferralChange, recordReferralChanges } from './record-referral.ts';

/**
 * A person of the receiver accepts: from now on they see who it is.
 * @throws AppError `referral/answered-too-late`, `referral/change-not-allowed`
 */
export async function acceptReferral(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  id: string,
): Promise<ReferralChanged> {
  const one = await loadReceived(context, work, actor, id);
  const accepted = accept(one, context.clock.now());
  return recordReferralChange(context, work, { was: one, now: accepted }, { kind: stepOf('accept'), by: actor });
}

/** What became of one of many: `code` says why it could not be accepted, `status` where it is; null where it is not there. */
export type Acceptance = { id: string; status: ReferralStatus | null; code: string | null };

/**
 * Accepts any number of referrals with the statements of one. Each is judged for itself by the same rule, and one that
 * can't be accepted stops no other.
 */
export async function acceptReferrals(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  ids: readonly string[],
): Promise<Acceptance[]> {
  const now = context.clock.now();
  const found = new Map((await listReferralsForChange(work.tx, ids)).map((one) => [one.id, one]));
  const changes: ChangedReferral[] = [];
  const acceptances = ids.map((id): Acceptance => {
    const was = found.get(id);
    try {
      const accepted = accept(assertReceived(context, actor, was), now);
      if (was) changes.push({ was, now: accepted, steps: [{ kind: stepOf('accept'), by: actor }] });
      return { id, status: accepted.status, code: null };
    } catch (error) {
      if (error instanceof AppError) return { id, status: was?.status ?? null, code: error.code };
      throw error;
    }
  });
  await recordReferralChanges(context, work, changes);
  return acceptances;
}

/** Declines with a code, each with its consequence; where the law gives it to the receiver, its supervisor decides. */
export async function declineReferral(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  id: string,
  { reason, note }: DeclineReferral,
): Promise<ReferralChanged> {
  const one = await loadReceived(context, work, actor, id);
  const declined = decline(one, reason, actor.userId, context.clock.now());
  const kind = stepOf(one.statutory ? 'propose-decline' : 'decline');
  const details = { reason, ...(note && { note }) };
  return recordReferralChange(
    context,
    work,
    { was: one, now: declined },
    { kind, by: actor, details, codes: { reason } },
  );
}

/** @throws AppError `referral/self-decision` */
export async function confirmDecline(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  id: string,
): Promise<ReferralChanged> {
  const one = await loadReceived(context, work, actor, id, 'referral:confirm-decline');
  const declined = decideDecline(one, true, actor.userId, context.clock.now());
  const codes = { reason: one.endReason };
  const step = { kind: stepOf('confirm-decline'), by: actor, details: codes, codes };
  return recordReferralChange(context, work, { was: one, now: declined }, step);
}

/** It waits for an answer again, by the same clock. @throws AppError `referral/self-decision` */
export async function refuseDecline(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  id: string,
  { reason }: { reason: string },
): Promise<ReferralChanged> {
  const one = await loadReceived(context, work, actor, id, 'referral:confirm-decline');
  const offered = decideDecline(one, false, actor.userId, context.clock.now());
  const step = { kind: stepOf('refuse-decline'), by: actor, details: { reason } };
  return recordReferralChange(context, work, { was: one, now: offered }, step);
}
