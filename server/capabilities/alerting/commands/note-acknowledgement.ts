import { ALERT_KINDS, isOrder, UNIT_NEWS } from '#contract/alert-kind';
import type { IncidentEvents } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import type { AlertContext } from '../context.ts';
import { statesBefore } from '../notification.ts';
import { answerNotifications } from '../store-notifications.ts';

/** Kinds that an acknowledgement of the incident answers; orders and calls for back-up are answered separately. */
const ANSWERED_KINDS = ALERT_KINDS.filter((kind) => !isOrder(kind) && !UNIT_NEWS.some((news) => news === kind));

/** After an incident is answered, that officer's notifications are acknowledged and the pending ones of all others cancelled. */
export function noteAcknowledgement(
  { clock }: Pick<AlertContext, 'clock'>,
  { tx }: Work,
  { incidentId, acknowledgedById: personId }: IncidentEvents['incident-answered'],
): Promise<void> {
  const from = { acknowledged: statesBefore('acknowledged'), cancelled: statesBefore('cancelled') };
  return answerNotifications(tx, { incidentId, personId, kinds: ANSWERED_KINDS }, from, clock.now());
}
