import { type Actor, agenciesWith, nameStaff } from '#capabilities/access';
import { isInBranch, visibleBranches } from '#capabilities/jurisdiction';
import type { FamilyList } from '#contract/self-reliance';
import type { Connection } from '#platform/database/database';
import type { FamilyQueryContext } from '../context.ts';
import { findMissing, lastTwo, mayDecide, nextStep, plannedOf } from '../family-plan.ts';
import { FAMILY_RULES } from '../family-rules.ts';
import { listMeasurements } from '../store/measurement-rows.ts';
import { countOpenGoalsOf, listVisiblePlans } from '../store/plan-lists.ts';
import { listPlansById } from '../store/plan-rows.ts';
import { listNewestProposals } from '../store/proposal-rows.ts';

const AT_MOST = 300;

/** Families on their way, what is due first on top, in six statements however many there are. */
export async function listFamilies(
  { jurisdiction, clock }: FamilyQueryContext,
  connection: Connection,
  actor: Actor,
  scope: 'mine' | 'decide' | 'open' | 'ended',
): Promise<FamilyList> {
  const now = clock.now();
  const found = await listVisiblePlans(connection, {
    workerId: scope === 'mine' ? actor.userId : null,
    agencyIds: scope === 'decide' ? agenciesToDecideFor(jurisdiction, actor) : null,
    ...{ isEnded: scope === 'ended', limit: AT_MOST + 1 },
  });
  const shown = found.slice(0, AT_MOST);
  const ids = shown.map(({ planId }) => planId);
  const plans = new Map((await listPlansById(connection, ids)).map((plan) => [plan.id, plan]));
  const measured = Map.groupBy(await listMeasurements(connection, ids), ({ planId }) => planId);
  const goals = await countOpenGoalsOf(connection, ids);
  const proposals = new Map((await listNewestProposals(connection, ids)).map((one) => [one.planId, one]));
  const nameOf = await nameStaff(
    connection,
    shown.map(({ workerId }) => workerId),
    now,
  );
  const rows = shown.flatMap(({ planId, caseId, caseCode, agencyId, workerId, isMinor, personName, place }) => {
    const plan = plans.get(planId);
    if (!plan) return [];
    const measurements = measured.get(planId) ?? [];
    const facts = { measurements, openGoals: goals.get(planId) ?? 0 };
    const proposal = proposals.get(planId);
    const others = { workerId, measuredBy: lastTwo(plan, facts).map(({ byPersonId }) => byPersonId) };
    if (scope === 'decide' && !(proposal && mayDecide(proposal, actor.userId, others))) return [];
    const isReady = plan.status === 'active' && findMissing(plan, 'propose', facts, now, FAMILY_RULES).length === 0;
    const counts = { measurements: measurements.length, openGoals: facts.openGoals, dueAt: proposal?.dueAt ?? null };
    const next = nextStep(plan, counts, isReady, FAMILY_RULES);
    const { nameTh, nameEn } = jurisdiction.getAgency(agencyId);
    return {
      ...{ id: planId, code: plan.code, caseId, caseCode, status: plan.status, isMinor, place },
      personName: isMinor ? null : personName,
      agency: { id: agencyId, nameTh, nameEn },
      worker: workerId ? nameOf(workerId) : null,
      ...{
        step: next?.step ?? null,
        dueOn: next?.dueOn ?? null,
        nextMeasure: plannedOf(plan),
        relapses: plan.relapses,
      },
      measurements: measurements.length,
      meetsCriteria: measurements.at(-1)?.meetsCriteria ?? null,
      ...{ endedAt: plan.endedAt?.toISOString() ?? null, endReason: plan.endReason },
    };
  });
  if (scope !== 'ended') rows.sort((one, other) => (one.dueOn ?? '9999').localeCompare(other.dueOn ?? '9999'));
  return { plans: rows, isCut: found.length > AT_MOST };
}

/** The agencies in whose branches the person decides. */
function agenciesToDecideFor(jurisdiction: FamilyQueryContext['jurisdiction'], actor: Actor): string[] {
  const branches = visibleBranches(jurisdiction, agenciesWith(actor, 'case:approve'));
  return jurisdiction
    .listAgencies()
    .filter(({ path }) => branches.some((branch) => isInBranch(branch, path)))
    .map(({ id }) => id);
}
