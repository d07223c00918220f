import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { deleteStoredAnswers } from '#platform/http/idempotency';
import { newId } from '#platform/ids';
import type { CareContext } from '../../context.ts';
import { type Case, moveOwner } from '../../record/case.ts';
import { recordCaseChange } from '../../record/commands/record-case-change.ts';
import { clearSuggestion } from '../../record/store/case-rows.ts';
import { type Exclusion, insertExclusions, listExcludedOf } from '../../record/store/exclusion-rows.ts';
import { endMembersOf } from '../../record/store/team-rows.ts';

/** By what somebody is known who must not learn of a case, and why. */
export type Barred = Pick<Exclusion, 'kind' | 'accountId' | 'value' | 'reason'>;

/**
 * Bars people from cases, with all that follows for colleagues who are known by it: their invitations and stored answers
 * end, nobody proposes them, and a case whose worker they were waits for another. Nobody tells them.
 * @returns the exclusions that were not there before, and the cases as they are now
 * @throws AppError `case/exclusion-own`: the cases would disappear for the actor in the middle of this action
 */
export async function barFromCases(
  context: CareContext,
  work: Work,
  actor: Actor,
  cases: readonly Case[],
  barred: readonly Barred[],
): Promise<{ addedIds: string[]; cases: Case[] }> {
  if (barred.length === 0) return { addedIds: [], cases: [...cases] };
  const at = context.clock.now();
  const ids = cases.map(({ id }) => id);
  const exclusions = ids.flatMap((caseId) =>
    barred.map((one) => ({ ...one, id: newId(), caseId, byPersonId: actor.userId, at })),
  );
  const before = await listExcludedOf(work.tx, ids);
  const addedIds = await insertExclusions(work.tx, exclusions);
  for (const { id: exclusionId, caseId, kind, reason, accountId } of exclusions) {
    if (!addedIds.includes(exclusionId)) continue;
    const details = { exclusionId, kind, reason, ...(accountId && { personId: accountId }) };
    const excluded = { action: 'case/excluded', subjectKind: 'case', subjectId: caseId, details, at };
    recordAction(work, { ...byPerson(actor), ...excluded });
  }
  // Also colleagues who are known by that number, or as that reporter.
  const after = await listExcludedOf(work.tx, ids);
  if (after.some(({ accountId }) => accountId === actor.userId)) throw new AppError('case/exclusion-own');
  const left: Case[] = [];
  for (const one of cases) {
    const accountsIn = (list: typeof after) =>
      list.flatMap(({ caseId, accountId }) => (caseId === one.id ? [accountId] : []));
    const earlier = accountsIn(before);
    const accounts = accountsIn(after).filter((accountId) => !earlier.includes(accountId));
    left.push(await takeFrom(context, work, actor, one, accounts, at));
  }
  return { addedIds, cases: left };
}

/** The case without these accounts. */
async function takeFrom(
  context: CareContext,
  work: Work,
  actor: Actor,
  one: Case,
  accountIds: readonly string[],
  at: Date,
): Promise<Case> {
  for (const accountId of accountIds) {
    await endMembersOf(work.tx, one.id, accountId, { personId: actor.userId, at });
    await deleteStoredAnswers(work, accountId);
    await context.events.publish(work, 'case-gone', { caseId: one.id, personId: accountId });
  }
  if (one.suggestedWorkerId && accountIds.includes(one.suggestedWorkerId)) {
    await clearSuggestion(work.tx, one.id);
    return { ...one, suggestedWorkerId: null, suggestedAt: null };
  }
  if (!one.workerId || !accountIds.includes(one.workerId) || one.closedAt) return one;
  // Its worker until now: somebody else must take it on.
  const waiting = moveOwner(one, { agencyId: one.agencyId, workerId: null }, at);
  return recordCaseChange(context, work, waiting, { kind: 'no-worker', by: actor });
}
