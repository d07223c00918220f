import type { Actor } from '#capabilities/access';
import { INDICATORS } from '#contract/family-indicators';
import { type AddGoal, type GoalOutcome, isOpenFamily } from '#contract/self-reliance';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { FamilyContext } from '../context.ts';
import { changeNotAllowed } from '../family-plan.ts';
import { endGoal, findGoal, insertGoal } from '../store/goal-rows.ts';
import { loadPlan } from './load-plan.ts';
import { recordPlanChange } from './record-plan-change.ts';

/** What the family wants to reach, and who does what for it. @throws AppError `self-reliance/goal-not-fitting` */
export async function addGoal(
  context: FamilyContext,
  work: Work,
  actor: Actor,
  caseId: string,
  { dimension, what, responsible, who, dueOn, ...aim }: AddGoal,
): Promise<{ id: string }> {
  const { plan } = await loadPlan(context, work, actor, caseId, 'case:work');
  if (!isOpenFamily(plan.status)) throw changeNotAllowed(plan);
  const now = context.clock.now();
  const { indicator = null, targetLevel = null } = aim;
  const isOther = indicator !== null && INDICATORS[indicator].dimension !== dimension;
  // A provider has a name: otherwise nobody can ask them.
  const isNameless = responsible === 'provider' && !who;
  if (isOther || isNameless || dueOn < thaiDayOf(now)) throw new AppError('self-reliance/goal-not-fitting');
  const goal = { id: newId(), planId: plan.id, dimension, indicator, targetLevel, what, responsible, who: who || null };
  await insertGoal(work.tx, {
    ...{ ...goal, dueOn, outcome: null, addedByPersonId: actor.userId, addedAt: now },
    ...{ endedByPersonId: null, endedAt: null },
  });
  const codes = { goalId: goal.id, dimension, responsible };
  await recordPlanChange(context, work, plan, {
    ...{ kind: 'goal-added', by: actor, details: { dimension, what }, codes },
  });
  return { id: goal.id };
}

/** A goal is reached, partly reached, or dropped. @throws AppError `self-reliance/goal-not-found`, `self-reliance/goal-ended` */
export async function endFamilyGoal(
  context: FamilyContext,
  work: Work,
  actor: Actor,
  caseId: string,
  { outcome }: { outcome: GoalOutcome },
  { goalId = '' }: Readonly<Record<string, string>>,
): Promise<{ id: string }> {
  const { plan } = await loadPlan(context, work, actor, caseId, 'case:work');
  const goal = await findGoal(work.tx, plan.id, goalId);
  if (!goal) throw new AppError('self-reliance/goal-not-found');
  const ended = { id: goal.id, outcome, endedByPersonId: actor.userId, endedAt: context.clock.now() };
  if (goal.endedAt || !(await endGoal(work.tx, ended))) {
    const lostTo = { subjects: [caseId], actions: ['self-reliance/goal-ended'] };
    throw new AppError('self-reliance/goal-ended', { lostTo });
  }
  const codes = { goalId: goal.id, outcome };
  await recordPlanChange(context, work, plan, {
    ...{ kind: 'goal-ended', by: actor, details: { what: goal.what, outcome }, codes },
  });
  return { id: goal.id };
}
