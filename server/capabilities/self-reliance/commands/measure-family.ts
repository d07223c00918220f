import type { Actor } from '#capabilities/access';
import type { CorrectMeasurement, FamilyChanged, MeasureFamily } from '#contract/self-reliance';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { FamilyContext } from '../context.ts';
import { correct, KIND_OF, measure } from '../family-plan.ts';
import { FAMILY_RULES } from '../family-rules.ts';
import { insertMeasurement, takeMeasurementBack } from '../store/measurement-rows.ts';
import { closeProposal } from './decide-graduation.ts';
import { loadPlan } from './load-plan.ts';
import { type FamilyStepRecord, recordPlanChange } from './record-plan-change.ts';

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
  const details = { reason: 'measured', number };
  return recordPlanChange(context, work, measured.plan, ...steps, {
    ...{ kind: KIND_OF[measured.action], by: actor, details, codes: details },
  });
}

/**
 * The last measurement was wrong: it is measured again from where the plan stood before it. A relapse that it showed and the
 * right one does not is undone, and not counted.
 * @throws AppError `self-reliance/not-corrected`, `self-reliance/correction-too-late`
 */
export async function correctMeasurement(
  context: FamilyContext,
  work: Work,
  actor: Actor,
  caseId: string,
  { reason, ...input }: CorrectMeasurement,
  { measurementId = '' }: Readonly<Record<string, string>>,
): Promise<FamilyChanged> {
  const { plan, facts } = await loadPlan(context, work, actor, caseId, 'case:work');
  const now = context.clock.now();
  const corrected = correct(plan, facts, measurementId, input, now, FAMILY_RULES);
  if (!(await takeMeasurementBack(work.tx, measurementId, reason, now))) throw new AppError('access/not-permitted');
  const measurement = { ...corrected.measurement, id: newId(), byPersonId: actor.userId };
  await insertMeasurement(work.tx, measurement);
  const { number, measuredOn, meetsCriteria } = measurement;
  const codes = { number, measuredOn, meetsCriteria };
  const { action, wasRelapse } = corrected;
  const steps: FamilyStepRecord[] = [{ kind: 'corrected', by: actor, details: { ...codes, reason }, codes }];
  if (action === 'slip') {
    await closeProposal(work, plan.id, { personId: actor.userId, at: now });
    steps.push({ kind: KIND_OF.slip, by: actor });
  }
  const details = { reason: 'measured', number };
  if (action === 'relapse' && !wasRelapse) steps.push({ kind: KIND_OF.relapse, by: actor, details, codes: details });
  if (action !== 'relapse' && wasRelapse)
    steps.push({ kind: 'relapse-undone', by: actor, details: { number }, codes: { number } });
  return recordPlanChange(context, work, corrected.plan, ...steps);
}
