import type { messagingApi } from '@line/bot-sdk';
import type { OutgoingMessage } from '#events/outgoing-message';
import type { Work } from '#platform/database/transaction';
import { newRandomKey } from '#platform/ids';
import type { Chat } from '../account.ts';
import { renderMessage } from '../render/render-message.ts';
import { type OutboundDeps, queueMessages } from './batch-messages.ts';

/** LINE takes at most five message objects in one call. */
const MOST_MESSAGES = 5;

/** Owes the reporter these words from the caller's commit on; the first try comes after it. */
export function enqueueMessage(deps: OutboundDeps, work: Work, speech: OutgoingMessage): Promise<void> {
  const chat: Chat = { account: 'reporter', chatId: speech.address };
  return enqueue(deps, work, chat, { messages: renderMessage(speech), quiet: speech.quiet, about: speech.about });
}

/** Puts messages for one chat in the outbox, in portions LINE takes; the last portion stands for the whole. */
export async function enqueue(
  deps: OutboundDeps,
  work: Work,
  chat: Chat,
  said: { messages: messagingApi.Message[]; quiet: boolean; about: string | null },
): Promise<void> {
  const portions: messagingApi.Message[][] = [];
  for (let at = 0; at < said.messages.length; at += MOST_MESSAGES) {
    portions.push(said.messages.slice(at, at + MOST_MESSAGES));
  }
  const messages = portions.map((portion, at) => ({
    messages: JSON.stringify(portion),
    messageCount: portion.length,
    quiet: said.quiet,
    about: at === portions.length - 1 ? said.about : null,
    retryKey: newRandomKey(),
    createdAt: deps.clock.now(),
  }));
  await queueMessages(deps, work, chat, { messages });
}
