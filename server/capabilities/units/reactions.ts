import { notifyCrewsOfMessage, notifyOfficers } from './commands/notify-crews.ts';
import { publishOrderChanged } from './commands/publish-unit-changed.ts';
import { moveUnits, releaseUnits } from './commands/release-units.ts';
import type { UnitsContext } from './context.ts';

/** Releases units when an incident ends, moves them when incidents are merged, and sends orders. */
export function registerUnitsReactions(context: UnitsContext): void {
  const { events } = context;
  // When an incident is resolved only paperwork remains, and its units can be sent elsewhere.
  events.on('incident-ended', (work, { incidentId, wasCancelled }) =>
    releaseUnits(context, work, incidentId, wasCancelled ? 'withdraw' : 'done'),
  );
  // The other station sends its own units.
  events.on('incident-transferred', (work, { incidentId }) => releaseUnits(context, work, incidentId, 'withdraw'));
  events.on('incident-merged', (work, merge) => moveUnits(context, work, merge));
  events.on('incident-message-received', (work, message) => notifyCrewsOfMessage(context, work, message));
  events.on('incident-officers-changed', (work, change) => notifyOfficers(context, work, change));
  // Consoles show whether an order was seen.
  events.on('order-seen', (work, { alertId }) => publishOrderChanged(context, work, alertId));
}
