import type { Actor } from '#capabilities/access';
import type { HouseholdStep } from '#contract/household';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../../context.ts';
import type { Case } from '../../record/case.ts';
import { loadCase } from '../../record/commands/load-case.ts';
import { type CaseStep, recordCaseStep } from '../../record/commands/record-case-change.ts';
import { findCase, listOpenCasesOfPeople } from '../../record/store/case-rows.ts';
import { currentOf, type Membership, type MembershipChange } from '../household.ts';
import {
  endMemberships,
  type HouseholdChange,
  insertHouseholdChanges,
  insertMembers,
  moveCasesTo,
} from '../store/household-rows.ts';

/** A case that has a household, for whoever works on it. @throws AppError `case/household-not-possible` */
export async function loadWithHousehold(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
): Promise<{ one: Case; householdId: string }> {
  const one = await loadCase(context, work, actor, id, 'case:work');
  if (!one.householdId) throw new AppError('case/household-not-possible');
  return { one, householdId: one.householdId };
}

/** Another case that the actor names: one that they don't see is as good as none. */
export async function loadOther(context: CareContext, work: Work, actor: Actor, caseId: string): Promise<Case> {
  if (!(await findCase(work.tx, caseId))) throw new AppError('case/household-not-possible');
  return loadCase(context, work, actor, caseId, 'case:work');
}

/** The open cases of those who live there, as far as the actor sees them; locked. */
export async function listCasesLiving(
  { tx }: Work,
  members: readonly Membership[],
  householdId: string,
): Promise<Case[]> {
  const living = currentOf(members, householdId).map(({ personId }) => personId);
  return (await listOpenCasesOfPeople(tx, living)).filter((one) => one.householdId === householdId);
}

/** Somebody was faster, and the answer says who. */
export function lost(id: string): AppError {
  return new AppError('case/household-changed', { lostTo: { subjects: [id], actions: ['case/household-changed'] } });
}

/** A rule that refuses because somebody was faster says who. */
export function guard<Change>(id: string, decide: () => Change): Change {
  try {
    return decide();
  } catch (error) {
    if (error instanceof AppError && error.code === 'case/household-changed') throw lost(id);
    throw error;
  }
}

type Kept = Pick<HouseholdChange, 'householdId' | 'kind' | 'personIds' | 'onDay'> &
  Partial<Pick<HouseholdChange, 'id' | 'otherHouseholdId' | 'partOf'>>;

/** Writes who lives where now, and what is kept of the change itself: rows end and begin, and none is rewritten. */
export async function writeChange(
  { tx }: Work,
  actor: Actor,
  at: Date,
  caseId: string,
  { ended, begun }: MembershipChange,
  kept: readonly Kept[],
): Promise<void> {
  if ((await endMemberships(tx, ended)) < ended.length) throw lost(caseId);
  await insertMembers(
    tx,
    begun.map((member) => ({ ...member, addedByPersonId: actor.userId, addedAt: at })),
  );
  const rows = kept.map((one) => ({ id: newId(), otherHouseholdId: null, partOf: null, ...one }));
  await insertHouseholdChanges(
    tx,
    rows.map((row) => ({ ...row, at, byPersonId: actor.userId })),
  );
}

/** What a timeline says of a change. */
export function householdStep(by: Actor, what: HouseholdStep, people: number): CaseStep {
  return { kind: 'household-changed', by, details: { what, people }, codes: { what, people } };
}

/** Cases follow their person; without a household they live in none. */
export async function moveCases(
  context: CareContext,
  work: Work,
  actor: Actor,
  cases: readonly Case[],
  householdId: string | null,
  what: HouseholdStep,
): Promise<void> {
  const ids = cases.map(({ id }) => id);
  await moveCasesTo(work.tx, ids, householdId, context.clock.now());
  for (const id of ids) await recordCaseStep(context, work, id, householdStep(actor, what, ids.length));
}
