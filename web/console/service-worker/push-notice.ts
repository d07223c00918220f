import { z } from 'zod';
import { alertKindSchema } from '#contract/alert-kind';
import en from './push.en.json';
import th from './push.th.json';

/** What the server sends, encrypted, to this browser. No place, no phone, no person. */
const payloadSchema = z.object({
  noticeId: z.string(),
  kind: alertKindSchema.catch('new'),
  code: z.string().nullable(),
  incidentId: z.string().nullable(),
  station: z.string(),
  exercise: z.boolean(),
  silent: z.boolean(),
  language: z.enum(['th', 'en']).catch('th'),
});

export type PushNotice = { title: string; options: NotificationOptions & { renotify: boolean; data: NoticeData } };
export type NoticeData = { noticeId: string | null; path: string };

/**
 * What the lock screen shows. Whatever came, something is shown: a push that can't be read is still somebody's alarm,
 * and browsers take the right away from a page that stays silent.
 */
export function readPush(data: unknown): PushNotice {
  const said = payloadSchema.safeParse(data).data;
  const words = said?.language === 'en' ? en : th;
  if (!said) return toNotice(words.unread, '', { noticeId: null, path: '/console/' }, 'ess-unread');
  const { kind, code, station, exercise, silent, incidentId, noticeId } = said;
  const title = [exercise ? `[${words.exercise}]` : '', words.kind[kind], code ?? ''].filter(Boolean).join(' ');
  const body = [station, silent ? words.silent : '', kind === 'test' ? words.tested : ''].filter(Boolean).join('\n');
  const path = incidentId ? `/console/incidents/${incidentId}` : '/console/';
  // One notice for each incident: the next rung rings again in its place.
  return toNotice(title, body, { noticeId, path }, `ess-${incidentId ?? kind}`);
}

function toNotice(title: string, body: string, data: NoticeData, tag: string): PushNotice {
  return { title, options: { body, tag, renotify: true, requireInteraction: true, data } };
}
