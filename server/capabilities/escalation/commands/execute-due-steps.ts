import { alertPeople } from '#capabilities/alerting';
import { callAgency, type IncidentToAlert, lockIncidents } from '#capabilities/incident';
import { isUnanswered } from '#contract/incident-status';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { advanceIncidentRun } from '../advance-incident-run.ts';
import { loadCandidates } from '../candidates.ts';
import type { EscalationContext } from '../context.ts';
import { policyOfRun } from '../policy.ts';
import { isOwnAgencyUnreachable, isReady, peopleOf, type StepRecipients, withEtaOwners } from '../recipients.ts';
import type { StepExecution } from '../run.ts';
import { alertKindOf, isRunOver, needsReporterUpdate } from '../run-rules.ts';
import { listRunPolicies, type PolicyRow } from '../store-policies.ts';
import {
  insertStepExecutions,
  lockDueRuns,
  lockPassedOverRuns,
  type RunRow,
  type StepExecutionRow,
  saveRuns,
  toRecipientsRow,
} from '../store-runs.ts';

/** Runs in one transaction: an officer who answers one of these incidents waits at most for so many. */
const BATCH = 20;
/** Limit for one call, because a server that stops waits for the current call. */
const BATCHES = 25;

/**
 * Scheduled job: executes every due step, in any number of processes. It skips rows that are locked and never waits for a
 * lock, so that it cannot deadlock with an officer's answer.
 * @returns the executions, after their commit
 */
export async function executeDueSteps(context: EscalationContext, db: Database): Promise<StepExecutionRow[]> {
  return executeAll(context, db, (work, now) => lockDueRuns(work.tx, now, BATCH));
}

/** Executes the next step of runs in which no alerted agency can answer any more, e.g. after the last officer went off duty. */
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
    // What another transaction has locked is left for the next call.
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
  const locked = await lockIncidents(work, [...new Set(runs.map(({ incidentId }) => incidentId))]);
  const { jurisdiction } = context;
  const incidents = new Map(locked.map((incident) => [incident.id, incident]));
  const policies = await listRunPolicies(work.tx, runs);
  const candidates = await loadCandidates(jurisdiction, work.tx, locked, { now, channels: context.channels });
  const saved: RunRow[] = [];
  const executions: {
    incident: IncidentToAlert;
    run: RunRow;
    execution: StepExecutionRow;
    recipients: StepRecipients[];
    isOwnUnreachable: boolean;
  }[] = [];
  for (const run of runs) {
    const incident = incidents.get(run.incidentId);
    if (!incident) continue;
    if (isRunOver(run, incident)) {
      const stoppedBy = isUnanswered(incident.status) ? 'restarted' : 'answered';
      saved.push({ ...run, stoppedAt: now, stoppedBy });
      continue;
    }
    const responsible = jurisdiction.getAgency(incident.responsibleAgencyId);
    const policy = policyOfRun(run, responsible, policies, (id) => jurisdiction.findAgency(id)?.path);
    const advanced = advanceIncidentRun(jurisdiction, { run, policy, incident, candidates, now });
    saved.push({ ...run, ...advanced.run, policyId: policy.id });
    const isOwnUnreachable = isOwnAgencyUnreachable(advanced.executions.flatMap(({ recipients }) => recipients));
    for (const [at, one] of advanced.executions.entries()) {
      const isLast = at === advanced.executions.length - 1;
      executions.push({
        incident,
        run,
        recipients: one.recipients,
        isOwnUnreachable,
        execution: stepExecutionOf(run, one, { now, isLast, policy }),
      });
    }
  }
  await saveRuns(work.tx, saved);
  await insertStepExecutions(
    work.tx,
    executions.map(({ execution }) => execution),
  );
  for (const one of executions) await alertRecipients(context, work, one);
  return executions.map(({ execution }) => execution);
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
    recipients: recipients.map(toRecipientsRow),
    needsReporterUpdate: isLast && needsReporterUpdate(run.reason, { step, repeat }, policy.steps.length),
  };
}

/** Alerts the recipients of a step and calls the next station, in the transaction that records the execution. */
async function alertRecipients(
  context: EscalationContext,
  work: Work,
  {
    incident,
    run,
    execution,
    recipients,
    isOwnUnreachable,
  }: {
    incident: IncidentToAlert;
    run: RunRow;
    execution: StepExecutionRow;
    recipients: StepRecipients[];
    isOwnUnreachable: boolean;
  },
): Promise<void> {
  for (const { target, agencyId } of recipients) {
    if (target === 'next-station')
      await callAgency(context, work, incident.id, agencyId, 'timer', isOwnUnreachable ? 'no-channel' : undefined);
  }
  const people = peopleOf(recipients);
  await alertPeople(context, work, {
    alertId: execution.id,
    incidentId: incident.id,
    kind: alertKindOf(run.reason, execution, incident),
    step: execution.step,
    people: run.reason === 'eta-passed' && execution.step === 0 ? withEtaOwners(incident, people) : people,
    agencyIds: [...new Set(recipients.filter(({ personIds }) => personIds.length > 0).map(({ agencyId }) => agencyId))],
  });
}
