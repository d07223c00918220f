import type { IncidentEvents } from '#events/incident-events';
import { alertAtIncident, alertOfBackUp, alertOfUnseenOrder } from './commands/alert-at-incident.ts';
import { restartRun, startRun, stopRun } from './commands/start-run.ts';
import type { EscalationContext } from './context.ts';

/** Events by which somebody has answered the incident; setting out without acknowledging is an answer too. */
const ANSWERS = ['incident-acknowledged', 'incident-en-route', 'incident-on-scene', 'incident-taken-over'] as const;
const ENDS = ['incident-resolved', 'incident-closed', 'incident-cancelled'] as const satisfies (keyof IncidentEvents)[];

/** Starts, restarts and stops runs on the events of other capabilities. */
export function registerEscalationReactions(context: EscalationContext): void {
  const { events } = context;
  events.on('incident-opened', (work, { incidentId }) => startRun(context, work, incidentId));
  events.on('incident-reopened', (work, { incidentId }) => restartRun(context, work, incidentId));
  events.on('incident-transferred', (work, { incidentId }) => restartRun(context, work, incidentId));
  for (const event of ANSWERS)
    events.on(event, (work, { incidentId }) => stopRun(context, work, incidentId, 'answered'));
  for (const event of ENDS) events.on(event, (work, { incidentId }) => stopRun(context, work, incidentId, 'ended'));
  events.on('incident-eta-changed', (work, { incidentId }) =>
    stopRun(context, work, incidentId, 'eta-changed', 'eta-passed'),
  );
  events.on('incident-duress', (work, { incidentId }) => alertAtIncident(context, work, incidentId, 'duress'));
  events.on('incident-question-unanswered', (work, { incidentId }) =>
    alertAtIncident(context, work, incidentId, 'no-answer'),
  );
  events.on('back-up-called', (work, called) => alertOfBackUp(context, work, called));
  events.on('order-unseen', (work, order) => alertOfUnseenOrder(context, work, order));
  events.on('incident-eta-passed', (work, { incidentId }) => startRun(context, work, incidentId, 'eta-passed'));
}
