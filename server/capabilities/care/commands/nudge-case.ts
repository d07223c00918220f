import { type Actor, agenciesWith, listStaff } from '#capabilities/access';
import type { CaseChanged } from '#contract/case-api';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../context.ts';
import { loadCase } from '../record/commands/load-case.ts';
import { recordCaseStep } from '../record/commands/record-case-change.ts';
import { listExcludedAccounts } from '../record/store/exclusion-rows.ts';
import { mayNudge, periodOf } from '../work/nudge.ts';
import { findWaiting, insertNudge, type WaitingRow } from '../work/store/nudge-rows.ts';

/**
 * Asks for a decision or an answer that one waits for, from half of its time on and once in each half: it stands in the
 * timeline, and whoever must answer is alerted, but nobody who is barred from it. No case is named.
 * @throws AppError `case/nudge-not-found`, `case/nudge-too-early`, `case/nudged`
 */
export async function nudgeCase(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { subjectId }: { subjectId: string },
): Promise<CaseChanged> {
  const one = await loadCase(context, work, actor, id, 'case:work');
  const waiting = await findWaiting(work.tx, id, subjectId);
  if (!waiting) throw new AppError('case/nudge-not-found');
  const at = context.clock.now();
  const period = periodOf(waiting, at);
  if (period === 0) throw new AppError('case/nudge-too-early');
  if (
    !mayNudge(waiting, at) ||
    !(await insertNudge(work.tx, { subjectId, period, caseId: id, byPersonId: actor.userId, at }))
  )
    throw new AppError('case/nudged', { lostTo: { subjects: [id], actions: ['case/nudged'] } });
  const details = { what: waiting.what };
  await recordCaseStep(context, work, id, { kind: 'nudged', by: actor, details, codes: { ...details, subjectId } });
  await callWhoAnswers(context, work, actor, id, waiting);
  return { id, status: one.status, version: one.version };
}

async function callWhoAnswers(
  { clock, events }: CareContext,
  work: Work,
  actor: Actor,
  caseId: string,
  { what, byPersonId, toAgencyId, toWorkerId }: WaitingRow,
): Promise<void> {
  const permission = what === 'approval' ? 'case:approve' : 'case:transfer';
  const staff = await listStaff(work.tx, { agencyIds: [toAgencyId] }, clock.now());
  const without = [actor.userId, byPersonId, ...(await listExcludedAccounts(work.tx, caseId))];
  const people = staff
    .filter(({ id }) => !without.includes(id) && (toWorkerId === null || id === toWorkerId))
    .filter((person) => agenciesWith(person, permission).includes(toAgencyId))
    .map(({ id }) => ({ personId: id, agencyId: toAgencyId }));
  if (people.length > 0) await events.publish(work, 'case-people-called', { kind: 'case-reminder', people });
}
