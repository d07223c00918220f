import { inTransaction } from '#platform/database/transaction';
import { type AlarmFacts, pushPayload } from '../alarm-text.ts';
import type { AlertingContext } from '../context.ts';
import type { Notification } from '../notification.ts';
import {
  deleteSubscription,
  listSubscriptions,
  type SubscriptionRow,
  saveSubscriptionResult,
} from '../store-channels.ts';
import { postponeNotification } from '../store-deliveries.ts';
import { recordNotificationOutcome, recordNotificationOutcomeNow } from './record-notification-outcome.ts';

/** Delay after each try; after the last one the other channels take over. */
const DELAYS_MS = [1000, 2000, 5000, 10_000, 20_000];

/** Sends a push to every browser of a person. One success is enough; a browser that is gone is removed. */
export async function pushToBrowsers(
  context: AlertingContext,
  notification: Notification,
  alarm: AlarmFacts,
): Promise<void> {
  const { push } = context.channels;
  if (!push) return recordNotificationOutcomeNow(context, notification.id, { kind: 'failed', cause: 'not-set-up' });
  const personId = notification.personId ?? '';
  const alsoEnded = notification.kind === 'account-changed';
  const all = await listSubscriptions(context.db, [personId], { alsoEnded });
  // The addition of a browser is reported to the others; at the new one the person is present.
  const isNew = (browser: SubscriptionRow) =>
    notification.accountAction === 'alerting/subscribe-browser' && browser.createdAt >= notification.raisedAt;
  const browsers = all.filter((browser) => !isNew(browser));
  if (browsers.length < all.length && browsers.length === 0) {
    return recordNotificationOutcomeNow(context, notification.id, { kind: 'cancelled' });
  }
  if (browsers.length === 0)
    return recordNotificationOutcomeNow(context, notification.id, { kind: 'failed', cause: 'no-browser' });
  // A newer alarm of an incident replaces the older one on the phone.
  // A reporter's message is shown beside the order to go there and never replaces it.
  const about = notification.kind === 'reporter-message' ? null : notification.incidentId;
  const topic = (about ?? notification.alertId).replaceAll('-', '');
  const outcomes = await Promise.all(
    browsers.map(async (browser) => ({
      browser,
      outcome: await push.send(browser, pushPayload(alarm, browser.language), topic),
    })),
  );
  const bestKind = (['sent', 'later'] as const).find((kind) => outcomes.some(({ outcome }) => outcome.kind === kind));
  const cause = outcomes.find(({ outcome }) => outcome.kind !== 'sent')?.outcome.cause ?? 'unknown';
  const refused = outcomes.find(({ outcome }) => outcome.kind === 'refused')?.outcome;
  if (refused) await context.systemAlerts.raise('web-push/refused', refused.cause, { cause: refused.cause });
  await inTransaction(context.db, async (work) => {
    for (const { browser, outcome } of outcomes) {
      // The last successful push counts alarms only: by it the browser to remove beyond the limit is chosen.
      const isNoAlarm = alsoEnded && outcome.kind === 'sent' && !browser.endedAt;
      if (!isNoAlarm) await recordResult(context, work.tx, browser, outcome);
    }
    if (bestKind === 'sent') return recordNotificationOutcome(context, work, notification.id, { kind: 'sent' });
    const delay = bestKind === 'later' ? DELAYS_MS[notification.tries - 1] : undefined;
    if (delay === undefined)
      return recordNotificationOutcome(context, work, notification.id, { kind: 'failed', cause });
    await postponeNotification(work.tx, notification.id, new Date(context.clock.now().getTime() + delay), cause);
  });
}

async function recordResult(
  { clock, log }: AlertingContext,
  tx: Parameters<typeof saveSubscriptionResult>[0],
  browser: SubscriptionRow,
  { kind, cause }: { kind: string; cause: string },
): Promise<void> {
  if (kind !== 'gone' && (!browser.endedAt || kind === 'later'))
    return saveSubscriptionResult(tx, browser.id, kind === 'sent' ? null : cause, clock.now());
  await deleteSubscription(tx, browser.id, browser.personId);
  log.info(
    { subscriptionId: browser.id, cause },
    'a browser is gone or its right has ended; its subscription was removed',
  );
}
