import { listReferralsById, reopenReferredNeed } from '#capabilities/referral';
import { mustLast } from '#contract/eef';
import { planChecks } from '#contract/eef-checks';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { EefContext } from '../context.ts';
import { EEF_RULES } from '../rules.ts';
import {
  forgetChecks,
  insertChecks,
  rememberReferral,
  takeLeft,
  takeReferrals,
  voidChecks,
} from '../store/check-rows.ts';

/** Looked at in one transaction. */
const BATCH = 50;
/** Limit for one call of what may be much; the next one goes on. */
const BATCHES = 20;

/** What a receiver or the person says at the end of a referral decides what is asked later. */
export function followStep(work: Work, { kind, referralId }: { kind: string; referralId: string }): void {
  if (kind === 'completed' || kind === 'confirmed') rememberReferral(work, referralId);
}

/** Scheduled job: an outcome that must last gets its checks; where the person never got it, nothing is asked. */
export async function followReferrals(db: Database): Promise<void> {
  const taken = await inTransaction(db, async (work) => {
    const ids = await takeReferrals(work.tx, BATCH);
    if (ids.length > 0) await follow(work, ids);
    return ids.length;
  });
  if (taken === BATCH) await followReferrals(db);
}

async function follow({ tx }: Work, ids: string[]): Promise<void> {
  const referrals = await listReferralsById(tx, ids);
  const lasting = referrals.flatMap(({ id, caseId, toAgencyId, outcome, outcomeOn, confirmation }) => {
    if (outcome === null || outcomeOn === null || !mustLast(outcome) || confirmation === 'not-received') return [];
    const about = { referralId: id, caseId, toAgencyId, returnedOn: outcomeOn };
    return planChecks(outcomeOn, EEF_RULES).map((check) => ({ id: newId(), ...about, ...check }));
  });
  await insertChecks(tx, lasting);
  const never = referrals.filter(({ confirmation }) => confirmation === 'not-received').map(({ id }) => id);
  if (never.length > 0) await voidChecks(tx, never);
}

/** Scheduled job: the need of a child that left is open again, and so is its case; once, in any process. */
export async function reopenForLeft(context: EefContext, db: Database): Promise<void> {
  const taken = await inTransaction(db, async (work) => {
    const left = await takeLeft(work.tx, BATCH);
    for (const { referralId } of left.toSorted((one, other) => (one.referralId < other.referralId ? -1 : 1)))
      await reopenReferredNeed(context, work, referralId);
    return left.length;
  });
  if (taken === BATCH) await reopenForLeft(context, db);
}

/** Scheduled job: a check is kept as long as its case. */
export async function forgetSchoolChecks(db: Database): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    if ((await inTransaction(db, ({ tx }) => forgetChecks(tx, BATCH))) < BATCH) break;
  }
}
