import { alertPeople } from '#capabilities/alerting';
import { callAgency, type IncidentToAlert, lockIncidents } from '#capabilities/incident';
import { isUnanswered } from '#contract/incident-status';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { type CandidatesOf, loadCandidates } from '../candidates.ts';
import type { EscalationContext } from '../context.ts';
import { withEtaOwners } from '../eta-owners.ts';
import { policyFor } from '../policy.ts';
import { isOwnAgencyUnreachable, isReady, recipientsOf, type StepRecipients } from '../recipients.ts';
import { advanceRun, type StepExecution } from '../run.ts';
import { alertKindOf, isRunOver, needsReporterUpdate } from '../run-rules.ts';
import { listCurrentPolicies, listPoliciesById, type PolicyRow } from '../store-policies.ts';
import {
  insertStepExecutions,
  lockDueRuns,
  lockPassedOverRuns,
  type RunRow,
  type StepExecutionRow,
  saveRuns,
} from '../store-runs.ts';

/** Rungs of this many incidents fire in one transaction: an officer who answers one of them waits no longer for it. */
const BATCH = 20;
/** At most so many in one look: a server that is to stop waits for the look that runs, however much is due. */
const BATCHES = 25;

/**
 * A duty of time: fires every rung whose time has come, in as many processes as there are. It holds only what nobody
 * else holds and waits for nobody, so that no answer waits for it in a circle.
 * @returns what fired, once it is durable
 */
export async function executeDueSteps(context: EscalationContext, db: Database): Promise<StepExecutionRow[]> {
  return executeAll(context, db, (work, now) => lockDueRuns(work.tx, now, BATCH));
}

/** Fires the next rung where by now nobody told can answer: the last one on duty went home while it rang. */
export async function executePassedOverSteps(context: EscalationContext, db: Database): Promise<StepExecutionRow[]> {
  const unready = context.jurisdiction.listAgencies().filter((agency) => !isReady(agency));
  if (unready.length === 0) return [];
  const ids = unready.map(({ id }) => id);
  return executeAll(context, db, (work) => lockPassedOverRuns(work.tx, ids, { limit: BATCH }));
}

async function executeAll(
  context: EscalationContext,
  db: Database,
  take: (work: Work, now: Date) => Promise<RunRow[]>,
): Promise<StepExecutionRow[]> {
  const all: StepExecutionRow[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    const { taken, executions } = await inTransaction(db, async (work) => {
      const now = context.clock.now();
      const runs = await take(work, now);
      return { taken: runs.length, executions: await executeFor(context, work, runs, now) };
    });
    all.push(...executions);
    // What somebody else holds at the moment is left for the next look.
    if (taken < BATCH || executions.length === 0) break;
  }
  return all;
}

async function executeFor(
  context: EscalationContext,
  work: Work,
  runs: RunRow[],
  now: Date,
): Promise<StepExecutionRow[]> {
  if (runs.length === 0) return [];
  const held = await lockIncidents(work, [...new Set(runs.map(({ incidentId }) => incidentId))]);
  const incidents = new Map(held.map((incident) => [incident.id, incident]));
  const policies = await policiesOf(context, work, runs, incidents);
  const candidates = await loadCandidates(context.jurisdiction, work.tx, held, { now, channels: context.channels });
  const saved: RunRow[] = [];
  const executions: {
    incident: IncidentToAlert;
    run: RunRow;
    execution: StepExecutionRow;
    recipients: StepRecipients[];
    isUnheard: boolean;
  }[] = [];
  for (const run of runs) {
    const incident = incidents.get(run.incidentId);
    const policy = policies.get(run.id);
    if (!incident || !policy) continue;
    if (isRunOver(run, incident)) {
      const stoppedBy = isUnanswered(incident.status) ? 'restarted' : 'answered';
      saved.push({ ...run, stoppedAt: now, stoppedBy });
      continue;
    }
    const on = advanceIncidentRun(context, { run, policy, incident, candidates, now });
    saved.push({ ...run, ...on.run, policyId: policy.id });
    const isUnheard = isOwnAgencyUnreachable(on.executions.flatMap(({ recipients }) => recipients));
    for (const [at, one] of on.executions.entries()) {
      const isLast = at === on.executions.length - 1;
      executions.push({
        incident,
        run,
        recipients: one.recipients,
        isUnheard,
        execution: stepExecutionOf(run, one, { now, isLast, policy }),
      });
    }
  }
  await saveRuns(work.tx, saved);
  await insertStepExecutions(
    work.tx,
    executions.map(({ execution }) => execution),
  );
  for (const one of executions) await tell(context, work, one);
  return executions.map(({ execution }) => execution);
}

type Situation = {
  run: RunRow;
  policy: PolicyRow;
  incident: IncidentToAlert;
  candidates: CandidatesOf;
  now: Date;
};

function advanceIncidentRun(
  { jurisdiction }: EscalationContext,
  { run, policy, incident, candidates, now }: Situation,
) {
  const isWithheld = (personId: string) => incident.conflictedIds.includes(personId);
  const canAnswer = (agencyId: string) => {
    const agency = jurisdiction.findAgency(agencyId);
    return agency !== undefined && isReady(agency);
  };
  const candidatesOf = (target: Parameters<CandidatesOf>[0]) =>
    // Somebody has it already: whether another station goes too is decided by whoever is asked, not by a clock.
    run.reason === 'eta-passed' && target === 'next-station' ? [] : candidates(target, incident);
  const on = advanceRun(policy, run, (step) => recipientsOf(step, candidatesOf, isWithheld), { now, canAnswer });
  // With no rung left that could come earlier there is nothing to watch for.
  return on.run.nextStep < policy.steps.length ? on : { ...on, run: { ...on.run, ringingAgencyIds: [] } };
}

function stepExecutionOf(
  run: RunRow,
  { step, repeat, dueAt, recipients }: StepExecution<StepRecipients>,
  { now, isLast, policy }: { now: Date; isLast: boolean; policy: PolicyRow },
): StepExecutionRow {
  return {
    id: newId(),
    runId: run.id,
    incidentId: run.incidentId,
    step,
    repeat,
    dueAt,
    executedAt: now,
    recipients: recipients.map(({ target, agencyId, personIds, passedOver }) => {
      return { target, agencyId, people: personIds.length, passedOver };
    }),
    needsReporterUpdate: isLast && needsReporterUpdate(run.reason, { step, repeat }, policy.steps.length),
  };
}

/** Owes the people their alarm, and calls the station that is to come; all in the transaction that says that it fired. */
async function tell(
  context: EscalationContext,
  work: Work,
  {
    incident,
    run,
    execution,
    recipients,
    isUnheard,
  }: {
    incident: IncidentToAlert;
    run: RunRow;
    execution: StepExecutionRow;
    recipients: StepRecipients[];
    isUnheard: boolean;
  },
): Promise<void> {
  for (const { target, agencyId } of recipients) {
    if (target === 'next-station')
      await callAgency(context, work, incident.id, agencyId, 'timer', isUnheard ? 'no-channel' : undefined);
  }
  const people = recipients.flatMap(({ agencyId, personIds }) => personIds.map((personId) => ({ personId, agencyId })));
  await alertPeople(context, work, {
    alertId: execution.id,
    incidentId: incident.id,
    kind: alertKindOf(run.reason, execution, incident),
    step: execution.step,
    people: run.reason === 'eta-passed' && execution.step === 0 ? withEtaOwners(incident, people) : people,
    agencyIds: [...new Set(recipients.filter(({ personIds }) => personIds.length > 0).map(({ agencyId }) => agencyId))],
  });
}

/** The version that each round climbs by: the one it began with. */
async function policiesOf(
  { jurisdiction }: EscalationContext,
  { tx }: Work,
  runs: RunRow[],
  incidents: Map<string, IncidentToAlert>,
): Promise<Map<string, PolicyRow>> {
  const pinnedIds = [...new Set(runs.flatMap(({ policyId }) => policyId ?? []))];
  const pinned = new Map((await listPoliciesById(tx, pinnedIds)).map((policy) => [policy.id, policy]));
  const current = runs.some(({ policyId }) => policyId === null) ? await listCurrentPolicies(tx) : [];
  const pathOf = (id: string) => jurisdiction.findAgency(id)?.path;
  return new Map(
    runs.flatMap((run): [string, PolicyRow][] => {
      const incident = incidents.get(run.incidentId);
      if (!incident) return [];
      const known = run.policyId ? pinned.get(run.policyId) : undefined;
      return [[run.id, known ?? policyFor(current, jurisdiction.getAgency(incident.responsibleAgencyId), pathOf)]];
    }),
  );
}
