import { newEventId, newReplyToken } from '../ids.ts';
import type { Channel, Chat } from '../state.ts';

/** A webhook event, its keys in the order LINE writes them. */
export type WebhookEvent = {
  type: string;
  webhookEventId: string;
  deliveryContext: { isRedelivery: boolean };
  timestamp: number;
  source?: Source;
  replyToken?: string;
  mode: 'active' | 'standby';
} & Record<string, unknown>;

export type Source =
  | { type: 'user'; userId: string }
  | { type: 'group'; groupId: string; userId?: string }
  | { type: 'room'; roomId: string; userId?: string };

/** Types a bot may answer with the event's token; never unfollow, unsend, leave, memberLeft. */
const repliable = new Set(['message', 'follow', 'join', 'memberJoined', 'postback', 'accountLink', 'beacon']);

type NewEvent = { type: string; payload?: Record<string, unknown>; chat: Chat; userId?: string; now: number };

/** How far a burst may run ahead of the clock: one millisecond for each event. */
const MOST_AHEAD_MS = 100;
/** Nobody sends two messages in one millisecond, and sorting by LINE's time must be unambiguous. */
const lastIn = new WeakMap<Chat, number>();

/** Makes an event and, where one belongs to it, its reply token. Events of one chat have times that rise. */
export function createEvent(channel: Channel, { type, payload, chat, userId, now: asked }: NewEvent): WebhookEvent {
  const last = lastIn.get(chat) ?? 0;
  // A clock that a test has set back is taken as it is.
  const now = asked <= last && last - asked < MOST_AHEAD_MS ? last + 1 : asked;
  lastIn.set(chat, now);
  const event: WebhookEvent = {
    type,
    ...payload,
    webhookEventId: newEventId(now),
    deliveryContext: { isRedelivery: false },
    timestamp: now,
    source: sourceOf(chat, type, userId),
    mode: channel.mode,
  };
  const failedLink = type === 'accountLink' && (payload?.link as { result?: string } | undefined)?.result === 'failed';
  if (!repliable.has(type) || failedLink || channel.mode === 'standby') return event;
  const replyToken = newReplyToken();
  channel.replyTokens.set(replyToken, { chat, eventAt: now, deliveredAt: now, used: false });
  const { mode, ...before } = event;
  return { ...before, replyToken, mode };
}

// In groups LINE promises the sender's id only for message events, so nobody may count on more here.
function sourceOf(chat: Chat, type: string, userId: string | undefined): Source {
  if (chat.kind === 'user') return { type: 'user', userId: chat.id };
  const sender = type === 'message' && userId ? { userId } : {};
  return chat.kind === 'group'
    ? { type: 'group', groupId: chat.id, ...sender }
    : { type: 'room', roomId: chat.id, ...sender };
}
