import { inTransaction } from '#platform/database/transaction';
import { type AlarmFacts, pushPayload } from '../alarm-text.ts';
import type { AlertingParts } from '../context.ts';
import type { Notification } from '../notification.ts';
import { deleteSubscription, listSubscriptions, noteSubscription, type SubscriptionRow } from '../store-channels.ts';
import { postponeNotification } from '../store-deliveries.ts';
import { recordNotificationOutcome, recordNotificationOutcomeNow } from './record-notification-outcome.ts';

/** Waits after each try; when they are used up the other channels have long been at work. */
const WAITS_MS = [1000, 2000, 5000, 10_000, 20_000];

/** Rings every browser of a person. One that took it is enough; one that is gone is removed. */
export async function pushToBrowsers(
  parts: AlertingParts,
  notification: Notification,
  alarm: AlarmFacts,
): Promise<void> {
  const { push } = parts.channels;
  if (!push) return recordNotificationOutcomeNow(parts, notification.id, { kind: 'failed', cause: 'not-set-up' });
  const personId = notification.personId ?? '';
  const alsoEnded = notification.kind === 'account-changed';
  const all = await listSubscriptions(parts.db, [personId], { alsoEnded });
  // That a browser was added is news for the others; the new one has its person in front of it.
  const isNew = (browser: SubscriptionRow) =>
    notification.accountAction === 'alerting/subscribe-browser' && browser.createdAt >= notification.raisedAt;
  const browsers = all.filter((browser) => !isNew(browser));
  if (browsers.length < all.length && browsers.length === 0) {
    return recordNotificationOutcomeNow(parts, notification.id, { kind: 'cancelled' });
  }
  if (browsers.length === 0)
    return recordNotificationOutcomeNow(parts, notification.id, { kind: 'failed', cause: 'no-browser' });
  // One alarm of an incident stands on the phone, not five: a newer one takes the place of the older.
  // What the reporter says more stands beside the order to go there, and never in its place.
  const about = notification.kind === 'reporter-message' ? null : notification.incidentId;
  const topic = (about ?? notification.alertId).replaceAll('-', '');
  const outcomes = await Promise.all(
    browsers.map(async (browser) => ({
      browser,
      outcome: await push.send(browser, pushPayload(alarm, browser.language), topic),
    })),
  );
  const best = (['sent', 'later'] as const).find((kind) => outcomes.some(({ outcome }) => outcome.kind === kind));
  const cause = outcomes.find(({ outcome }) => outcome.kind !== 'sent')?.outcome.cause ?? 'unknown';
  const refused = outcomes.find(({ outcome }) => outcome.kind === 'refused')?.outcome;
  if (refused) await parts.systemAlerts.raise('web-push/refused', refused.cause, { cause: refused.cause });
  await inTransaction(parts.db, async (work) => {
    for (const { browser, outcome } of outcomes) {
      // When a browser last rang is said of alarms: by that it is chosen which of too many gives way.
      const isNoAlarm = alsoEnded && outcome.kind === 'sent' && !browser.endedAt;
      if (!isNoAlarm) await note(parts, work.tx, browser, outcome);
    }
    if (best === 'sent') return recordNotificationOutcome(parts, work, notification.id, { kind: 'sent' });
    const wait = best === 'later' ? WAITS_MS[notification.tries - 1] : undefined;
    if (wait === undefined) return recordNotificationOutcome(parts, work, notification.id, { kind: 'failed', cause });
    await postponeNotification(work.tx, notification.id, new Date(parts.clock.now().getTime() + wait), cause);
  });
}

async function note(
  { clock, log }: AlertingParts,
  tx: Parameters<typeof noteSubscription>[0],
  browser: SubscriptionRow,
  { kind, cause }: { kind: string; cause: string },
): Promise<void> {
  if (kind !== 'gone' && (!browser.endedAt || kind === 'later'))
    return noteSubscription(tx, browser.id, kind === 'sent' ? null : cause, clock.now());
  await deleteSubscription(tx, browser.id, browser.personId);
  log.info(
    { subscriptionId: browser.id, cause },
    'a browser is gone or its right has ended; its subscription was removed',
  );
}
