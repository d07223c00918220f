import type { messagingApi } from '@line/bot-sdk';
import type { MessageSubject, OutgoingMessage } from '#events/outgoing-message';
import type { Work } from '#platform/database/transaction';
import { newRandomKey } from '#platform/ids';
import type { Chat } from '../account.ts';
import { renderMessage } from '../render/render-message.ts';
import { type OutboundDeps, queueMessages } from './batch-messages.ts';
import { MOST_MESSAGES } from './plan-call.ts';

/** Queues a message to a reporter; the first try comes after the caller's commit. */
export function enqueueMessage(deps: OutboundDeps, work: Work, message: OutgoingMessage): Promise<void> {
  const chat: Chat = { account: 'reporter', chatId: message.address };
  return enqueue(deps, work, chat, { messages: renderMessage(message), quiet: message.quiet, about: message.about });
}

/** Queues messages for one chat, in portions that LINE accepts; the outcome of the last portion counts for the whole. */
export async function enqueue(
  deps: OutboundDeps,
  work: Work,
  chat: Chat,
  content: { messages: messagingApi.Message[]; quiet: boolean; about: MessageSubject | null },
): Promise<void> {
  const portions: messagingApi.Message[][] = [];
  for (let at = 0; at < content.messages.length; at += MOST_MESSAGES) {
    portions.push(content.messages.slice(at, at + MOST_MESSAGES));
  }
  const messages = portions.map((portion, at) => ({
    messages: JSON.stringify(portion),
    messageCount: portion.length,
    quiet: content.quiet,
    about: at === portions.length - 1 ? content.about : null,
    retryKey: newRandomKey(),
    createdAt: deps.clock.now(),
  }));
  queueMessages(deps, work, chat, { messages });
}
