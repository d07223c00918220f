import { alertPeopleByFacts, type RecipientFacts } from '#capabilities/alerting';
import { callAgencies, takeIncidentsToAlert } from '#capabilities/incident';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { loadStepFacts } from '../candidates.ts';
import type { EscalationContext } from '../context.ts';
import { alertOf, callsOf, type DecidedStep, decideSteps } from '../decide-steps.ts';
import { policyOfRun } from '../policy.ts';
import { isReady } from '../recipients.ts';
import {
  addExecution,
  addProgress,
  listRingingAgencies,
  lockDueRuns,
  lockPassedOverRuns,
  type RunRow,
} from '../store-runs.ts';

/** Runs in one transaction: an officer who answers one of these incidents waits at most for so many. */
const BATCH = 20;
/** Limit for one call, because a server that stops waits for the current call. */
const BATCHES = 25;

/**
 * Scheduled job: executes every due step, in any number of processes. It skips rows that are locked and never waits for a
 * lock, so that it cannot deadlock with an officer's answer.
 */
export function executeDueSteps(context: EscalationContext, db: Database): Promise<void> {
  return executeAll(context, db, (work, now) => lockDueRuns(work.tx, now, BATCH));
}

/** Executes the next step of runs in which no alerted agency can answer any more, e.g. after the last officer went off duty. */
export async function executePassedOverSteps(context: EscalationContext, db: Database): Promise<void> {
  // Few of all agencies ring.
  const ringing = await listRingingAgencies(db);
  const unready = ringing.filter((id) => {
    const agency = context.jurisdiction.findAgency(id);
    return agency !== undefined && !isReady(agency);
  });
  if (unready.length === 0) return;
  await executeAll(context, db, (work) => lockPassedOverRuns(work.tx, unready, { limit: BATCH }));
}

async function executeAll(
  context: EscalationContext,
  db: Database,
  take: (work: Work, now: Date) => Promise<RunRow[]>,
): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const { taken, executed } = await inTransaction(db, async (work) => {
      const now = context.clock.now();
      const runs = await take(work, now);
      return { taken: runs.length, executed: await executeFor(context, work, runs, now) };
    });
    // What another transaction has locked is left for the next call.
    if (taken < BATCH || executed === 0) break;
  }
}

/** @returns how many steps were executed */
async function executeFor(context: EscalationContext, work: Work, runs: RunRow[], now: Date): Promise<number> {
  if (runs.length === 0) return 0;
  const { jurisdiction, channels } = context;
  const locked = await takeIncidentsToAlert(work, [...new Set(runs.map(({ incidentId }) => incidentId))]);
  if (locked.length === 0) return 0;
  const incidents = new Map(locked.map((incident) => [incident.id, incident]));
  const policies = await context.policies.forRuns(runs, work.tx);
  const { candidates, recipients } = await loadStepFacts(jurisdiction, work.tx, locked, { now, channels });
  const decided = runs.flatMap((run) => {
    const incident = incidents.get(run.incidentId);
    if (!incident) return [];
    const policy = policyOfRun(jurisdiction, policies, run, incident);
    return [decideSteps(jurisdiction, { run, incident, policy, candidates, now })];
  });
  const steps = decided.flatMap((one) => one.steps);
  for (const { run } of decided) addProgress(work, run);
  await carryOut(context, work, steps, recipients);
  return steps.length;
}

/** Records executed steps, calls the next stations and alerts the recipients. */
export async function carryOut(
  context: EscalationContext,
  work: Work,
  steps: readonly DecidedStep[],
  recipients: RecipientFacts,
): Promise<void> {
  for (const { execution } of steps) addExecution(work, execution);
  await callAgencies(context, work, steps.flatMap(callsOf));
  await alertPeopleByFacts(context, work, steps.map(alertOf), recipients);
}
