import { listCaseOwners } from '#capabilities/care';
import { type CallingMark, callPeopleFor, listReferralsById, recordReferralSteps } from '#capabilities/referral';
import { thaiDayOf } from '#contract/thai-day';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { EefContext } from '../context.ts';
import { EEF_RULES } from '../rules.ts';
import { callDays, callsOf } from '../school-check.ts';
import { setCalled, takeToCall } from '../store/check-rows.ts';

/** Checks in one transaction. */
const BATCH = 100;
/** Limit for one call, because a server that stops waits for the current call. */
const BATCHES = 20;

/** Scheduled job: a check that nobody answers calls somebody, each once, in sets, in any number of processes. */
export async function callLateChecks(context: EefContext, db: Database): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    if ((await inTransaction(db, (work) => callBatch(context, work))) < BATCH) break;
  }
}

async function callBatch(context: EefContext, work: Work): Promise<number> {
  const now = context.clock.now();
  const today = thaiDayOf(now);
  const taken = await takeToCall(work.tx, { ...callDays(today, EEF_RULES), limit: BATCH });
  if (taken.length === 0) return 0;
  const calls = taken.map((check) => ({ ...check, ...callsOf(check, today, EEF_RULES) }));
  await setCalled(work.tx, calls, now);
  const caseIds = [...new Set(calls.map(({ caseId }) => caseId))];
  const owners = new Map((await listCaseOwners(work.tx, caseIds)).map((owner) => [owner.caseId, owner.agencyId]));
  const ids = [...new Set(calls.map(({ referralId }) => referralId))];
  const referrals = new Map((await listReferralsById(work.tx, ids)).map((one) => [one.id, one]));
  const marked: CallingMark[] = [];
  for (const { referralId, kind, dueOn, reminded, late, province } of calls) {
    const referral = referrals.get(referralId);
    if (!referral) continue;
    // The case may have another owner since the referral ended.
    const one = { ...referral, fromAgencyId: owners.get(referral.caseId) ?? referral.fromAgencyId };
    if (reminded) marked.push({ mark: 'reminded', one });
    if (late) marked.push({ mark: 'outcome-due', one });
    if (province) marked.push({ mark: 'province-told', one });
    const codes = { check: kind, dueOn };
    if (late)
      await recordReferralSteps(context, work, referral, [
        { kind: 'school-check-late', by: 'timer', details: codes, codes },
      ]);
  }
  await callPeopleFor(context, work, marked);
  return taken.length;
}
