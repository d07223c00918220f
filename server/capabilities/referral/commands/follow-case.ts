import { findHelpedCase, findPersonOfCase, listHeldNeeds } from '#capabilities/care';
import type { CareEvents } from '#events/care-events';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { ReferralContext } from '../context.ts';
import { buildPacket } from '../packet.ts';
import { type Referral, withdraw } from '../referral.ts';
import { followCase, listOpenReferralsOfCase, takeCasesToFollow } from '../store/due-rows.ts';
import { deleteOpenLosses } from '../store/loss-rows.ts';
import { findPacket, updatePacket } from '../store/packet-rows.ts';
import { updateReferral } from '../store/referral-rows.ts';
import { recordReferralChange } from './record-referral.ts';

/** Steps of a case after which its referrals have another sender, end, or tell the receiver something else. */
const TO_FOLLOW = ['transfer-accepted', 'transfer-forced', 'passed-to-province', 'record-signed', 'need-ended'];
const BATCH = 50;

/** Notes what a step of a case may mean for its referrals; whoever takes it may not see them any more afterwards. */
export function followCaseStep(work: Work, { caseId, kind }: CareEvents['case-step']): void {
  if (TO_FOLLOW.includes(kind)) followCase(work, caseId);
}

/**
 * Scheduled job: a need that ended is no longer sent out, and nobody decides any more whether to give it up; the sender of a referral is whoever owns its case, and its packet
 * says how to reach the person safely as it is known today.
 */
export async function followCases(context: ReferralContext, db: Database): Promise<void> {
  const taken = await inTransaction(db, async (work) => {
    const caseIds = await takeCasesToFollow(work.tx, BATCH);
    for (const caseId of caseIds) await followOne(context, work, caseId);
    return caseIds.length;
  });
  if (taken === BATCH) await followCases(context, db);
}

async function followOne(context: ReferralContext, work: Work, caseId: string): Promise<void> {
  const open = await listOpenReferralsOfCase(work.tx, caseId);
  const needs = await listHeldNeeds(work.tx, caseId);
  const ended = needs.filter(({ isEnded }) => isEnded).map(({ needId }) => needId);
  if (ended.length > 0) await deleteOpenLosses(work.tx, ended);
  const helped = open.length > 0 ? await findHelpedCase(work.tx, caseId) : undefined;
  const person = helped && (await findPersonOfCase(work.tx, caseId));
  if (!helped || !person) return;
  const now = context.clock.now();
  for (const one of open) {
    if (ended.includes(one.needId)) {
      await endWithNeed(context, work, one, now);
      continue;
    }
    const { agencyId: fromAgencyId, silent } = helped;
    if (one.fromAgencyId !== fromAgencyId || one.silent !== silent) {
      const changed = { ...one, fromAgencyId, silent, version: one.version + 1, updatedAt: now };
      await updateReferral(work.tx, changed, []);
    }
    const packet = await findPacket(work.tx, one.id);
    if (packet) await updatePacket(work.tx, buildPacket(person, { ...packet, serviceCode: one.serviceCode }, now));
    await context.events.publish(work, 'referral-changed', { referralId: one.id });
  }
}

/** The need has an outcome by somebody's word: nobody works on it any more, and the person is not asked about it. */
async function endWithNeed(context: ReferralContext, work: Work, one: Referral, now: Date): Promise<void> {
  const isAwaited = one.status === 'completed';
  const changed: Referral = isAwaited
    ? { ...one, confirmation: 'none', confirmAt: null }
    : withdraw(one, 'need-gone', now);
  const details = { reason: 'need-gone' };
  const step = { kind: isAwaited ? 'not-asked' : 'withdrawn', by: 'timer', details, codes: details } as const;
  await recordReferralChange(context, work, { was: one, now: changed }, step);
}
