import { createHash } from 'node:crypto';
import { AppError } from '#platform/app-error';
import { cutDeep, isTooDeep } from '#platform/json-depth';
import type { Account } from '../account.ts';
import type { LineEvent } from '../inbox/to-input.ts';

/** A webhook event as it is stored: LINE's JSON with the few fields by which we order and find it. */
export type ArrivedEvent = {
  webhookEventId: string;
  account: Account;
  chatId: string;
  eventAt: Date;
  receivedAt: Date;
  payload: string;
  hasRedeliveredToken: boolean;
  /** The id of the message in the event. */
  messageId: string | null;
  /** A location message, which is processed first. */
  isPlace: boolean;
};

/**
 * The events of one webhook. Read tolerantly, without a schema: LINE adds types and fields without announcement, and an
 * event we do not understand must not cost us the next one. Parts of an event that are nested too deeply to be stored
 * are left out.
 * @throws AppError `request/malformed-json`
 */
export function readWebhook(body: Buffer, account: Account, now: Date): ArrivedEvent[] {
  const text = body.toString('utf8');
  const { events } = parse(text);
  if (!Array.isArray(events)) return [];
  // LINE's own are never so deep: a look at the text is cheaper than a copy of each event.
  const mustCut = isTooDeep(text);
  return events
    .filter((event) => isWanted(event, account))
    .map((event) => toArrivedEvent(mustCut ? (cutDeep(event) as LineEvent) : event, account, now));
}

function parse(text: string): { events?: unknown } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new AppError('request/malformed-json', { cause });
  }
  return typeof parsed === 'object' && parsed !== null ? parsed : {};
}

/** What people write in groups does not concern the reporter account, so it is not stored. */
function isWanted(event: unknown, account: Account): event is LineEvent {
  if (typeof event !== 'object' || event === null) return false;
  const type = (event as LineEvent).source?.type;
  return account === 'staff' || (type !== 'group' && type !== 'room');
}

function toArrivedEvent(event: LineEvent, account: Account, now: Date): ArrivedEvent {
  const payload = JSON.stringify(event);
  const isRedelivery = event.deliveryContext?.isRedelivery === true;
  return {
    webhookEventId: asId(event.webhookEventId) || hashOf(event, account),
    account,
    chatId: asId(event.source?.groupId) || asId(event.source?.roomId) || asId(event.source?.userId),
    eventAt: asTime(event.timestamp) ?? now,
    receivedAt: now,
    payload,
    hasRedeliveredToken: isRedelivery && typeof event.replyToken === 'string',
    messageId: (event.type === 'message' && asId(event.message?.id)) || null,
    isPlace: event.message?.type === 'location',
  };
}

// PostgreSQL's text can't contain NUL or half a character. LINE's ids never do, but a sender who knows the secret might send it.
function asId(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\u0000', '').slice(0, 200).toWellFormed() : '';
}

function asTime(value: unknown): Date | undefined {
  if (typeof value !== 'number') return undefined;
  const time = new Date(value);
  // PostgreSQL and JavaScript allow different ranges of time; a time far from now is not accepted.
  return time.getUTCFullYear() >= 2000 && time.getUTCFullYear() < 3000 ? time : undefined;
}

function hashOf(event: LineEvent, account: Account): string {
  const { deliveryContext, ...lasting } = event;
  return `sha256:${createHash('sha256').update(account).update(JSON.stringify(lasting)).digest('hex')}`;
}
