import type { Actor } from '#capabilities/access';
import { type AuditActor, byPerson, byReporter, bySystem, type EntryDetails, recordAction } from '#capabilities/audit';
import { releaseNeed, releaseNeeds } from '#capabilities/care';
import type { ReferralTimelineKind } from '#contract/referral';
import type { ReferralChanged } from '#contract/referral-api';
import type { Work } from '#platform/database/transaction';
import type { ReferralContext } from '../context.ts';
import { holdsNeed, type Referral } from '../referral.ts';
import { appendReferralTimeline, type NewEntry, updateReferral, updateReferrals } from '../store/referral-rows.ts';

export type ReferralStep = {
  kind: ReferralTimelineKind;
  by: Pick<Actor, 'userId' | 'name' | 'from' | 'sessionId'> | 'timer' | 'link' | { reporterId: string };
  /** For the timeline: codes, and what somebody wrote. */
  details?: NewEntry['details'];
  /** For the audit: codes, ids and numbers, never free text. */
  codes?: EntryDetails;
};

/**
 * Stores a changed referral with its timeline, audit and events. When it no longer holds its need, the need is on the
 * sender's list in the same transaction.
 */
export async function recordReferralChange(
  context: Pick<ReferralContext, 'clock' | 'events'>,
  work: Work,
  { was, now: changed }: { was: Referral; now: Referral },
  step: ReferralStep,
): Promise<ReferralChanged> {
  const saved = { ...changed, version: was.version + 1, updatedAt: context.clock.now() };
  // Who ends it may not see it any more afterwards.
  await announceReferral(context, work, saved, step);
  if (holdsNeed(was) && !holdsNeed(saved)) await releaseNeed(work, saved.needId, saved.id);
  await updateReferral(work.tx, saved, [toEntry(saved.id, step, saved.updatedAt)]);
  return { id: saved.id, status: saved.status, version: saved.version };
}

export type ChangedReferral = { was: Referral; now: Referral; steps: readonly ReferralStep[] };

/** The same for any number of referrals, with as many statements as for one. */
export async function recordReferralChanges(
  context: Pick<ReferralContext, 'clock' | 'events'>,
  work: Work,
  changes: readonly ChangedReferral[],
): Promise<void> {
  if (changes.length === 0) return;
  const at = context.clock.now();
  const saved = changes.map(({ was, now, steps }) => ({ ...now, version: was.version + steps.length, updatedAt: at }));
  // Who ends one may not see it any more afterwards.
  for (const { now, steps } of changes) {
    for (const step of steps) await announceReferral(context, work, now, step);
  }
  const released = changes.filter(({ was, now }) => holdsNeed(was) && !holdsNeed(now));
  if (released.length > 0)
    await releaseNeeds(
      work,
      released.map(({ now: { needId, id } }) => ({ needId, holderId: id })),
    );
  const entries = changes.flatMap(({ now: { id }, steps }) => steps.map((step) => toEntry(id, step, at)));
  await updateReferrals(work.tx, saved, entries);
}

/** A new referral's first entries. */
export async function recordNewReferral(
  context: Pick<ReferralContext, 'clock' | 'events'>,
  work: Work,
  one: Announced,
  steps: readonly ReferralStep[],
): Promise<void> {
  for (const step of steps) {
    appendReferralTimeline(work, toEntry(one.id, step, context.clock.now()));
    await announceReferral(context, work, one, step);
  }
}

function toEntry(referralId: string, { kind, by, details = {} }: ReferralStep, at: Date): NewEntry {
  return {
    referralId,
    at,
    kind,
    by: typeof by === 'object' && 'userId' in by ? { id: by.userId, name: by.name } : null,
    details,
  };
}

type Announced = Pick<
  Referral,
  'id' | 'caseId' | 'needId' | 'code' | 'status' | 'fromAgencyId' | 'toAgencyId' | 'offeredAt'
>;

async function announceReferral(
  { clock, events }: Pick<ReferralContext, 'clock' | 'events'>,
  work: Work,
  { id, caseId, needId, code, status, fromAgencyId, toAgencyId, offeredAt }: Announced,
  { kind, by, codes = {} }: ReferralStep,
): Promise<void> {
  const at = clock.now();
  const who = auditActorOf(by);
  recordAction(work, {
    ...who,
    action: `referral/${kind}`,
    subjectKind: 'referral',
    subjectId: id,
    details: codes,
    at,
  });
  const about = { referralId: id, caseId, needId, code, status, fromAgencyId, toAgencyId };
  await events.publish(work, 'referral-step', { ...about, isOffered: offeredAt !== null, kind, at });
  await events.publish(work, 'referral-changed', { referralId: id });
}

function auditActorOf(by: ReferralStep['by']): AuditActor {
  if (by === 'timer' || by === 'link') return bySystem(by === 'link' ? 'answer-link' : 'timer');
  return 'reporterId' in by ? byReporter(by.reporterId, 'line') : byPerson(by);
}
