import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../../context.ts';
import type { Case } from '../../record/case.ts';
import { type Exclusion, insertExclusions, listExcludedOf, listExclusions } from '../../record/store/exclusion-rows.ts';
import { isKnownBy } from '../exclusion.ts';
import type { CarePersonRow } from '../person.ts';
import { followCase } from '../store/barring-rows.ts';
import { takeFromBarred } from './take-from-barred.ts';

/** By what somebody is known who must not learn of a case, and why. */
export type Barred = Pick<Exclusion, 'kind' | 'accountId' | 'value' | 'reason'>;

/**
 * Bars people from cases, with all that follows for colleagues who are known by it. Nobody tells them.
 * @returns the exclusions that were not there before, by their case, and the cases as they are now
 * @throws AppError `case/exclusion-own`: the cases would disappear for the actor in the middle of this action
 */
export async function barFromCases(
  context: CareContext,
  work: Work,
  actor: Actor,
  cases: readonly Case[],
  barred: readonly Barred[],
): Promise<{ added: { id: string; caseId: string }[]; cases: Case[] }> {
  if (barred.length === 0 || cases.length === 0) return { added: [], cases: [...cases] };
  const at = context.clock.now();
  const exclusions = cases.flatMap(({ id: caseId }) =>
    barred.map((one) => ({ ...one, id: newId(), caseId, byPersonId: actor.userId, at })),
  );
  const addedIds = new Set(await insertExclusions(work.tx, exclusions));
  const added = exclusions.filter(({ id }) => addedIds.has(id));
  for (const { id: exclusionId, caseId, kind, reason, accountId } of added) {
    const details = { exclusionId, kind, reason, ...(accountId && { personId: accountId }) };
    const excluded = { action: 'case/excluded', subjectKind: 'case', subjectId: caseId, details, at };
    recordAction(work, { ...byPerson(actor), ...excluded });
  }
  const ids = cases.map(({ id }) => id);
  // Also colleagues who are known by that number, or as that reporter.
  const barredNow = await listExcludedOf(work.tx, ids);
  if (barredNow.some(({ accountId }) => accountId === actor.userId)) throw new AppError('case/exclusion-own');
  for (const id of ids) followCase(work, id);
  return { added, cases: await takeFromBarred(context, work, actor, cases) };
}

/**
 * Cases of people who live together: whoever must not learn of one must not learn of any; nor those who stay behind, as
 * far as they are known. @returns the cases as they are now
 */
export async function barTogether(
  context: CareContext,
  work: Work,
  actor: Actor,
  cases: readonly Case[],
  staying: readonly Pick<CarePersonRow, 'idNumber' | 'safeContact'>[] = [],
): Promise<Case[]> {
  const ids = cases.map(({ id }) => id);
  const inForce = (await listExclusions(work.tx, ids)).filter(({ liftedAt }) => liftedAt === null);
  const barred = [
    ...inForce.map(({ kind, accountId, value, reason }) => ({ kind, accountId, value, reason })),
    ...staying.flatMap(knownBy),
  ];
  return (await barFromCases(context, work, actor, cases, barred)).cases;
}

function knownBy({ idNumber, safeContact }: Pick<CarePersonRow, 'idNumber' | 'safeContact'>): Barred[] {
  const known = [
    { kind: 'id-number' as const, value: idNumber },
    { kind: 'phone' as const, value: safeContact?.detail },
  ];
  return known.flatMap(({ kind, value }) =>
    typeof value === 'string' && isKnownBy(kind, value)
      ? [{ kind, value, accountId: null, reason: 'other-conflict' }]
      : [],
  );
}
