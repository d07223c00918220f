import type { Actor } from '#capabilities/access';
import { type CaseOwner, listCaseOwners } from '#capabilities/care';
import { mayFor } from '#capabilities/jurisdiction';
import type { Permission } from '#contract/permission';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { FamilyContext } from '../context.ts';
import type { FamilyFacts, FamilyPlan } from '../family-plan.ts';
import { countOpenGoals } from '../store/goal-rows.ts';
import { listMeasurements } from '../store/measurement-rows.ts';
import { findPlanForChange } from '../store/plan-rows.ts';

/**
 * Whose case it is, for somebody who may do this there. A case that the actor may not see is answered like one that does
 * not exist. @throws AppError `case/not-found`, `access/not-permitted`
 */
export async function loadOwner(
  { jurisdiction }: Pick<FamilyContext, 'jurisdiction'>,
  work: Work,
  actor: Actor,
  caseId: string,
  permission: Permission,
): Promise<CaseOwner> {
  const [owner] = await listCaseOwners(work.tx, [caseId]);
  if (!owner) throw new AppError('case/not-found');
  if (!mayFor(jurisdiction, actor, permission, [owner.agencyId])) throw new AppError('access/not-permitted');
  return owner;
}

export type LoadedPlan = { plan: FamilyPlan; facts: FamilyFacts; owner: CaseOwner };

/** Loads and locks the plan of a case, with what its guards ask about. @throws AppError `self-reliance/no-plan` too */
export async function loadPlan(
  context: Pick<FamilyContext, 'jurisdiction'>,
  work: Work,
  actor: Actor,
  caseId: string,
  permission: Permission,
): Promise<LoadedPlan> {
  const owner = await loadOwner(context, work, actor, caseId, permission);
  const plan = await findPlanForChange(work.tx, caseId);
  if (!plan) throw new AppError('self-reliance/no-plan');
  return { plan, owner, facts: await loadFamilyFacts(work, plan.id) };
}

export async function loadFamilyFacts(work: Work, planId: string): Promise<FamilyFacts> {
  const measurements = await listMeasurements(work.tx, [planId]);
  return { measurements, openGoals: await countOpenGoals(work.tx, planId) };
}
