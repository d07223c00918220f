import { type Actor, listStaff } from '#capabilities/access';
import { listNotifications, type Notification } from '#capabilities/alerting';
import { findIncidentToAlert, getVisibleIncident } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { IncidentEscalation } from '#contract/escalation';
import type { Connection } from '#platform/database/database';
import { advanceIncidentRun } from '../advance-incident-run.ts';
import { loadCandidates } from '../candidates.ts';
import type { EscalationContext } from '../context.ts';
import { policyOfRun } from '../policy.ts';
import { type RecipientsRow, toRecipientsRow } from '../recipients.ts';
import { listRuns, listStepExecutions, type RunRow } from '../store-runs.ts';

/**
 * The executed steps of an incident's latest run with their notifications, and the next step if nobody answers.
 * @throws AppError `incident/not-found`
 */
export async function getIncidentEscalation(
  context: EscalationContext,
  connection: Connection,
  actor: Actor,
  incidentId: string,
): Promise<IncidentEscalation> {
  await getVisibleIncident(context, connection, actor, incidentId);
  const now = context.clock.now();
  const runs = await listRuns(connection, incidentId);
  // The active run; else the latest.
  const run = runs.find(({ stoppedAt }) => stoppedAt === null) ?? runs[0];
  const nothing = { reason: null, beganAt: null, stoppedAt: null, stoppedBy: null, executions: [], next: null };
  if (!run) return { now: now.toISOString(), ...nothing };
  const executions = await listStepExecutions(connection, run.id);
  const notifications = Map.groupBy(await listNotifications(connection, [incidentId]), ({ alertId }) => alertId);
  const names = await namesOf(connection, [...notifications.values()].flat(), now);
  return {
    now: now.toISOString(),
    reason: run.reason,
    beganAt: run.beganAt.toISOString(),
    stoppedAt: run.stoppedAt?.toISOString() ?? null,
    stoppedBy: run.stoppedBy,
    executions: executions.map((execution) => ({
      step: execution.step,
      repeat: execution.repeat,
      dueAt: execution.dueAt.toISOString(),
      executedAt: execution.executedAt.toISOString(),
      recipients: execution.recipients.map((recipients) => nameRecipients(context.jurisdiction, recipients)),
      notifications: (notifications.get(execution.id) ?? []).map(({ personId, agencyId, channel, state, cause }) => ({
        name: personId ? (names.get(personId) ?? null) : null,
        agencyId,
        channel,
        state,
        cause,
      })),
    })),
    next: run.stoppedAt ? null : await nextOf(context, connection, run),
  };
}

/** Computed for the time when it is due, as if nothing changed until then. */
async function nextOf(
  { jurisdiction, policies }: EscalationContext,
  connection: Connection,
  run: RunRow,
): Promise<IncidentEscalation['next']> {
  const incident = await findIncidentToAlert(connection, run.incidentId);
  if (!incident) return null;
  const policy = policyOfRun(jurisdiction, await policies.forRuns([run]), run, incident);
  const now = run.nextDueAt;
  const candidates = await loadCandidates(jurisdiction, connection, [incident], now);
  const { executions } = advanceIncidentRun(jurisdiction, { run, policy, incident, candidates, now });
  const recipients = executions
    .flatMap((one) => one.recipients)
    .map((one) => nameRecipients(jurisdiction, toRecipientsRow(one)));
  return { dueAt: run.nextDueAt.toISOString(), repeat: executions.at(-1)?.repeat ?? 0, recipients };
}

export function nameRecipients(jurisdiction: Pick<Jurisdiction, 'findAgency'>, recipients: RecipientsRow) {
  const agency = jurisdiction.findAgency(recipients.agencyId);
  return { ...recipients, nameTh: agency?.nameTh ?? '–', nameEn: agency?.nameEn ?? null };
}

async function namesOf(connection: Connection, notifications: Notification[], now: Date): Promise<Map<string, string>> {
  const ids = [...new Set(notifications.flatMap(({ personId }) => personId ?? []))];
  if (ids.length === 0) return new Map();
  return new Map((await listStaff(connection, { ids }, now)).map(({ id, name }) => [id, name]));
}
