import type { Channel, Chat } from '../state.ts';

const usableFor = 60_000;
const endsAfter = 20 * 60_000;

/** A delivery, also a redelivery, starts the token's minute again. */
export function renewReplyToken(channel: Channel, token: string | undefined, now: number): void {
  const known = token === undefined ? undefined : channel.replyTokens.get(token);
  if (known) known.deliveredAt = now;
}

/**
 * Uses a token up and returns its chat. Undefined for a token that is unknown, used, older than a minute since its
 * (re)delivery, or more than 20 minutes after the event.
 */
export function takeReplyToken(channel: Channel, token: string, now: number): Chat | undefined {
  const chat = findReplyChat(channel, token, now);
  const known = channel.replyTokens.get(token);
  if (chat && known) known.used = true;
  return chat;
}

/** The chat a token would answer in, without using it. */
export function findReplyChat(channel: Channel, token: string, now: number): Chat | undefined {
  const known = channel.replyTokens.get(token);
  if (!known || known.used || now - known.deliveredAt > usableFor || now - known.eventAt > endsAfter) return undefined;
  return known.chat;
}

/** Drops tokens nobody can use any more, so that a long exercise does not fill the memory. */
export function forgetOldTokens(channel: Channel, now: number): void {
  for (const [token, known] of channel.replyTokens) {
    if (now - known.eventAt <= endsAfter) return;
    channel.replyTokens.delete(token);
  }
}
