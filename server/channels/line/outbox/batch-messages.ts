import type { ReporterMenu } from '#events/inbound';
import { createTransactionState, type Work } from '#platform/database/transaction';
import { type LeaseHolder, leaseFor } from '#platform/process/lease';
import { type Chat, chatKey } from '../account.ts';
import { type Call, isFresh, startGroup } from './plan-call.ts';
import {
  addChatAtCommit,
  type BegunMessage,
  beginMessageAtCommit,
  type EventToken,
  keepTokenAtCommit,
  type NewMessage,
  queueMessageAtCommit,
  requestMenuAtCommit,
  takeChatAtCommit,
} from './store-messages.ts';

/** With what an event is answered: its token, whether the answer may begin at once, and ids for it. */
export type Answering = { token: EventToken | null; mayBegin: boolean; messageIds: number[] };

/** The messages and the menu for the chat of an event. */
type Batch = Answering & { chat: Chat; messages: NewMessage[]; menu: ReporterMenu | null };

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

/** The batches of the events that a transaction processes, and the chats whose rows it adds. */
const outgoingOf = createTransactionState(() => ({ batches: new Map<string, Batch>(), chats: new Set<string>() }));

/** Until `writeMessageBatches`, messages to the chat in this transaction are only collected, to be sent in one call. */
export function batchMessages(work: Work, chat: Chat, { token, mayBegin, messageIds }: Answering): void {
  const { batches } = outgoingOf(work);
  const open = batches.get(chatKey(chat));
  if (!open) {
    batches.set(chatKey(chat), { chat, messages: [], menu: null, token, mayBegin, messageIds });
    return;
  }
  // The second event of the chat in this transaction: one answer to both, and the older token is left for later.
  if (open.token && token) keepTokenAtCommit(work, { ...chat, ...open.token });
  open.token = token ?? open.token;
}

/** Queues messages or a menu for the chat; they are written last in the transaction and sent after its commit. */
export function queueMessages(
  deps: OutboundDeps,
  work: Work,
  chat: Chat,
  { messages = [], menu = null }: Partial<Pick<Batch, 'messages' | 'menu'>>,
): void {
  const batch = outgoingOf(work).batches.get(chatKey(chat));
  if (batch) {
    batch.messages.push(...messages);
    batch.menu = menu ?? batch.menu;
    return;
  }
  addToChat(deps, work, { chat, messages, menu });
  work.afterCommit(() => deps.checkChat(chat));
}

/**
 * Writes the batches. An answer that can be sent at once, as a reply by the token of its event, is stored as a try that
 * has begun, with the lease on the chat, so that only the call itself is left to do after the commit.
 */
export function writeMessageBatches(deps: OutboundDeps, work: Work): void {
  const { batches } = outgoingOf(work);
  for (const batch of batches.values()) writeBatch(deps, work, batch);
  batches.clear();
}

function writeBatch(
  deps: OutboundDeps,
  work: Work,
  { chat, messages, menu, token, mayBegin, messageIds }: Batch,
): void {
  if (messages.length === 0 && !menu && !token) return;
  const lease = leaseFor(LEASE_MS, deps);
  const [head] = messages;
  const begins = mayBegin && head && token && isFresh(token, lease.now) && deps.mayBegin();
  if (!begins) {
    addToChat(deps, work, { chat, messages, menu });
    if (token) keepTokenAtCommit(work, { ...chat, ...token });
    work.afterCommit(() => deps.checkChat(chat));
    return;
  }
  const { now, until, processId } = lease;
  const begun = startGroup(messages, head).map(
    (message, at): BegunMessage => ({
      ...chat,
      ...message,
      id: messageIds[at] ?? 0,
      callKey: head.retryKey,
      via: 'reply',
      replyToken: token.token,
      replyTokenDeliveredAt: token.deliveredAt,
      // As it is read after a kill; this call knows better.
      outcomeUnknown: false,
      firstTriedAt: now,
      tries: 0,
      nextTryAt: null,
    }),
  );
  outgoingOf(work).chats.add(chatKey(chat));
  takeChatAtCommit(work, { ...chat, until, processId });
  for (const message of begun) beginMessageAtCommit(work, message);
  addToChat(deps, work, { chat, messages: messages.slice(begun.length), menu });
  const method = { via: 'reply' as const, token: token.token, tokenDeliveredAt: token.deliveredAt };
  const call: Call = { callKey: head.retryKey, rows: begun, method, wasUnknown: false };
  work.afterCommit(() => deps.carryOut(chat, { call, until, token }));
}

function addToChat(
  { clock }: OutboundDeps,
  work: Work,
  { chat, messages, menu }: Pick<Batch, 'chat' | 'messages' | 'menu'>,
): void {
  const { chats } = outgoingOf(work);
  if (!chats.has(chatKey(chat))) addChatAtCommit(work, chat);
  chats.add(chatKey(chat));
  for (const message of messages) queueMessageAtCommit(work, { ...chat, ...message });
  if (menu) requestMenuAtCommit(work, { ...chat, menu, createdAt: clock.now() });
}
