import { alertAtIncident, alertOfBackUp, alertOfUnseenOrder } from './commands/alert-at-incident.ts';
import { createRunOpener } from './commands/open-run.ts';
import { restartRun, startRun, stopRun } from './commands/start-run.ts';
import type { EscalationContext } from './context.ts';

/** Starts, restarts and stops runs on the events of other capabilities. */
export function registerEscalationReactions(context: EscalationContext): void {
  const { events } = context;
  events.on('incident-opened', createRunOpener(context));
  events.on('incident-reopened', (work, { incidentId }) => restartRun(context, work, incidentId));
  events.on('incident-transferred', (work, { incidentId }) => restartRun(context, work, incidentId));
  events.on('incident-answered', (work, { incidentId }) => stopRun(context, work, incidentId, 'answered'));
  events.on('incident-ended', (work, { incidentId }) => stopRun(context, work, incidentId, 'ended'));
  // News of the unit answers the question where it is after its ETA has passed.
  for (const news of ['incident-en-route', 'incident-on-scene'] as const)
    events.on(news, (work, { incidentId }) => stopRun(context, work, incidentId, 'answered', 'eta-passed'));
  events.on('incident-eta-changed', (work, { incidentId }) =>
    stopRun(context, work, incidentId, 'eta-changed', 'eta-passed'),
  );
  events.on('incident-duress', (work, { incidentId }) => alertAtIncident(context, work, incidentId, 'duress'));
  events.on('incident-question-unanswered', (work, { incidentId }) =>
    alertAtIncident(context, work, incidentId, 'no-answer'),
  );
  events.on('back-up-called', (work, called) => alertOfBackUp(context, work, called));
  events.on('order-unseen', (work, order) => alertOfUnseenOrder(context, work, order));
  events.on('incident-eta-passed', (work, { incidentId }) =>
    startRun(context, work, incidentId, { reason: 'eta-passed' }),
  );
}
