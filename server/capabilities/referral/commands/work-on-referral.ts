import type { Actor } from '#capabilities/access';
import type { CompleteReferral, FailReferral, HoldReferral, ReferralChanged } from '#contract/referral-api';
import type { Work } from '#platform/database/transaction';
import type { ReferralContext } from '../context.ts';
import { complete, fail, hold, type Referral, resume, start, stepOf, update } from '../referral.ts';
import { loadReceived } from './load-referral.ts';
import { type ReferralStep, recordReferralChange } from './record-referral.ts';

/** One step of the receiver's work on what it accepted. */
async function step(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  id: string,
  {
    change,
    ...said
  }: Pick<ReferralStep, 'kind' | 'details' | 'codes'> & { change(one: Referral, now: Date): Referral },
): Promise<ReferralChanged> {
  const one = await loadReceived(context, work, actor, id);
  const changed = change(one, context.clock.now());
  return recordReferralChange(context, work, { was: one, now: changed }, { ...said, by: actor });
}

export function startReferral(context: ReferralContext, work: Work, actor: Actor, id: string) {
  return step(context, work, actor, id, { kind: stepOf('start'), change: start });
}

/** A mark with a reason and an end; it ends by itself. @throws AppError `referral/hold-too-long` */
export function holdReferral(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  id: string,
  { reason, until }: HoldReferral,
) {
  const codes = { reason, until };
  const change = (one: Referral, now: Date) => hold(one, reason, until, now);
  return step(context, work, actor, id, { kind: stepOf('hold'), details: codes, codes, change });
}

export function resumeReferral(context: ReferralContext, work: Work, actor: Actor, id: string) {
  return step(context, work, actor, id, { kind: stepOf('resume'), change: resume });
}

/** How it goes, at least every 30 days. */
export function updateReferral(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  id: string,
  { note }: { note: string },
) {
  return step(context, work, actor, id, { kind: 'updated', details: { note }, change: update });
}

/** What became of it for the person; they confirm it afterwards. @throws AppError `referral/outcome-in-future` */
export function completeReferral(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  id: string,
  { note, ...outcome }: CompleteReferral,
) {
  const codes = { outcome: outcome.outcome, on: outcome.on };
  const details = { ...codes, ...(outcome.placeCode && { placeCode: outcome.placeCode }), ...(note && { note }) };
  const change = (one: Referral, now: Date) => complete(one, outcome, now);
  return step(context, work, actor, id, { kind: stepOf('complete'), details, codes, change });
}

/** Accepted help that did not come about: the need is on the sender's list again. */
export function failReferral(
  context: ReferralContext,
  work: Work,
  actor: Actor,
  id: string,
  { reason, note }: FailReferral,
) {
  const details = { reason, ...(note && { note }) };
  const change = (one: Referral, now: Date) => fail(one, reason, now);
  return step(context, work, actor, id, { kind: stepOf('not-complete'), details, codes: { reason }, change });
}
