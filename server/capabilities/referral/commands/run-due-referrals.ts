import { listStaff } from '#capabilities/access';
import { listBarredAccounts } from '#capabilities/care';
import { findOffice } from '#capabilities/jurisdiction';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { agenciesToAsk, callPeople } from '../called-people.ts';
import type { ReferralContext } from '../context.ts';
import { marksOf, type ReferralMark } from '../marks.ts';
import type { Referral } from '../referral.ts';
import { takeDueReferrals } from '../store/due-rows.ts';
import { type ChangedReferral, recordReferralChanges } from './record-referral.ts';

/** Referrals looked at in one transaction. */
const BATCH = 50;
/** Limit for one call, because a server that stops waits for the current call. */
const BATCHES = 40;

/** Scheduled job: reminds, lets expire, ends holds and asks for the next word; in any number of processes, each once. */
export async function runDueReferrals(context: ReferralContext, db: Database): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const taken = await inTransaction(db, (work) => runOneBatch(context, work));
    if (taken < BATCH) break;
  }
}

async function runOneBatch(context: ReferralContext, work: Work): Promise<number> {
  const now = context.clock.now();
  const due = await takeDueReferrals(work.tx, now, BATCH);
  const marked: { mark: ReferralMark; one: Referral }[] = [];
  const changes = due.flatMap((one): ChangedReferral[] => {
    const marks = marksOf(one, now);
    const last = marks.at(-1);
    marked.push(...marks.map(({ mark }) => ({ mark, one })));
    return last ? [{ was: one, now: last.now, steps: marks.map(({ mark }) => ({ kind: mark, by: 'timer' })) }] : [];
  });
  await recordReferralChanges(context, work, changes);
  if (marked.length > 0) await call(context, work, marked, now);
  return due.length;
}

/** Alerts whoever has to look, each once for all that has come now; no person and no case is named. */
async function call(
  { events, jurisdiction }: ReferralContext,
  work: Work,
  marked: { mark: ReferralMark; one: Referral }[],
  now: Date,
): Promise<void> {
  const officeOf = (agencyId: string) => findOffice(jurisdiction, agencyId)?.id;
  const staff = await listStaff(work.tx, { agencyIds: agenciesToAsk(marked, officeOf) }, now);
  const barred = await listBarredAccounts(work.tx, [...new Set(marked.map(({ one }) => one.caseId))]);
  const isBarred = (caseId: string, personId: string) =>
    barred.some((one) => one.caseId === caseId && one.accountId === personId);
  const { reminded, late } = callPeople(marked, { staff, officeOf, isBarred });
  if (reminded.length > 0)
    await events.publish(work, 'case-people-called', { kind: 'case-reminder', people: reminded });
  if (late.length > 0) await events.publish(work, 'case-people-called', { kind: 'case-late', people: late });
}
