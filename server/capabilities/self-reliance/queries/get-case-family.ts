import { type Actor, nameStaff } from '#capabilities/access';
import { type CaseOwner, listCaseOwners } from '#capabilities/care';
import { mayFor } from '#capabilities/jurisdiction';
import { type CaseFamily, FAMILY_ACTIONS, isOpenFamily, type FamilyPlan as ShownPlan } from '#contract/self-reliance';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FamilyQueryContext } from '../context.ts';
import {
  correctUntil,
  type FamilyFacts,
  type FamilyPlan,
  lastTwo,
  mayDecide,
  monitoredUntil,
  plannedOf,
  possibleActions,
} from '../family-plan.ts';
import { FAMILY_RULES } from '../family-rules.ts';
import { listGoals } from '../store/goal-rows.ts';
import { listMeasurements } from '../store/measurement-rows.ts';
import { findPlanOfHousehold, listFamilyTimeline, listPlansOfCase } from '../store/plan-rows.ts';
import { listNewestProposals } from '../store/proposal-rows.ts';

/**
 * The plan of a case's family with everything in it, and whether the same household has one in another case.
 * @throws AppError `case/not-found`
 */
export async function getCaseFamily(
  context: FamilyQueryContext,
  connection: Connection,
  actor: Actor,
  caseId: string,
): Promise<CaseFamily> {
  const [owner] = await listCaseOwners(connection, [caseId]);
  if (!owner) throw new AppError('case/not-found');
  const [newest, ...earlier] = await listPlansOfCase(connection, caseId);
  const other = owner.householdId ? await findPlanOfHousehold(connection, owner.householdId) : undefined;
  return {
    caseCode: owner.code,
    plan: newest ? await showPlan(context, connection, actor, newest, owner) : null,
    earlier: earlier.map(({ code, status, endedAt }) => ({ code, status, endedAt: endedAt?.toISOString() ?? null })),
    elsewhere: other && other.caseId !== caseId ? await nameElsewhere(connection, other) : null,
    hasHousehold: owner.householdId !== null,
    mayWork: mayFor(context.jurisdiction, actor, 'case:work', [owner.agencyId]),
    rules: FAMILY_RULES,
  };
}

async function nameElsewhere(connection: Connection, { caseId, status }: FamilyPlan): Promise<CaseFamily['elsewhere']> {
  const [owner] = await listCaseOwners(connection, [caseId]);
  return owner ? { caseId, caseCode: owner.code, status } : null;
}

async function showPlan(
  { jurisdiction, clock }: FamilyQueryContext,
  connection: Connection,
  actor: Actor,
  plan: FamilyPlan,
  owner: CaseOwner,
): Promise<ShownPlan> {
  const now = clock.now();
  const measurements = await listMeasurements(connection, [plan.id]);
  const goals = await listGoals(connection, plan.id);
  const [proposal] = await listNewestProposals(connection, [plan.id]);
  const timeline = await listFamilyTimeline(connection, plan.id);
  const people = [...measurements.map(({ byPersonId }) => byPersonId), proposal?.requestedByPersonId];
  const nameOf = await nameStaff(connection, [...people, proposal?.decidedByPersonId], now);
  const facts = { measurements, openGoals: goals.filter(({ endedAt }) => endedAt === null).length };
  const may = (permission: 'case:work' | 'case:approve') => mayFor(jurisdiction, actor, permission, [owner.agencyId]);
  const others = { workerId: owner.workerId, measuredBy: lastTwo(plan, facts).map(({ byPersonId }) => byPersonId) };
  const mayDecideIt = proposal !== undefined && may('case:approve') && mayDecide(proposal, actor.userId, others);
  const actions = possibleActions(plan, facts, now, FAMILY_RULES).filter(({ action }) => {
    if (action === 'withdraw') return proposal?.requestedByPersonId === actor.userId;
    if (action === 'graduate' || action === 'send-back') return mayDecideIt;
    return may(FAMILY_ACTIONS[action].permission);
  });
  return {
    ...{ id: plan.id, code: plan.code, version: plan.version, caseId: plan.caseId, status: plan.status },
    ...{ statusSince: plan.statusSince.toISOString(), startedAt: plan.startedAt.toISOString() },
    agreedOn: plan.agreedOn,
    agreedBy: plan.agreedBy,
    agreedHow: plan.agreedHow,
    nextMeasure: plannedOf(plan),
    graduatedOn: plan.graduatedAt && thaiDayOf(plan.graduatedAt),
    monitoredUntil: plan.graduatedAt && monitoredUntil(plan.graduatedAt, FAMILY_RULES),
    ...{ relapses: plan.relapses, endedAt: plan.endedAt?.toISOString() ?? null, endReason: plan.endReason },
    householdChanged: isOpenFamily(plan.status) && owner.householdId !== plan.householdId,
    correctUntil: may('case:work') ? correctUntilNow(plan, facts, now) : null,
    measurements: measurements.map(({ planId, scores, byPersonId, at, planBefore, ...measured }) => ({
      ...measured,
      by: nameOf(byPersonId),
      at: at.toISOString(),
    })),
    goals: goals.map(({ planId, addedAt, addedByPersonId, endedByPersonId, endedAt, ...goal }) => ({
      ...goal,
      endedAt: endedAt?.toISOString() ?? null,
    })),
    proposal: proposal
      ? {
          requestedBy: nameOf(proposal.requestedByPersonId),
          requestedAt: proposal.requestedAt.toISOString(),
          dueAt: proposal.dueAt.toISOString(),
          decision: proposal.decision,
          reason: proposal.reason,
          decidedBy: proposal.decidedByPersonId ? nameOf(proposal.decidedByPersonId) : null,
          decidedAt: proposal.decidedAt?.toISOString() ?? null,
          mayDecide: mayDecideIt,
        }
      : null,
    timeline: timeline.map(({ planId, at, details, ...entry }) => ({
      ...entry,
      at: at.toISOString(),
      details: { ...details },
    })),
    actions,
  };
}

function correctUntilNow(plan: FamilyPlan, facts: FamilyFacts, now: Date) {
  const until = correctUntil(plan, facts, FAMILY_RULES);
  return until !== null && until >= thaiDayOf(now) ? until : null;
}
