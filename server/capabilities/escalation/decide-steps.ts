import type { Alert } from '#capabilities/alerting';
import type { Call, IncidentToAlert } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { isUnanswered } from '#contract/incident-status';
import { newId } from '#platform/ids';
import { advanceIncidentRun, type Situation } from './advance-incident-run.ts';
import { isOwnAgencyUnreachable, peopleOf, type StepRecipients, toRecipientsRow, withEtaOwners } from './recipients.ts';
import { alertKindOf, isRunOver, needsReporterUpdate } from './run-rules.ts';
import type { RunRow, StepExecutionRow } from './store-runs.ts';

/** A step that is executed now, with whom it alerts. */
export type DecidedStep = {
  incident: IncidentToAlert;
  run: RunRow;
  execution: StepExecutionRow;
  recipients: StepRecipients[];
  isOwnUnreachable: boolean;
};

/** Decides what is due for a run. @returns the run as it is afterwards, and the steps to carry out */
export function decideSteps(
  jurisdiction: Pick<Jurisdiction, 'findAgency'>,
  situation: Situation,
): { run: RunRow; steps: DecidedStep[] } {
  const { run, incident, policy, now } = situation;
  if (isRunOver(run, incident)) {
    const stoppedBy = isUnanswered(incident.status) ? 'restarted' : 'answered';
    return { run: { ...run, stoppedAt: now, stoppedBy }, steps: [] };
  }
  const advanced = advanceIncidentRun(jurisdiction, situation);
  const isOwnUnreachable = isOwnAgencyUnreachable(advanced.executions.flatMap(({ recipients }) => recipients));
  const steps = advanced.executions.map(({ step, repeat, dueAt, recipients }, at): DecidedStep => {
    const isLast = at === advanced.executions.length - 1;
    const execution = {
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
    return { incident, run, execution, recipients, isOwnUnreachable };
  });
  return { run: { ...run, ...advanced.run, policyId: policy.id }, steps };
}

/** The alert of a step; its id is the execution's. */
export function alertOf({ incident, run, execution, recipients }: DecidedStep): Alert {
  const people = peopleOf(recipients);
  return {
    alertId: execution.id,
    incidentId: incident.id,
    kind: alertKindOf(run.reason, execution, incident),
    step: execution.step,
    people: run.reason === 'eta-passed' && execution.step === 0 ? withEtaOwners(incident, people) : people,
    agencyIds: [...new Set(recipients.filter(({ personIds }) => personIds.length > 0).map(({ agencyId }) => agencyId))],
  };
}

/** The next stations that a step calls. */
export function callsOf({ incident, recipients, isOwnUnreachable }: DecidedStep): Call[] {
  const passedOver = isOwnUnreachable ? 'no-channel' : undefined;
  return recipients
    .filter(({ target }) => target === 'next-station')
    .map(({ agencyId }) => ({ incidentId: incident.id, agencyId, passedOver }));
}
