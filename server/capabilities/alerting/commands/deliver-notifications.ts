import { type AlertFacts, listAlertFacts } from '#capabilities/incident';
import type { AlarmFacts } from '../alarm-text.ts';
import type { AlertingParts } from '../context.ts';
import type { Notification } from '../notification.ts';
import { claimDueNotifications } from '../store-deliveries.ts';
import { callGateway } from './call-gateway.ts';
import { isWithheld, listWithheld } from './list-withheld.ts';
import { pushToBrowsers } from './push-to-browsers.ts';
import { recordNotificationOutcomeNow } from './record-notification-outcome.ts';
import { sendByLine } from './send-by-line.ts';

/** Longer than any call's time limit. What an ended process had in hand is free at once. */
const LEASE_MS = 20_000;
const AT_ONCE = 64;

/** Delivers what is due, each notice by one process; every try is written down before it begins. A stop ends it after the calls at hand. */
export async function deliverNotifications(parts: AlertingParts, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const now = parts.clock.now();
    const leaseUntil = new Date(now.getTime() + LEASE_MS);
    const claim = { now, leaseUntil, processId: parts.processId(), most: AT_ONCE };
    const due = await claimDueNotifications(parts.db, claim);
    if (due.length === 0) return;
    const ids = [...new Set(due.flatMap(({ incidentId }) => incidentId ?? []))];
    const withheld = await listWithheld(parts.db, ids, now);
    const facts = new Map((await listAlertFacts(parts.db, ids)).map((one) => [one.id, one]));
    await Promise.all(
      due.map((notification) =>
        (isWithheld(withheld.get(notification.incidentId ?? ''), notification)
          ? recordNotificationOutcomeNow(parts, notification.id, { kind: 'cancelled' })
          : deliver(parts, notification, facts.get(notification.incidentId ?? ''))
        ).catch((error) =>
          parts.log.error(
            { error, notificationId: notification.id, channel: notification.channel },
            'a notice could not be delivered',
          ),
        ),
      ),
    );
  }
}

async function deliver(
  parts: AlertingParts,
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

/** Nobody is called out of bed for what somebody has already, or what is over. */
function isNoLongerNeeded({ kind }: Notification, { status }: AlertFacts): boolean {
  const isOver = ['resolved', 'closed', 'cancelled', 'merged'].includes(status);
  // That they need not go any more is just what the crew must hear then.
  if (kind === 'order-withdrawn') return false;
  if (kind === 'eta-passed') return isOver || status === 'on-scene';
  return (
    isOver || (['new', 'again', 'called', 'reopened'].includes(kind) && status !== 'open' && status !== 'reopened')
  );
}
