import { type Alarm, pushPayload } from '../alarm-text.ts';
import type { AlertingContext, CallOutcome } from '../context.ts';
import type { BrowserOutcome, RecordOutcome } from '../outcome.ts';
import type { SubscriptionRow } from '../store-channels.ts';

/** Delay after each try; after the last one the other channels take over. */
const DELAYS_MS = [1000, 2000, 5000, 10_000, 20_000];

/**
 * Sends a push to every browser of a person. One success is enough; a browser that is gone is removed.
 * @param all the person's browsers, also those that lost their access
 */
export async function pushToBrowsers(
  { channels, clock, log, systemAlerts }: AlertingContext,
  record: RecordOutcome,
  alarm: Alarm,
  all: readonly SubscriptionRow[],
): Promise<void> {
  const { push } = channels;
  const { notification } = alarm;
  const notificationId = notification.id;
  if (!push) return record({ notificationId, kind: 'failed', cause: 'not-set-up' });
  const isOfAccount = notification.kind === 'account-changed';
  const entitled = all.filter(({ endedAt }) => isOfAccount || !endedAt);
  // The addition of a browser is reported to the others; at the new one the person is present.
  const isNew = (browser: SubscriptionRow) =>
    notification.accountAction === 'alerting/subscribe-browser' && browser.createdAt >= notification.raisedAt;
  const browsers = entitled.filter((browser) => !isNew(browser));
  if (browsers.length < entitled.length && browsers.length === 0) return record({ notificationId, kind: 'cancelled' });
  if (browsers.length === 0) return record({ notificationId, kind: 'failed', cause: 'no-browser' });
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
  if (refused) await systemAlerts.raise('web-push/refused', refused.cause, { cause: refused.cause });
  const results = outcomes.flatMap(({ browser, outcome }) => resultOf(browser, outcome, isOfAccount) ?? []);
  const delay = bestKind === 'later' ? DELAYS_MS[notification.tries - 1] : undefined;
  const later = { kind: 'later', cause, until: new Date(clock.now().getTime() + (delay ?? 0)) } as const;
  const failed = delay === undefined ? ({ kind: 'failed', cause } as const) : later;
  const outcome = bestKind === 'sent' ? ({ kind: 'sent' } as const) : failed;
  await record({ notificationId, ...outcome, browsers: results });
  for (const { id: subscriptionId, isGone, failure } of results)
    if (isGone)
      log.info(
        { subscriptionId, cause: failure },
        'a browser is gone or its right has ended; its subscription was removed',
      );
}

/** What is recorded of a browser; undefined: nothing. */
function resultOf(
  { id, personId, endedAt }: SubscriptionRow,
  { kind, cause }: CallOutcome,
  isOfAccount: boolean,
): BrowserOutcome | undefined {
  // The last successful push counts alarms only: by it the browser to remove beyond the limit is chosen.
  if (isOfAccount && kind === 'sent' && !endedAt) return undefined;
  const isGone = kind === 'gone' || (endedAt !== null && kind !== 'later');
  return { id, personId, failure: kind === 'sent' ? null : cause, isGone };
}
