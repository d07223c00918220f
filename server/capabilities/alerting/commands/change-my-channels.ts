import type { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import type { MySettings, subscribeSchema } from '#contract/alerting';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { AlertingContext } from '../context.ts';
import { toMinutes } from '../quiet-hours.ts';
import { deleteReplaced, deleteSubscription, isSubscribed, saveSettings, saveSubscription } from '../store-channels.ts';
import { notifyAccountChange } from './notify-account-change.ts';

/** Saves the channels a person wants, and their quiet hours. */
export async function changeMySettings(
  context: AlertingContext,
  work: Work,
  actor: Actor,
  { webPush, line, quiet: hours }: MySettings,
): Promise<void> {
  const quiet = hours && { from: toMinutes(hours.from), until: toMinutes(hours.until) };
  const now = context.clock.now();
  await saveSettings(work.tx, actor.userId, { webPush, line, quiet }, now);
  record(context, work, actor, 'alerting/change-settings', { webPush, line, hasQuietHours: quiet !== null });
}

/** Every alarm is sent to each of a person's browsers, so their number is limited. */
const MAX_BROWSERS = 20;

/**
 * Subscribes this browser to the person's alarms. Beyond the limit the browser with the oldest successful push is removed. A
 * new browser needs recent re-authentication; one that is subscribed already, or replaces one that is (`replaces`: the
 * browser changed its address by itself), does not.
 * @throws AppError `alerting/address-refused` for an address that is not a push service's, `access/re-authentication-needed`
 */
export async function subscribeBrowser(
  context: AlertingContext,
  work: Work,
  actor: Actor,
  { endpoint, keys, label, language, replaces }: z.output<typeof subscribeSchema>,
): Promise<void> {
  if (context.findUrlFault(endpoint)) throw new AppError('alerting/address-refused');
  const isKnown = await isSubscribed(work.tx, actor.userId, replaces ? [endpoint, replaces] : [endpoint]);
  if (!isKnown) {
    await context.confirmProof(work, actor);
    await notifyAccountChange(context, work, actor, 'alerting/subscribe-browser');
  }
  if (replaces) await deleteReplaced(work.tx, actor.userId, replaces);
  const browser = { id: newId(), personId: actor.userId, endpoint, ...keys, label, language };
  const limits = { now: context.clock.now(), max: MAX_BROWSERS };
  const replaced = await saveSubscription(work.tx, browser, limits);
  record(context, work, actor, 'alerting/subscribe-browser', replaced > 0 ? { replaced } : {});
}

/** @throws AppError `alerting/browser-not-found` */
export async function forgetBrowser(context: AlertingContext, work: Work, actor: Actor, id: string): Promise<void> {
  if (!(await deleteSubscription(work.tx, id, actor.userId))) throw new AppError('alerting/browser-not-found');
  record(context, work, actor, 'alerting/forget-browser', { browserId: id });
}

function record(
  { clock }: AlertingContext,
  work: Work,
  actor: Actor,
  action: string,
  details: Record<string, string | number | boolean>,
): void {
  const subject = { subjectKind: 'person', subjectId: actor.userId, details };
  recordAction(work, { ...byPerson(actor), action, ...subject, at: clock.now() });
}
