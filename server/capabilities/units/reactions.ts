import { isOrder } from '#contract/alert-kind';
import { notifyCrewsOfMessage, notifyOfficers } from './commands/notify-crews.ts';
import { publishOrderChanged } from './commands/publish-unit-changed.ts';
import { moveUnits, releaseUnits } from './commands/release-units.ts';
import type { UnitsContext } from './context.ts';

/** Units are released when the work is done, and go on where two incidents become one. */
export function registerUnitsReactions(context: UnitsContext): void {
  const { events } = context;
  // Resolved already: what is left is writing, and the unit can be sent elsewhere.
  events.on('incident-resolved', (work, { incidentId }) => releaseUnits(context, work, incidentId, 'done'));
  events.on('incident-closed', (work, { incidentId }) => releaseUnits(context, work, incidentId, 'done'));
  events.on('incident-cancelled', (work, { incidentId }) => releaseUnits(context, work, incidentId, 'withdraw'));
  // Another station has it, and sends its own.
  events.on('incident-transferred', (work, { incidentId }) => releaseUnits(context, work, incidentId, 'withdraw'));
  events.on('incident-merged', (work, merge) => moveUnits(context, work, merge));
  events.on('incident-message-received', (work, message) => notifyCrewsOfMessage(context, work, message));
  events.on('incident-officers-changed', (work, change) => notifyOfficers(context, work, change));
  // Whoever looks at the incident sees that its order was seen; what alarms become is nobody's page.
  events.on('notification-changed', async (work, { kind, state, alertId }) => {
    if (isOrder(kind) && (state === 'seen' || state === 'acknowledged'))
      await publishOrderChanged(context, work, alertId);
  });
}
