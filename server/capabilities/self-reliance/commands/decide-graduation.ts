import type { Actor } from '#capabilities/access';
import type { DecideFamily, FamilyChanged } from '#contract/self-reliance';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { FamilyContext } from '../context.ts';
import { changeNotAllowed, decisionDueAt, lastTwo, mayDecide, movePlan, type Proposal } from '../family-plan.ts';
import { FAMILY_RULES } from '../family-rules.ts';
import { insertProposal, listNewestProposals, saveFamilyDecision } from '../store/proposal-rows.ts';
import { loadPlan } from './load-plan.ts';
import { recordPlanChange } from './record-plan-change.ts';

/** The worker proposes that the family graduates; another person decides. */
export async function proposeGraduation(
  context: FamilyContext,
  work: Work,
  actor: Actor,
  caseId: string,
): Promise<FamilyChanged> {
  const { plan, facts } = await loadPlan(context, work, actor, caseId, 'case:work');
  const now = context.clock.now();
  const proposed = movePlan(plan, 'propose', facts, now, FAMILY_RULES);
  await insertProposal(work.tx, {
    ...{ id: newId(), planId: plan.id, requestedByPersonId: actor.userId, requestedAt: now },
    ...{ dueAt: decisionDueAt(now, FAMILY_RULES), decision: null, reason: null },
    ...{ decidedByPersonId: null, decidedAt: null },
  });
  return recordPlanChange(context, work, proposed, { kind: 'proposed', by: actor });
}

/** Whoever proposed it takes it back. @throws AppError `access/not-permitted` for anybody else */
export async function withdrawGraduation(
  context: FamilyContext,
  work: Work,
  actor: Actor,
  caseId: string,
): Promise<FamilyChanged> {
  const { plan, facts } = await loadPlan(context, work, actor, caseId, 'case:work');
  const now = context.clock.now();
  const withdrawn = movePlan(plan, 'withdraw', facts, now, FAMILY_RULES);
  const proposal = await findOpenProposal(work, plan.id);
  if (proposal?.requestedByPersonId !== actor.userId) throw new AppError('access/not-permitted');
  await closeProposal(work, plan.id, { personId: actor.userId, at: now });
  return recordPlanChange(context, work, withdrawn, { kind: 'withdrawn', by: actor });
}

/**
 * Another person decides on what they have read.
 * @throws AppError `self-reliance/self-approval`, `self-reliance/measured-again`, `self-reliance/reason-needed`
 */
export async function decideGraduation(
  context: FamilyContext,
  work: Work,
  actor: Actor,
  caseId: string,
  { decision, measurementId, reason }: DecideFamily,
): Promise<FamilyChanged> {
  const { plan, facts, owner } = await loadPlan(context, work, actor, caseId, 'case:approve');
  const now = context.clock.now();
  const proposal = await findOpenProposal(work, plan.id);
  if (!proposal) throw changeNotAllowed(plan);
  const measuredBy = lastTwo(plan, facts).map(({ byPersonId }) => byPersonId);
  if (!mayDecide(proposal, actor.userId, { workerId: owner.workerId, measuredBy })) {
    throw new AppError('self-reliance/self-approval');
  }
  if (facts.measurements.at(-1)?.id !== measurementId) {
    const lostTo = { subjects: [caseId], actions: ['self-reliance/measured'] };
    throw new AppError('self-reliance/measured-again', { lostTo });
  }
  if (decision === 'sent-back' && !reason) throw new AppError('self-reliance/reason-needed');
  const isApproved = decision === 'approved';
  const decided = movePlan(plan, isApproved ? 'graduate' : 'send-back', facts, now, FAMILY_RULES);
  const said = isApproved ? null : (reason ?? null);
  const saved = { ...proposal, decision, reason: said, decidedByPersonId: actor.userId, decidedAt: now };
  if (!(await saveFamilyDecision(work.tx, saved))) throw changeNotAllowed(plan);
  return recordPlanChange(context, work, decided, {
    ...{ kind: isApproved ? 'graduated' : 'sent-back', by: actor, details: said ? { reason: said } : {} },
  });
}

async function findOpenProposal(work: Work, planId: string): Promise<Proposal | undefined> {
  const [newest] = await listNewestProposals(work.tx, [planId]);
  return newest?.decision === null ? newest : undefined;
}

/** Nothing waits for a decision any more. */
export async function closeProposal(work: Work, planId: string, by: { personId: string; at: Date }): Promise<void> {
  const proposal = await findOpenProposal(work, planId);
  if (!proposal) return;
  const ended = { decision: 'withdrawn', decidedByPersonId: by.personId, decidedAt: by.at } as const;
  await saveFamilyDecision(work.tx, { ...proposal, ...ended });
}
