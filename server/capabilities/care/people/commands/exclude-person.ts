import { type Actor, listStaff } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import type { ExclusionKind } from '#contract/case';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../../context.ts';
import type { Case } from '../../record/case.ts';
import { loadCase } from '../../record/commands/load-case.ts';
import { findReporterOfCase, isOwnIdentity, liftExclusion, listExclusions } from '../../record/store/exclusion-rows.ts';
import { isKnownBy } from '../exclusion.ts';
import { listMembers } from '../store/household-rows.ts';
import { barFromCases } from './bar-from-cases.ts';
import { listCasesLiving } from './write-household-change.ts';

type Excluded = {
  kind: ExclusionKind;
  personId?: string | undefined;
  value?: string | undefined;
  reason: string;
};

/**
 * Bars somebody from a case, and from those of people who live with its person: from the commit on they neither see it, nor find it, nor learn that it exists. Nobody tells
 * them, and the timeline, which a later worker may show around, does not say so either: the list of the barred does.
 * @throws AppError `case/exclusion-own`, `case/exclusion-exists`, `case/exclusion-no-reporter`, `access/person-not-found`, `request/invalid`
 */
export async function excludePerson(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { kind, personId, value, reason }: Excluded,
): Promise<{ id: string }> {
  const one = await loadCase(context, work, actor, id, 'case:invite');
  const accountId = kind === 'account' ? (personId ?? null) : null;
  const reporter = kind === 'reporter' ? await findReporterOfCase(work.tx, id) : null;
  if (kind === 'reporter' && !reporter) throw new AppError('case/exclusion-no-reporter');
  const known = kind === 'account' ? null : (reporter ?? value ?? '');
  if (kind === 'account' ? accountId === null : !isKnownBy(kind, known ?? '')) throw new AppError('request/invalid');
  // Otherwise the case would disappear for the actor in the middle of this action.
  const isOwn = known === null ? accountId === actor.userId : await isOwnIdentity(work.tx, kind, known);
  if (isOwn) throw new AppError('case/exclusion-own');
  const at = context.clock.now();
  if (accountId && (await listStaff(work.tx, { ids: [accountId] }, at)).length === 0)
    throw new AppError('access/person-not-found');
  const cases = [one, ...(await listTogether(work, one))];
  const { added } = await barFromCases(context, work, actor, cases, [{ kind, accountId, value: known, reason }]);
  const own = added.find(({ caseId }) => caseId === id);
  if (!own) throw new AppError('case/exclusion-exists', { lostTo: { subjects: [id], actions: ['case/excluded'] } });
  await context.events.publish(work, 'case-changed', ...added.map(({ caseId }) => ({ caseId })));
  return { id: own.id };
}

/** The other open cases of the same household: its address stands in each of them. */
async function listTogether(work: Work, { id, householdId }: Case): Promise<Case[]> {
  if (!householdId) return [];
  const living = await listCasesLiving(work, await listMembers(work.tx, householdId), householdId);
  return living.filter((other) => other.id !== id);
}

/** @throws AppError `case/exclusion-not-found` */
export async function liftCaseExclusion(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  _: unknown,
  { exclusionId = '' }: Readonly<Record<string, string>>,
): Promise<{ id: string }> {
  await loadCase(context, work, actor, id, 'case:invite');
  const known = (await listExclusions(work.tx, [id])).find((one) => one.id === exclusionId);
  if (!known) throw new AppError('case/exclusion-not-found');
  const at = context.clock.now();
  if (!(await liftExclusion(work.tx, exclusionId, { personId: actor.userId, at }))) {
    throw new AppError('case/exclusion-lifted', { lostTo: { subjects: [id], actions: ['case/exclusion-lifted'] } });
  }
  const lifted = { action: 'case/exclusion-lifted', subjectKind: 'case', subjectId: id, details: { exclusionId }, at };
  recordAction(work, { ...byPerson(actor), ...lifted });
  await context.events.publish(work, 'case-changed', { caseId: id });
  return { id: exclusionId };
}
