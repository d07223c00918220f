import { ALERT_KINDS, isOrder, UNIT_NEWS } from '#contract/alert-kind';
import type { IncidentEvents } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import type { AlertContext } from '../context.ts';
import { changeState } from './change-state.ts';

/** Kinds that an acknowledgement of the incident answers; orders and calls for back-up are answered separately. */
const ANSWERED_KINDS = ALERT_KINDS.filter((kind) => !isOrder(kind) && !UNIT_NEWS.some((news) => news === kind));

/** After an incident is answered, that officer's notifications are acknowledged and the pending ones of all others cancelled. */
export async function noteAcknowledgement(
  context: AlertContext,
  work: Work,
  { incidentId, acknowledgedById: personId }: IncidentEvents['incident-answered'],
): Promise<void> {
  const filter = { incidentIds: [incidentId], kinds: ANSWERED_KINDS };
  if (personId) await changeState(context, work, { ...filter, personId }, 'acknowledged');
  await changeState(context, work, filter, 'cancelled');
}
