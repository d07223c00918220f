import type { ReporterMenu } from '#events/inbound';
import type { Clock } from '#platform/clock';
import type { Work } from '#platform/database/transaction';
import type { Chat } from '../account.ts';
import type { BegunCall } from './deliver.ts';
import { type Call, isFresh, startGroup } from './plan-call.ts';
import { type EventToken, insertMessages, type NewMessages } from './store-messages.ts';

/** What is owed to one chat from one transaction on. */
type Words = { chat: Chat; messages: NewMessages[]; menu: ReporterMenu | null; token: EventToken | null };

export type OutboundDeps = {
  clock: Clock;
  /** Names this process in the leases it takes; null: they end by their time alone. */
  processId(): number | null;
  /** Something may be due for the chat now. */
  checkChat(chat: Chat): void;
  /** Carries out a call whose try has been written down with its words. */
  carryOut(chat: Chat, begun: BegunCall): void;
  /** False while a call begun now would have to wait. */
  mayBegin(): boolean;
};

/** Longer than any call's time limit. A process that ends frees its chats at once; this is for one that can't be asked. */
export const LEASE_MS = 15_000;

/** The words that an event being worked off brings about; a transaction works one event off. */
const gathered = new WeakMap<Work, Words>();

/**
 * Until `writeMessageBatch`, what is owed to the chat in this transaction is only gathered. Words, menu and the event's
 * token then become one statement instead of four.
 */
export function batchMessages(work: Work, chat: Chat, token: EventToken | null): void {
  gathered.set(work, { chat, messages: [], menu: null, token });
}

/** Owes the chat messages or a menu from the commit on. */
export async function queueMessages(
  deps: OutboundDeps,
  work: Work,
  chat: Chat,
  more: Partial<Pick<Words, 'messages' | 'menu'>>,
): Promise<void> {
  const words = gathered.get(work);
  if (words?.chat.account === chat.account && words.chat.chatId === chat.chatId) {
    words.messages.push(...(more.messages ?? []));
    words.menu = more.menu ?? words.menu;
    return;
  }
  await insertMessages(work.tx, chat, { messages: [], menu: null, token: null, ...more }, deps.clock.now(), null);
  work.afterCommit(() => deps.checkChat(chat));
}

/**
 * Writes what was gathered. An answer that can go at once, as a reply by its own event's token, is written as a try
 * that has begun, with the lease on the chat: then nothing but the call itself lies between the commit and the answer.
 */
export async function writeMessageBatch(deps: OutboundDeps, work: Work): Promise<void> {
  const words = gathered.get(work);
  gathered.delete(work);
  if (!words || (words.messages.length === 0 && !words.menu && !words.token)) return;
  const { chat, messages, token } = words;
  const now = deps.clock.now();
  const [head] = messages;
  const mayBegin = head && token && isFresh(token, now) && deps.mayBegin();
  const group = mayBegin ? startGroup(messages, head) : [];
  const until = new Date(now.getTime() + LEASE_MS);
  const begin = group.length > 0 ? { first: group.length, until, processId: deps.processId() } : null;
  const { isBegun, ids } = await insertMessages(work.tx, chat, words, now, begin);
  if (!isBegun || !head || !token) return work.afterCommit(() => deps.checkChat(chat));
  const rows = group.map((message, at) => ({
    ...message,
    id: ids[at] ?? 0,
    callKey: head.retryKey,
    via: 'reply' as const,
    replyToken: token.token,
    replyTokenDeliveredAt: token.deliveredAt,
    outcomeUnknown: false,
    firstTriedAt: now,
    tries: 0,
    nextTryAt: null,
  }));
  const method = { via: 'reply' as const, token: token.token, tokenDeliveredAt: token.deliveredAt };
  const call: Call = { callKey: head.retryKey, rows, method, wasUnknown: false };
  work.afterCommit(() => deps.carryOut(chat, { call, until, token }));
}
