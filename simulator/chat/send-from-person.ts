import { newMessageId, newToken } from '../ids.ts';
import type { Channel, Chat, Entry, Person } from '../state.ts';
import { getChannel } from '../state.ts';
import { createEvent, type WebhookEvent } from '../webhook/event.ts';
import type { WebhookDelivery } from '../webhook/webhook-sender.ts';
import type { World } from '../world.ts';
import type { PersonContent } from './content.ts';
import { deliverMessages, nameMessages } from './deliver-message.ts';

/** The result of a person's action: the event LINE made and the outcome of its first delivery to the bot. */
export type Sent = { messageId?: string; event?: WebhookEvent; delivery?: WebhookDelivery };

export type Place = { world: World; chat: Chat; person: Person };

/** Shows a message of the person in the chat without telling the bot (a postback's displayText). */
export function showOwnMessage({ world, chat, person }: Place, content: PersonContent): Entry {
  const at = world.clock.now();
  const read = channelOf(world, chat)?.chatMode === 'bot';
  const entry: Entry = {
    id: newMessageId(at),
    at,
    from: 'person',
    userId: person.userId,
    content,
    unsent: false,
    read,
  };
  chat.entries.push(entry);
  for (const userId of chat.memberIds) world.changes.publish({ about: 'phone', userId });
  return entry;
}

/** Sends a message: the chat shows it and the bot, if one is there, gets the webhook. */
export async function sendFromPerson(
  place: Place,
  content: PersonContent,
  payload: Record<string, unknown>,
  { quotable = true } = {},
): Promise<Sent> {
  const { world, chat } = place;
  refuseBlocked(chat);
  const entry = showOwnMessage(place, content);
  const channel = channelOf(world, chat);
  if (!channel) return { messageId: entry.id };
  chat.lastFromPersonAt = entry.at;
  const markAsReadToken = newToken();
  channel.readTokens.set(markAsReadToken, { chat, entryId: entry.id });
  const quoteToken = quotable ? { quoteToken: newToken() } : {};
  const { type } = content;
  const message = { id: entry.id, type, ...payload, ...quoteToken, markAsReadToken };
  const sent = await emit(place, channel, 'message', { message });
  if (channel.autoReply && chat.kind === 'user' && type === 'text')
    answerByManager(world, channel, chat, channel.autoReply);
  return { messageId: entry.id, ...sent };
}

/** A person who blocked an account can neither write to it nor tap its buttons. */
export function refuseBlocked(chat: Chat): void {
  if (chat.friendship === 'blocked') throw new Error('simulator/blocked: unblock the account first');
}

/** Makes an event of this chat and sends it. */
export async function emit(
  { world, chat, person }: Place,
  channel: Channel,
  type: string,
  payload?: Record<string, unknown>,
): Promise<Sent> {
  const event = createEvent(channel, { type, payload, chat, userId: person.userId, now: world.clock.now() });
  return { event, delivery: await world.webhooks.emit(channel, event) };
}

/** The account in a chat, if there is one. */
export function channelOf(world: World, chat: Chat): Channel | undefined {
  return chat.channelKey === undefined ? undefined : getChannel(world.state, chat.channelKey);
}

/** LINE Official Account Manager's own canned answer, which a real account gives until someone turns it off. */
export function answerByManager(world: World, channel: Channel, chat: Chat, text: string): void {
  const messages = [{ type: 'text' as const, text }];
  const ids = nameMessages(messages, world.clock.now());
  deliverMessages(world, channel, chat, messages, ids, { notificationDisabled: false, requestId: 'account-manager' });
}
