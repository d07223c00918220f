import type { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import type { MySettings, subscribeSchema } from '#contract/alerting';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { AlertingParts } from '../context.ts';
import { deleteReplaced, deleteSubscription, isSubscribed, saveSettings, saveSubscription } from '../store-channels.ts';
import { toMinutes } from '../time-of-day.ts';
import { notifyAccountChange } from './notify-account-change.ts';

/** Which channels I want, and when I sleep. */
export async function changeMySettings(
  parts: AlertingParts,
  work: Work,
  actor: Actor,
  said: MySettings,
): Promise<void> {
  const { webPush, line } = said;
  const quiet = said.quiet && { from: toMinutes(said.quiet.from), until: toMinutes(said.quiet.until) };
  const now = parts.clock.now();
  await saveSettings(work.tx, actor.userId, { webPush, line, quiet }, now);
  await record(parts, work, actor, 'alerting/change-settings', { webPush, line, hasQuietHours: quiet !== null });
}

/** Browsers that ring for one person: every alarm is sent to each of them, and nobody carries more. */
const MOST_BROWSERS = 20;

/**
 * This browser rings for me from now on; beyond the limit the one that took an alarm longest ago gives way. A new one
 * asks for a fresh proof; one that rings for me already, or takes the place of one that does (`replaces`: the browser
 * changed its address by itself), does not.
 * @throws AppError `alerting/address-refused` for an address that is no push service's, `access/re-authentication-needed`
 */
export async function subscribeBrowser(
  parts: AlertingParts,
  work: Work,
  actor: Actor,
  { endpoint, keys, label, language, replaces }: z.output<typeof subscribeSchema>,
): Promise<void> {
  if (parts.findUrlFault(endpoint)) throw new AppError('alerting/address-refused');
  const isKnown = await isSubscribed(work.tx, actor.userId, replaces ? [endpoint, replaces] : [endpoint]);
  if (!isKnown) {
    await parts.confirmProof(work, actor);
    await notifyAccountChange(parts, work, actor, 'alerting/subscribe-browser');
  }
  if (replaces) await deleteReplaced(work.tx, actor.userId, replaces);
  const browser = { id: newId(), personId: actor.userId, endpoint, ...keys, label, language };
  const limits = { now: parts.clock.now(), most: MOST_BROWSERS };
  const replaced = await saveSubscription(work.tx, browser, limits);
  await record(parts, work, actor, 'alerting/subscribe-browser', replaced > 0 ? { replaced } : {});
}

/** @throws AppError `alerting/browser-not-found` */
export async function forgetBrowser(parts: AlertingParts, work: Work, actor: Actor, id: string): Promise<void> {
  if (!(await deleteSubscription(work.tx, id, actor.userId))) throw new AppError('alerting/browser-not-found');
  await record(parts, work, actor, 'alerting/forget-browser', { browserId: id });
}

function record(
  { clock }: AlertingParts,
  work: Work,
  actor: Actor,
  action: string,
  details: Record<string, string | number | boolean>,
): Promise<void> {
  const subject = { subjectKind: 'person', subjectId: actor.userId, details };
  return recordAction(work, { ...byPerson(actor), action, ...subject, at: clock.now() });
}
