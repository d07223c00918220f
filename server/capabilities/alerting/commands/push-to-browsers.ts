import { inTransaction } from '#platform/database/transaction';
import { type AlarmFacts, pushPayload } from '../alarm-words.ts';
import type { AlertingParts } from '../context.ts';
import type { Notice } from '../notice.ts';
import { deleteSubscription, listSubscriptions, noteSubscription, type SubscriptionRow } from '../store-channels.ts';
import { postponeNotice } from '../store-deliveries.ts';
import { settleNotice, settleNoticeNow } from './settle-notice.ts';

/** Waits after each try; when they are used up the other channels have long been at work. */
const WAITS_MS = [1000, 2000, 5000, 10_000, 20_000];

/** Rings every browser of a person. One that took it is enough; one that is gone is removed. */
export async function pushToBrowsers(parts: AlertingParts, notice: Notice, alarm: AlarmFacts): Promise<void> {
  const { push } = parts.ways;
  if (!push) return settleNoticeNow(parts, notice.id, { kind: 'failed', cause: 'not-set-up' });
  const personId = notice.personId ?? '';
  const alsoEnded = notice.kind === 'account-changed';
  const all = await listSubscriptions(parts.db, [personId], { alsoEnded });
  // That a browser was added is news for the others; the new one has its person in front of it.
  const isNew = (browser: SubscriptionRow) =>
    notice.accountAct === 'alerting/subscribe-browser' && browser.createdAt >= notice.raisedAt;
  const browsers = all.filter((browser) => !isNew(browser));
  if (browsers.length < all.length && browsers.length === 0) {
    return settleNoticeNow(parts, notice.id, { kind: 'overtaken' });
  }
  if (browsers.length === 0) return settleNoticeNow(parts, notice.id, { kind: 'failed', cause: 'no-browser' });
  // One alarm of an incident stands on the phone, not five: a newer one takes the place of the older.
  // What the reporter says more stands beside the order to go there, and never in its place.
  const about = notice.kind === 'reporter-message' ? null : notice.incidentId;
  const topic = (about ?? notice.alertId).replaceAll('-', '');
  const outcomes = await Promise.all(
    browsers.map(async (browser) => ({
      browser,
      outcome: await push.send(browser, pushPayload(alarm, browser.language), topic),
    })),
  );
  const best = (['accepted', 'later'] as const).find((kind) => outcomes.some(({ outcome }) => outcome.kind === kind));
  const cause = outcomes.find(({ outcome }) => outcome.kind !== 'accepted')?.outcome.cause ?? 'unknown';
  const refused = outcomes.find(({ outcome }) => outcome.kind === 'refused')?.outcome;
  if (refused) await parts.alarms.raise('web-push/refused', refused.cause, { cause: refused.cause });
  await inTransaction(parts.db, async (work) => {
    for (const { browser, outcome } of outcomes) {
      // When a browser last rang is said of alarms: by that it is chosen which of too many gives way.
      const isNoAlarm = alsoEnded && outcome.kind === 'accepted' && !browser.endedAt;
      if (!isNoAlarm) await note(parts, work.tx, browser, outcome);
    }
    if (best === 'accepted') return settleNotice(parts, work, notice.id, { kind: 'accepted' });
    const wait = best === 'later' ? WAITS_MS[notice.tries - 1] : undefined;
    if (wait === undefined) return settleNotice(parts, work, notice.id, { kind: 'failed', cause });
    await postponeNotice(work.tx, notice.id, new Date(parts.clock.now().getTime() + wait), cause);
  });
}

async function note(
  { clock, log }: AlertingParts,
  tx: Parameters<typeof noteSubscription>[0],
  browser: SubscriptionRow,
  { kind, cause }: { kind: string; cause: string },
): Promise<void> {
  if (kind !== 'gone' && (!browser.endedAt || kind === 'later'))
    return noteSubscription(tx, browser.id, kind === 'accepted' ? null : cause, clock.now());
  await deleteSubscription(tx, browser.id, browser.personId);
  log.info(
    { subscriptionId: browser.id, cause },
    'a browser is gone or its right has ended; its subscription was removed',
  );
}
