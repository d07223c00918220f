import type { Actor } from '#capabilities/access';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { FamilyContext } from '../context.ts';
import { startPlan } from '../family-plan.ts';
import { insertPlan } from '../store/plan-rows.ts';
import { loadOwner } from './load-plan.ts';
import { recordFamilySteps } from './record-plan-change.ts';

/**
 * Begins the plan of a case's household, of which there is one at a time.
 * @throws AppError `self-reliance/no-household`, `self-reliance/plan-exists`
 */
export async function startFamilyPlan(
  context: FamilyContext,
  work: Work,
  actor: Actor,
  caseId: string,
): Promise<{ id: string }> {
  const { householdId } = await loadOwner(context, work, actor, caseId, 'case:work');
  if (!householdId) throw new AppError('self-reliance/no-household');
  const plan = startPlan({ id: newId(), caseId, householdId }, context.clock.now());
  if (!(await insertPlan(work.tx, plan))) {
    const lostTo = { subjects: [caseId], actions: ['self-reliance/started'] };
    throw new AppError('self-reliance/plan-exists', { lostTo });
  }
  await recordFamilySteps(context, work, plan, { kind: 'started', by: actor });
  return { id: plan.id };
}
