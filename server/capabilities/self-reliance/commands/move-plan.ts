import type { Actor } from '#capabilities/access';
import type { AgreeFamily, FamilyChanged, StopFamily } from '#contract/self-reliance';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { FamilyContext } from '../context.ts';
import { agree, KIND_OF, movePlan } from '../family-plan.ts';
import { FAMILY_RULES } from '../family-rules.ts';
import { findPlanOfHousehold } from '../store/plan-rows.ts';
import { closeProposal } from './decide-graduation.ts';
import { loadPlan } from './load-plan.ts';
import { recordPlanChange } from './record-plan-change.ts';

type Command<Input> = (
  context: FamilyContext,
  work: Work,
  actor: Actor,
  caseId: string,
  input: Input,
) => Promise<FamilyChanged>;

/** The family agrees, or agrees anew after a relapse: whoever lives there now is the family from then on. */
export function agreeBy(action: 'agree' | 'restart'): Command<AgreeFamily> {
  return async (context, work, actor, caseId, input) => {
    const { plan, facts, owner } = await loadPlan(context, work, actor, caseId, 'case:work');
    const agreed = agree(plan, action, input, facts, context.clock.now(), FAMILY_RULES);
    const householdId = await householdNow(work, agreed, owner.householdId);
    const codes = { agreedOn: input.agreedOn, agreedBy: input.agreedBy, agreedHow: input.agreedHow };
    const kind = KIND_OF[action];
    return recordPlanChange(context, work, { ...agreed, householdId }, { kind, by: actor, details: codes, codes });
  };
}

/** Where they live now, unless that household has a plan of its own. */
async function householdNow(work: Work, { id, householdId }: { id: string; householdId: string }, now: string | null) {
  if (!now || now === householdId) return householdId;
  const other = await findPlanOfHousehold(work.tx, now);
  if (other && other.id !== id) throw new AppError('self-reliance/plan-exists');
  return now;
}

/** A step without anything to say with it. */
export function movePlanBy(action: 'begin' | 'monitor' | 'sustain'): Command<unknown> {
  return async (context, work, actor, caseId) => {
    const { plan, facts } = await loadPlan(context, work, actor, caseId, 'case:work');
    const moved = movePlan(plan, action, facts, context.clock.now(), FAMILY_RULES);
    return recordPlanChange(context, work, moved, { kind: KIND_OF[action], by: actor });
  };
}

/** The family has fallen back: it is on somebody's list again and counted. */
export const relapseFamily: Command<{ reason: string }> = async (context, work, actor, caseId, { reason }) => {
  const { plan, facts } = await loadPlan(context, work, actor, caseId, 'case:work');
  const relapsed = movePlan(plan, 'relapse', facts, context.clock.now(), FAMILY_RULES);
  const codes = { reason };
  return recordPlanChange(context, work, relapsed, { kind: 'relapsed', by: actor, details: codes, codes });
};

/** The plan ends before its goal, with a reason. */
export const stopFamilyPlan: Command<StopFamily> = async (context, work, actor, caseId, { reason, note }) => {
  const { plan, facts } = await loadPlan(context, work, actor, caseId, 'case:work');
  const now = context.clock.now();
  const stopped = movePlan(plan, 'stop', facts, now, FAMILY_RULES);
  await closeProposal(work, plan.id, { personId: actor.userId, at: now });
  const codes = { reason };
  return recordPlanChange(
    context,
    work,
    { ...stopped, endReason: reason, endNote: note || null },
    { kind: 'stopped', by: actor, details: codes, codes },
  );
};
