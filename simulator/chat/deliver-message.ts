import { newMessageId } from '../ids.ts';
import type { BotMessage } from '../schemas/message.ts';
import type { Channel, Chat, SentMessage } from '../state.ts';
import type { World } from '../world.ts';
import { previewLine, senderTitle } from './lock-screen.ts';

export type Sending = { notificationDisabled: boolean; requestId: string };

const quotable = new Set<BotMessage['type']>(['text', 'textV2', 'sticker', 'image', 'video', 'template', 'flex']);

/** Message ids as LINE answers them; made before delivery, because an undelivered message has one too. */
export function nameMessages(messages: BotMessage[], now: number): SentMessage[] {
  return messages.map(({ type }) => {
    const id = newMessageId(now);
    return quotable.has(type) ? { id, quoteToken: `q-${id}` } : { id };
  });
}

/** Puts messages into a chat and, unless they are silent, on the lock screens of the people in it. */
export function deliverMessages(
  world: World,
  channel: Channel,
  chat: Chat,
  messages: BotMessage[],
  ids: SentMessage[],
  { notificationDisabled, requestId }: Sending,
): void {
  const at = world.clock.now();
  chat.loadingUntil = 0;
  for (const [index, message] of messages.entries()) {
    const id = ids[index]?.id ?? newMessageId(at);
    chat.entries.push({ id, at, from: 'bot', message, silent: notificationDisabled, requestId });
    if (notificationDisabled) continue;
    const title =
      chat.kind === 'user' ? senderTitle(message, channel.displayName) : `${chat.name} · ${channel.displayName}`;
    for (const userId of chat.memberIds)
      world.state.people.get(userId)?.lockScreen.push({ at, title, text: previewLine(message, channel.displayName) });
  }
  for (const userId of chat.memberIds) world.changes.publish({ about: 'phone', userId });
}
