import type { Actor } from '#capabilities/access';
import { bySystem, recordAction } from '#capabilities/audit';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { deleteStoredAnswers } from '#platform/http/idempotency';
import type { CareContext } from '../../context.ts';
import { type Case, moveOwner } from '../../record/case.ts';
import { recordCaseChange, recordCaseStep } from '../../record/commands/record-case-change.ts';
import { clearSuggestions, listCasesForChange } from '../../record/store/case-rows.ts';
import { listExcludedOf } from '../../record/store/exclusion-rows.ts';
import {
  endInvitations,
  followAccount,
  followNumber,
  listCasesBarring,
  spreadInHouseholds,
  takeToFollow,
  withdrawOffersTo,
} from '../store/barring-rows.ts';

/** Looked at in one transaction. */
const BATCH = 50;

/**
 * Whoever is barred from these cases by now, in whatever way they became so, has nothing of them any more: no invitation,
 * no offer, no proposal, no stored answer, no console that shows them; and a case whose worker they were waits for another,
 * with its clocks. Every change of who is barred ends here. Nobody tells them.
 * @returns the cases, locked before, as they are now
 */
export async function takeFromBarred(
  context: CareContext,
  work: Work,
  by: Actor | 'timer',
  cases: readonly Case[],
): Promise<Case[]> {
  const barred = await listExcludedOf(
    work.tx,
    cases.map(({ id }) => id),
  );
  if (barred.length === 0) return [...cases];
  const { tx } = work;
  const ending = { personId: by === 'timer' ? null : by.userId, at: context.clock.now() };
  const isBarred = (caseId: string, accountId: string | null) =>
    barred.some((one) => one.caseId === caseId && one.accountId === accountId);
  await endInvitations(tx, barred, ending);
  for (const { id, caseId } of await withdrawOffersTo(tx, barred, ending)) {
    const codes = { transferId: id };
    await recordCaseStep(context, work, caseId, { kind: 'transfer-withdrawn', by, codes, subjectId: id });
  }
  for (const accountId of new Set(barred.map((one) => one.accountId))) await deleteStoredAnswers(work, accountId);
  const gone = barred.map(({ caseId, accountId }) => ({ caseId, personId: accountId }));
  await context.events.publish(work, 'case-gone', ...gone);
  const proposed = cases.flatMap(({ id, suggestedWorkerId }) => (isBarred(id, suggestedWorkerId) ? [id] : []));
  if (proposed.length > 0) await clearSuggestions(tx, proposed);
  const left: Case[] = [];
  for (const one of cases) {
    const free = proposed.includes(one.id) ? { ...one, suggestedWorkerId: null, suggestedAt: null } : one;
    const waits = one.closedAt === null && isBarred(one.id, one.workerId);
    left.push(waits ? await withoutWorker(context, work, by, free, ending.at) : free);
  }
  return left;
}

/** Somebody else must take it on, in time. */
function withoutWorker(context: CareContext, work: Work, by: Actor | 'timer', one: Case, at: Date): Promise<Case> {
  const waiting = moveOwner(one, { agencyId: one.agencyId, workerId: null }, at);
  return recordCaseChange(context, work, waiting, { kind: 'no-worker', by });
}

/** Whether it bars them from cases is looked at in a moment: whoever adds it may see none of them. */
export function followPerson(work: Work, { personId }: { personId: string }): void {
  followAccount(work, personId);
}

/** The same for a telephone number that somebody gave in LINE. */
export function followNewNumber(work: Work, { phone }: { phone: string }): void {
  followNumber(work, phone);
}

/**
 * Scheduled job: somebody is known by a number or in LINE who wasn't, and is barred from cases by it. Here a bar also
 * reaches cases of the same household that whoever set it can't see: the address stands in them as well.
 */
export async function followBarring(context: CareContext, db: Database): Promise<void> {
  const taken = await inTransaction(db, async (work) => {
    const due = await takeToFollow(work.tx, BATCH);
    const accountIds = due.flatMap(({ accountId }) => accountId ?? []);
    const barring = accountIds.length > 0 ? await listCasesBarring(work.tx, accountIds) : [];
    const named = due.flatMap(({ caseId }) => caseId ?? []);
    const spread = named.length > 0 ? await spreadInHouseholds(work.tx, named, context.clock.now()) : [];
    for (const { id: exclusionId, caseId, kind, reason, accountId } of spread) {
      const details = { exclusionId, kind, reason, ...(accountId && { personId: accountId }) };
      recordAction(work, {
        ...{ ...bySystem('timer'), action: 'case/excluded', subjectKind: 'case', subjectId: caseId, details },
        at: context.clock.now(),
      });
    }
    const ids = [...new Set([...named, ...spread.map(({ caseId }) => caseId), ...barring])];
    if (ids.length > 0) {
      await takeFromBarred(context, work, 'timer', await listCasesForChange(work.tx, ids));
      await context.events.publish(work, 'case-changed', ...ids.map((caseId) => ({ caseId })));
    }
    return due.length;
  });
  if (taken === BATCH) await followBarring(context, db);
}
