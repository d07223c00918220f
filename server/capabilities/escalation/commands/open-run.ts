import { type IncidentToAlert, notifyUnansweredAtOnce } from '#capabilities/incident';
import type { IncidentEvents } from '#events/incident-events';
import type { Clock } from '#platform/clock';
import { createSharedStatement, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { loadStepFacts, type StepFacts } from '../candidates.ts';
import type { EscalationContext } from '../context.ts';
import { decideSteps } from '../decide-steps.ts';
import { policyOfRun } from '../policy.ts';
import { beginRun } from '../run.ts';
import { addRun, isAnyRinging, type RunRow } from '../store-runs.ts';
import { carryOut } from './execute-due-steps.ts';
import { reporterUpdateOf } from './notify-waiting-reporters.ts';
import { startRun } from './start-run.ts';

type Opened = IncidentEvents['incident-opened'];

/** An opening that has not been committed for so long has failed, though none of its steps did. */
const FAILED_AFTER_MS = 15_000;
/** Somebody at the station is called for the same network already; what nobody has looked at by then rings as any other. */
const GATHERED_MS = 60_000;
/** So long after a failed opening the first steps are left to the job. */
const REMEMBERED_MS = 60_000;

/**
 * Begins the run of a new incident and executes the steps that are due at once, in the transaction that opens it: its
 * alarms are there with its commit, and nothing is claimed for them afterwards.
 *
 * That an incident opens never depends on its alarm. If nothing can be decided, the run alone is written and the job takes
 * its first step a moment later; after a transaction that did not commit, the next ones are opened that way too.
 */
export function createRunOpener(context: EscalationContext): (work: Work, opened: Opened) => Promise<void> {
  const openings = createOpenings(context.clock);
  const { jurisdiction, channels, clock } = context;
  // Of several that open in one transaction everybody's people are read at once.
  const loadFacts = createSharedStatement<IncidentToAlert, StepFacts>(async (tx, incidents) => {
    const facts = await loadStepFacts(jurisdiction, tx, incidents, { now: clock.now(), channels });
    return incidents.map(() => facts);
  });
  return async (work, opened) => {
    if (opened.gatheredWith && (await isAnyRinging(work.tx, opened.gatheredWith)))
      return startRun(context, work, opened.incidentId, { laterMs: GATHERED_MS });
    if (!openings.begin(work, opened)) return startRun(context, work, opened.incidentId);
    try {
      await openWithSteps(context, work, opened, loadFacts);
    } catch (error) {
      openings.noteFailure();
      throw error;
    }
  };
}

type LoadFacts = (work: Work, incident: IncidentToAlert) => Promise<StepFacts>;

async function openWithSteps(
  context: EscalationContext,
  work: Work,
  opened: Opened,
  loadFacts: LoadFacts,
): Promise<void> {
  const decided = await decide(context, work, opened, loadFacts);
  if (!decided) return startRun(context, work, opened.incidentId);
  const { run, steps, recipients } = decided;
  const executions = steps.map(({ execution }) => execution);
  const last = executions.at(-1);
  // Several steps are due at once when nobody at the station can answer: the reporters read that with the opening.
  const update = last?.needsReporterUpdate ? reporterUpdateOf(last, executions) : undefined;
  if (last) last.needsReporterUpdate = false;
  addRun(work, run);
  await carryOut(context, work, steps, recipients);
  if (update) await notifyUnansweredAtOnce(context, work, opened, update);
}

/** Whom the steps alert that are due at once; undefined if that can't be decided. */
async function decide(context: EscalationContext, work: Work, opened: Opened, loadFacts: LoadFacts) {
  const { jurisdiction, log, policies } = context;
  const now = context.clock.now();
  const begun: RunRow = {
    ...beginRun(now),
    ...{ id: newId(), incidentId: opened.incidentId, reason: 'unanswered', policyId: null },
    ...{ stoppedAt: null, stoppedBy: null },
  };
  const incident = toAlert(opened);
  const known = await policies.forRuns([begun], work.tx);
  const { candidates, recipients } = await loadFacts(work, incident);
  try {
    const policy = policyOfRun(jurisdiction, known, begun, incident);
    return { ...decideSteps(jurisdiction, { run: begun, incident, policy, candidates, now }), recipients };
  } catch (error) {
    log.error(
      { error, incidentId: incident.id },
      'the first step of an incident could not be decided; the job takes it',
    );
    return undefined;
  }
}

/** Nobody else has seen it yet. */
function toAlert({ incidentId: id, position: { lat, lng }, responsibleAgencyId }: Opened): IncidentToAlert {
  return {
    ...{ id, lat, lng, responsibleAgencyId, status: 'open', etaAt: null, reopenCount: 0, acknowledgedById: null },
    ...{ involvedAgencyIds: [responsibleAgencyId], assigneeIds: [], conflictedIds: [] },
  };
}

/** Remembers which openings began and did not commit, and when a first step failed. */
function createOpenings(clock: Clock) {
  const underWay = new Map<string, number>();
  let failedAt = -Infinity;
  return {
    /** @returns false if this one, or another one lately, failed with its first step */
    begin(work: Work, { incidentId, reportIds }: Opened): boolean {
      const now = clock.now().getTime();
      for (const [key, at] of underWay) if (now - at > REMEMBERED_MS) underWay.delete(key);
      const key = reportIds[0] ?? incidentId;
      const hasFailed =
        underWay.has(key) ||
        Math.abs(now - failedAt) < REMEMBERED_MS ||
        [...underWay.values()].some((at) => now - at > FAILED_AFTER_MS);
      if (hasFailed) return false;
      underWay.set(key, now);
      work.afterCommit(() => underWay.delete(key));
      return true;
    },
    /** Known at once, because a report whose id is made by the same transaction has another one when it is tried again. */
    noteFailure() {
      failedAt = clock.now().getTime();
    },
  };
}
