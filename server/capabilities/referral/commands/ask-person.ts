import { callCaseOwner, endNeedByPerson, findSafeLine, reopenNeed } from '#capabilities/care';
import { askIfReceived } from '#capabilities/intake';
import { confirmationAnswersOf, isUnconfirmed } from '#contract/referral';
import { DAY_MS } from '#contract/thai-day';
import type { ReporterEvents } from '#events/reporter-events';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { ReferralContext } from '../context.ts';
import { confirm, type Referral } from '../referral.ts';
import { RULES } from '../rules.ts';
import { takeToConfirm } from '../store/due-rows.ts';
import { findReferralForChange, updateReferral } from '../store/referral-rows.ts';
import { recordReferralChange } from './record-referral.ts';

const BATCH = 50;
/** Asked once, and reminded once. */
const MOST_ASKED = 2;

/**
 * Scheduled job: asks the person whether they got the help, by their rules of safe contact, reminds them once, and leaves it to
 * a worker where LINE is not safe or was not answered.
 */
export async function askPersons(context: ReferralContext, db: Database): Promise<void> {
  const taken = await inTransaction(db, async (work) => {
    const due = await takeToConfirm(work.tx, context.clock.now(), BATCH);
    for (const one of due) await askOne(context, work, one);
    return due.length;
  });
  if (taken === BATCH) await askPersons(context, db);
}

async function askOne(context: ReferralContext, work: Work, one: Referral): Promise<void> {
  const now = context.clock.now();
  if (one.askedTimes >= MOST_ASKED) return leaveToWorker(context, work, one, 'no-answer');
  const line = await findSafeLine(work.tx, one.caseId, now);
  if (!line.isSafe) return leaveToWorker(context, work, one, line.why);
  const { reportId, barred } = line;
  if (line.at > now) {
    const later = { ...one, confirmAt: line.at };
    await updateReferral(work.tx, { ...later, version: one.version + 1 }, []);
    return;
  }
  const outcome = await askIfReceived(context, work, { reportId, askedId: one.id, barred });
  if (outcome !== 'asked') return leaveToWorker(context, work, one, outcome);
  const { confirmReminderDays, confirmByWorkerDays } = RULES;
  const wait = one.askedTimes === 0 ? confirmReminderDays : confirmByWorkerDays - confirmReminderDays;
  const asked = { ...one, askedTimes: one.askedTimes + 1, confirmAt: new Date(now.getTime() + wait * DAY_MS) };
  const details = { way: 'line', times: asked.askedTimes };
  const step = { kind: 'asked-person', by: 'timer', details, codes: details } as const;
  await recordReferralChange(context, work, { was: one, now: asked }, step);
}

async function leaveToWorker(context: ReferralContext, work: Work, one: Referral, why: string): Promise<void> {
  const changed = { ...one, confirmation: 'to-ask', confirmAt: null } as const;
  const details = { why };
  const step = { kind: 'not-asked', by: 'timer', details, codes: details } as const;
  await recordReferralChange(context, work, { was: one, now: changed }, step);
  await callCaseOwner(context, work, one.caseId);
}

/**
 * The person answered in LINE. "Got it" ends the need by their word. Anything else puts it back on the sender's list, opens
 * a case that was closed, and calls its owner, also where somebody else had said before that it was received.
 */
export async function takeReceipt(
  context: ReferralContext,
  work: Work,
  { reporterId, askedId, answer }: ReporterEvents['receipt-answered'],
): Promise<void> {
  const one = await findReferralForChange(work.tx, askedId);
  if (one?.status !== 'completed') return;
  if (answer === 'stop') {
    if (isUnconfirmed(one.confirmation)) await leaveToWorker(context, work, one, 'not-wanted');
    return;
  }
  // An old button, tapped again.
  if (!confirmationAnswersOf(one.confirmation).includes(answer)) return;
  const confirmed = confirm(one, { answer, way: 'line' }, context.clock.now());
  const codes = { way: 'line', answer };
  const step = { kind: 'confirmed', by: { reporterId }, details: codes, codes } as const;
  await recordReferralChange(context, work, { was: one, now: confirmed }, step);
  const { caseId, needId } = one;
  if (answer === 'received') await endNeedByPerson(context, work, { caseId, needId, outcome: 'received-help' });
  else await reopenNeed(context, work, { caseId, needId });
}
