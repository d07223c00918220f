import { type AlertFacts, listAlertFacts } from '#capabilities/incident';
import { leaseFor } from '#platform/process/lease';
import type { AlarmFacts } from '../alarm-text.ts';
import type { AlertingContext } from '../context.ts';
import { isStillNeeded, type Notification } from '../notification.ts';
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
export async function deliverNotifications(context: AlertingContext, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const lease = leaseFor(LEASE_MS, context);
    const due = await claimDueNotifications(context.db, lease, BATCH_SIZE);
    if (due.length === 0) return;
    const ids = [...new Set(due.flatMap(({ incidentId }) => incidentId ?? []))];
    const withheld = await listWithheld(context.db, ids, lease.now);
    const facts = new Map((await listAlertFacts(context.db, ids)).map((one) => [one.id, one]));
    await Promise.all(
      due.map((notification) =>
        (isWithheld(withheld.get(notification.incidentId ?? ''), notification)
          ? recordNotificationOutcomeNow(context, notification.id, { kind: 'cancelled' })
          : deliver(context, notification, facts.get(notification.incidentId ?? ''))
        ).catch((error) =>
          context.log.error(
            { error, notificationId: notification.id, channel: notification.channel },
            'a notification could not be delivered',
          ),
        ),
      ),
    );
  }
}

async function deliver(
  context: AlertingContext,
  notification: Notification,
  incident: AlertFacts | undefined,
): Promise<void> {
  if (incident && !isStillNeeded(notification.kind, incident.status))
    return recordNotificationOutcomeNow(context, notification.id, { kind: 'cancelled' });
  const agency = context.jurisdiction.findAgency(incident?.responsibleAgencyId ?? notification.agencyId);
  const station = { nameTh: agency?.nameTh ?? '', nameEn: agency?.nameEn ?? agency?.nameTh ?? '' };
  const alarm: AlarmFacts = { notification, incident, station, consoleUrl: context.consoleUrl };
  if (notification.channel === 'web-push') return pushToBrowsers(context, notification, alarm);
  if (notification.channel === 'gateway') return callGateway(context, notification, alarm);
  return sendByLine(context, notification, alarm);
}
