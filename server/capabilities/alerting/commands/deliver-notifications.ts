import { type AlertFacts, listAlertFacts } from '#capabilities/incident';
import { leaseFor } from '#platform/process/lease';
import type { AlarmFacts } from '../alarm-text.ts';
import type { AlertingContext } from '../context.ts';
import type { Notification } from '../notification.ts';
import { claimDueNotifications } from '../store-deliveries.ts';
import { callGateway } from './call-gateway.ts';
import { isWithheld, listWithheld } from './list-withheld.ts';
import { pushToBrowsers } from './push-to-browsers.ts';
import { recordNotificationOutcomeNow } from './record-notification-outcome.ts';
import { sendByLine } from './send-by-line.ts';

/** Longer than any call's timeout. Leases of a process that has ended are released at once. */
const LEASE_MS = 20_000;
const BATCH_SIZE = 64;

/**
 * Delivers due notifications, each by one process only; every try is stored before it begins. When `stopping` aborts, the
 * calls under way are finished.
 */
export async function deliverNotifications(parts: AlertingContext, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const lease = leaseFor(LEASE_MS, parts);
    const due = await claimDueNotifications(parts.db, lease, BATCH_SIZE);
    if (due.length === 0) return;
    const ids = [...new Set(due.flatMap(({ incidentId }) => incidentId ?? []))];
    const withheld = await listWithheld(parts.db, ids, lease.now);
    const facts = new Map((await listAlertFacts(parts.db, ids)).map((one) => [one.id, one]));
    await Promise.all(
      due.map((notification) =>
        (isWithheld(withheld.get(notification.incidentId ?? ''), notification)
          ? recordNotificationOutcomeNow(parts, notification.id, { kind: 'cancelled' })
          : deliver(parts, notification, facts.get(notification.incidentId ?? ''))
        ).catch((error) =>
          parts.log.error(
            { error, notificationId: notification.id, channel: notification.channel },
            'a notification could not be delivered',
          ),
        ),
      ),
    );
  }
}

async function deliver(
  parts: AlertingContext,
  notification: Notification,
  incident: AlertFacts | undefined,
): Promise<void> {
  if (incident && isNoLongerNeeded(notification, incident))
    return recordNotificationOutcomeNow(parts, notification.id, { kind: 'cancelled' });
  const agency = parts.jurisdiction.findAgency(incident?.responsibleAgencyId ?? notification.agencyId);
  const station = { nameTh: agency?.nameTh ?? '', nameEn: agency?.nameEn ?? agency?.nameTh ?? '' };
  const alarm: AlarmFacts = { notification, incident, station, consoleUrl: parts.consoleUrl };
  if (notification.channel === 'web-push') return pushToBrowsers(parts, notification, alarm);
  if (notification.channel === 'gateway') return callGateway(parts, notification, alarm);
  return sendByLine(parts, notification, alarm);
}

/** Nobody is woken for an incident that is acknowledged or over. */
function isNoLongerNeeded({ kind }: Notification, { status }: AlertFacts): boolean {
  const isOver = ['resolved', 'closed', 'cancelled', 'merged'].includes(status);
  // An order is withdrawn exactly when the incident is over: the crew must hear it.
  if (kind === 'order-withdrawn') return false;
  if (kind === 'eta-passed') return isOver || status === 'on-scene';
  return (
    isOver || (['new', 'again', 'called', 'reopened'].includes(kind) && status !== 'open' && status !== 'reopened')
  );
}
