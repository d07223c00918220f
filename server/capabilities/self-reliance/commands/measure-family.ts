import type { Actor } from '#capabilities/access';
import type { FamilyChanged, MeasureFamily } from '#contract/self-reliance';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { FamilyContext } from '../context.ts';
import { KIND_OF, measure } from '../family-plan.ts';
import { FAMILY_RULES } from '../family-rules.ts';
import { insertMeasurement } from '../store/measurement-rows.ts';
import { closeProposal } from './decide-graduation.ts';
import { loadPlan } from './load-plan.ts';
import { recordPlanChange } from './record-plan-change.ts';

/** A family is measured; what it shows may end a proposal, or be a relapse. */
export async function measureFamily(
  context: FamilyContext,
  work: Work,
  actor: Actor,
  caseId: string,
  input: MeasureFamily,
): Promise<FamilyChanged> {
  const { plan, facts } = await loadPlan(context, work, actor, caseId, 'case:work');
  const now = context.clock.now();
  const measured = measure(plan, facts, input, now, FAMILY_RULES);
  const measurement = { ...measured.measurement, id: newId(), byPersonId: actor.userId };
  await insertMeasurement(work.tx, measurement);
  const { number, kind, month, measuredOn, meetsCriteria } = measurement;
  const codes = { number, measurement: kind, month, measuredOn, meetsCriteria };
  const steps = [{ kind: 'measured', by: actor, details: codes, codes } as const];
  if (!measured.action) return recordPlanChange(context, work, measured.plan, ...steps);
  if (measured.action === 'slip') await closeProposal(work, plan.id, { personId: actor.userId, at: now });
  const details = { reason: 'measured' };
  return recordPlanChange(context, work, measured.plan, ...steps, {
    ...{ kind: KIND_OF[measured.action], by: actor, details, codes: details },
  });
}
