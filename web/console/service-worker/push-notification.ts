import { z } from 'zod';
import { alertKindSchema } from '#contract/alert-kind';
import en from './push.en.json';
import th from './push.th.json';

/** The encrypted payload from the server. No phone number, no person; a place only in an order to go there. */
const payloadSchema = z.object({
  notificationId: z.string(),
  kind: alertKindSchema.catch('new'),
  code: z.string().nullable(),
  incidentId: z.string().nullable(),
  station: z.string(),
  exercise: z.boolean(),
  silent: z.boolean(),
  /** For an order: the id to acknowledge, type and place, and the unit. */
  alertId: z.string().nullable().catch(null).default(null),
  order: z.array(z.string()).nullable().catch(null).default(null),
  unit: z.string().nullable().catch(null).default(null),
  /** For a change to the person's own account: what changed, and what to do if it was somebody else. */
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
 * What the lock screen shows. An unreadable push is shown too: it is still an alarm, and browsers revoke the permission of a page
 * that shows nothing.
 */
export function readPush(data: unknown): PushNotification {
  const payload = payloadSchema.safeParse(data).data;
  const text = payload?.language === 'en' ? en : th;
  if (!payload) return toNotification(text.unread, '', { notificationId: null, path: '/console/' }, 'ess-unread');
  const { kind, code, station, exercise, silent, incidentId, notificationId, alertId, order, unit, account } = payload;
  const title = [exercise ? `[${text.exercise}]` : '', text.kind[kind], code ?? ''].filter(Boolean).join(' ');
  const warning = silent ? text.silent : '';
  const isOver = kind === 'order-withdrawn';
  // A lock screen shows only the first lines: for an order the warning, the type and the place.
  const lines = account
    ? account
    : order
      ? isOver
        ? [unit ?? station]
        : [warning, ...order, unit ?? '']
      : [unit ?? '', station, warning, kind === 'test' ? text.tested : ''];
  const path = account ? '/console/account' : incidentId && !isOver ? `/console/incidents/${incidentId}` : '/console/';
  // The notification of the next step replaces the previous one of the incident; a reporter message is shown beside it.
  const tag = kind === 'reporter-message' ? `ess-${incidentId}-message` : `ess-${incidentId ?? kind}`;
  const made = toNotification(title, lines.filter(Boolean).join('\n'), { notificationId, path }, tag);
  if (!alertId || !order) return made;
  const actions: Button[] = [{ action: 'acknowledge', title: text.acknowledge }];
  return { ...made, options: { ...made.options, actions, data: { ...made.options.data, orderId: alertId } } };
}

function toNotification(title: string, body: string, data: NotificationData, tag: string): PushNotification {
  return { title, options: { body, tag, renotify: true, requireInteraction: true, data } };
}
