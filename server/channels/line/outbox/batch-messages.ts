import type { ReporterMenu } from '#events/inbound';
import { createTransactionState, type Work } from '#platform/database/transaction';
import { type LeaseHolder, leaseFor } from '#platform/process/lease';
import type { Chat } from '../account.ts';
import { type Call, isFresh, startGroup } from './plan-call.ts';
import { type EventToken, insertMessages, type NewMessages } from './store-messages.ts';

/** The messages and the menu for one chat from one transaction. */
type Batch = { chat: Chat; messages: NewMessages[]; menu: ReporterMenu | null; token: EventToken | null };

/** A try that was stored together with its messages, and the end of its lease on the chat. */
export type BegunCall = { call: Call; until: Date; token: EventToken };

export type OutboundDeps = LeaseHolder & {
  /** The chat may have something to send now. */
  checkChat(chat: Chat): void;
  /** Makes a call whose try was stored together with its messages. */
  carryOut(chat: Chat, begun: BegunCall): void;
  /** False while a new call would have to wait. */
  mayBegin(): boolean;
};

/** Longer than the time limit of any call. The leases of an ended process are released at once; this is for a process of unknown state. */
export const LEASE_MS = 15_000;

/** The batch of the event that a transaction processes. */
const openBatchOf = createTransactionState((): { batch?: Batch } => ({}));

/**
 * Until `writeMessageBatch`, messages to the chat in this transaction are only collected. Messages, menu and the event's
 * token are then written by one statement instead of four.
 */
export function batchMessages(work: Work, chat: Chat, token: EventToken | null): void {
  openBatchOf(work).batch = { chat, messages: [], menu: null, token };
}

/** Queues messages or a menu for the chat; they are sent after the commit. */
export async function queueMessages(
  deps: OutboundDeps,
  work: Work,
  chat: Chat,
  more: Partial<Pick<Batch, 'messages' | 'menu'>>,
): Promise<void> {
  const { batch } = openBatchOf(work);
  if (batch?.chat.account === chat.account && batch.chat.chatId === chat.chatId) {
    batch.messages.push(...(more.messages ?? []));
    batch.menu = more.menu ?? batch.menu;
    return;
  }
  await insertMessages(work.tx, chat, { messages: [], menu: null, token: null, ...more }, deps.clock.now(), null);
  work.afterCommit(() => deps.checkChat(chat));
}

/**
 * Writes the batch. An answer that can be sent at once, as a reply by the token of its event, is stored as a try that
 * has begun, with the lease on the chat, so that only the call itself is left to do after the commit.
 */
export async function writeMessageBatch(deps: OutboundDeps, work: Work): Promise<void> {
  const open = openBatchOf(work);
  const { batch } = open;
  delete open.batch;
  if (!batch || (batch.messages.length === 0 && !batch.menu && !batch.token)) return;
  const { chat, messages, token } = batch;
  const lease = leaseFor(LEASE_MS, deps);
  const { now, until } = lease;
  const [head] = messages;
  const mayBegin = head && token && isFresh(token, now) && deps.mayBegin();
  const group = mayBegin ? startGroup(messages, head) : [];
  const begin = group.length > 0 ? { first: group.length, lease } : null;
  const { isBegun, ids } = await insertMessages(work.tx, chat, batch, now, begin);
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
