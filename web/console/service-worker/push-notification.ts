import { z } from 'zod';
import { alertKindSchema } from '#contract/alert-kind';
import en from './push.en.json';
import th from './push.th.json';

/** What the server sends, encrypted, to this browser. No phone, no person; a place only in an order to go there. */
const payloadSchema = z.object({
  notificationId: z.string(),
  kind: alertKindSchema.catch('new'),
  code: z.string().nullable(),
  incidentId: z.string().nullable(),
  station: z.string(),
  exercise: z.boolean(),
  silent: z.boolean(),
  /** Of an order: what it can be acknowledged by, what and where; and the unit it is for. */
  alertId: z.string().nullable().catch(null).default(null),
  order: z.array(z.string()).nullable().catch(null).default(null),
  unit: z.string().nullable().catch(null).default(null),
  /** Of one's own account: what happened, and what to do if it was somebody else. */
  account: z.array(z.string()).nullable().catch(null).default(null),
  language: z.enum(['th', 'en']).catch('th'),
});

type Button = { action: 'acknowledge'; title: string };
export type PushNotification = {
  title: string;
  options: NotificationOptions & { renotify: boolean; actions?: Button[]; data: NotificationData };
};
export type NotificationData = { notificationId: string | null; path: string; orderId?: string };

/**
 * What the lock screen shows. Whatever came, something is shown: a push that can't be read is still somebody's alarm,
 * and browsers take the right away from a page that stays silent.
 */
export function readPush(data: unknown): PushNotification {
  const said = payloadSchema.safeParse(data).data;
  const words = said?.language === 'en' ? en : th;
  if (!said) return toNotification(words.unread, '', { notificationId: null, path: '/console/' }, 'ess-unread');
  const { kind, code, station, exercise, silent, incidentId, notificationId, alertId, order, unit, account } = said;
  const title = [exercise ? `[${words.exercise}]` : '', words.kind[kind], code ?? ''].filter(Boolean).join(' ');
  const warning = silent ? words.silent : '';
  const isOver = kind === 'order-withdrawn';
  // A lock screen shows the first lines only: of an order the warning, what, and where.
  const lines = account
    ? account
    : order
      ? isOver
        ? [unit ?? station]
        : [warning, ...order, unit ?? '']
      : [unit ?? '', station, warning, kind === 'test' ? words.tested : ''];
  const path = account ? '/console/account' : incidentId && !isOver ? `/console/incidents/${incidentId}` : '/console/';
  // One notice for each incident: the next rung rings again in its place. What the reporter says more stands beside it.
  const tag = kind === 'reporter-message' ? `ess-${incidentId}-message` : `ess-${incidentId ?? kind}`;
  const made = toNotification(title, lines.filter(Boolean).join('\n'), { notificationId, path }, tag);
  if (!alertId || !order) return made;
  const actions: Button[] = [{ action: 'acknowledge', title: words.acknowledge }];
  return { ...made, options: { ...made.options, actions, data: { ...made.options.data, orderId: alertId } } };
}

function toNotification(title: string, body: string, data: NotificationData, tag: string): PushNotification {
  return { title, options: { body, tag, renotify: true, requireInteraction: true, data } };
}
