import type { InboundFromReporter } from '#events/inbound';
import type { IncomingStaffMessage } from '#events/outgoing-message';
import { AppError } from '#platform/app-error';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { DatabaseUnavailable } from '#platform/database/database-unavailable';
import { inTransaction, sideBySide, type Work } from '#platform/database/transaction';
import type { Log } from '#platform/log';
import type { SystemAlerts } from '#platform/system-alerts/system-alerts';
import { anonymousChat, type Chat, chatKey } from '../account.ts';
import type { Answering } from '../outbox/batch-messages.ts';
import type { EventToken } from '../outbox/store-messages.ts';
import {
  type ClaimedEvent,
  claimNextEvents,
  eraseMessage,
  erasePayloads,
  parkEvent,
  postponeEvent,
  type ReportersAt,
  saveStandby,
} from './store-inbox.ts';
import {
  findGroupNews,
  findMessageId,
  findStaffMessage,
  type GroupNews,
  type LineEvent,
  toInput,
  unsentMessageId,
} from './to-input.ts';

export type GroupMessage = { groupId: string; at: Date } & GroupNews;

export type InboxDeps = {
  db: Database;
  clock: Clock;
  log: Log;
  systemAlerts: SystemAlerts;
  /**
   * Calls intake, in the transaction that marks the event as processed. `isStored`: the message belongs to a report; other
   * files are not fetched.
   */
  receive(work: Work, message: InboundFromReporter, known: unknown): Promise<{ isStored: boolean }>;
  /** What `receive` wants to know of the reporters, read by the statement that claims their events. */
  reportersAt(): ReportersAt | undefined;
  /** Handles the staff account. */
  receiveFromStaff(work: Work, message: IncomingStaffMessage): Promise<void>;
  /** What happens in a group that the staff account is in. */
  receiveFromGroup(work: Work, news: GroupMessage): Promise<void>;
  /** A person whose user id LINE hides wrote: no report is possible, but an answer by the reply token. */
  answerAnonymous(work: Work, chat: Chat): Promise<void>;
  fetchMedia(work: Work, chat: Chat, messageId: string): Promise<void>;
  forgetMedia(work: Work, messageId: string): Promise<void>;
  /** From now on messages to the chat in this transaction are batched and written with the event's token. */
  batchMessages(work: Work, chat: Chat, answer: Answering): void;
  writeMessageBatches(work: Work): void;
  languageUnknown(chat: Chat): void;
  /** Whether the chat writes faster than anybody can read. */
  gaugeFlood(work: Work, chatId: string, receivedAt: Date): InboundFromReporter['flood'];
  /** Processing failed and will be tried again: show the person that something happens. */
  willTakeLonger(chat: Chat): void;
};

/** Tries before an event is parked and a person has to look at it. */
const MOST_TRIES = 5;
/** Wait before the next try: 1, 5, 25, 125 s. */
const waitAfter = (tries: number): number => 1000 * 5 ** tries;

/**
 * Processes the chat's next event in one transaction with its mark as processed, so a kill at any point leaves it either
 * untouched or done. @returns whether the chat has another one; later ones are queued by themselves.
 */
export async function processNextEvent(deps: InboxDeps, chat: Chat): Promise<boolean> {
  let claimed: ClaimedEvent | undefined;
  try {
    return await inTransaction(deps.db, async (work) => {
      const one = { chats: [chat], each: 1 };
      const claim = () => claimNextEvents(work.tx, one, deps.reportersAt(), deps.clock.now());
      // No row may mean that another process had the row we waited for; the second query finds the next one.
      claimed = (await claim())[0] ?? (await claim())[0];
      if (claimed) await takeIn(deps, work, claimed);
      deps.writeMessageBatches(work);
      return claimed?.hasMore ?? false;
    });
  } catch (error) {
    // An outage of the database is not counted as a try: the event is found again within a second.
    if (!claimed || error instanceof DatabaseUnavailable) throw error;
    await postponeOrPark(deps, claimed, error);
    return true;
  }
}

/** Why events are not processed together although nothing failed. */
const HAS_UNSENT = new Error('an unsent message is not processed together with others');

/** Events of one chat that are processed in one transaction with those of others; a report's type and pin often wait together. */
const EACH = 3;

/**
 * Processes the next events of several chats in one transaction, as one would by itself: under load most of an event's cost
 * is its share of statements and commits. @returns what is left for `processNextEvent`: chats with more events or without
 * any that was free, and those of staff; all of them when one of the events failed, so that it delays only itself.
 */
export async function processTogether(deps: InboxDeps, chats: Chat[]): Promise<Chat[]> {
  // What an officer answers changes conversations of others, which the claim has read before it.
  const reporters = chats.filter(({ account }) => account === 'reporter');
  if (reporters.length === 0) return chats;
  try {
    return await inTransaction(deps.db, async (work) => {
      const events = await claimNextEvents(
        work.tx,
        { chats: reporters, each: EACH },
        deps.reportersAt(),
        deps.clock.now(),
      );
      // A message that a person unsent must be claimed after its tombstone was set, to be erased unread.
      if (events.some(isUnsend)) throw HAS_UNSENT;
      const byChat = Map.groupBy(events, chatKey);
      // Side by side, so that they share their statements; those of one chat in their order.
      await sideBySide([...byChat.values()].map((ofChat) => takeInAll(deps, work, ofChat)));
      deps.writeMessageBatches(work);
      return chats.filter((chat) => byChat.get(chatKey(chat))?.at(-1)?.hasMore !== false);
    });
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    if (error !== HAS_UNSENT)
      deps.log.warn({ error, chats: reporters.length }, 'LINE events failed together; each is processed by itself');
    return chats;
  }
}

function isUnsend({ payload }: ClaimedEvent): boolean {
  return payload !== null && unsentMessageId(JSON.parse(payload) as LineEvent) !== undefined;
}

/** The events of one chat, one after the other: each begins in the state of standby that the one before it left. */
async function takeInAll(deps: InboxDeps, work: Work, events: readonly ClaimedEvent[]): Promise<void> {
  let standby: boolean | undefined;
  for (const event of events) standby = await takeIn(deps, work, { ...event, standby: standby ?? event.standby });
}

/** @returns whether the chat is in standby now */
async function takeIn(deps: InboxDeps, work: Work, claimed: ClaimedEvent): Promise<boolean> {
  if (claimed.payload === null) return claimed.standby;
  const event = JSON.parse(claimed.payload) as LineEvent;
  const standby = event.mode === 'standby';
  const { account, chatId } = claimed;
  if (chatId !== '' && standby !== claimed.standby) await saveStandby(work.tx, { account, chatId }, standby);
  await takeInEvent(deps, work, { ...claimed, standby }, event);
  return standby;
}

async function takeInEvent(deps: InboxDeps, work: Work, claimed: ClaimedEvent, event: LineEvent): Promise<void> {
  const { webhookEventId, account, chatId, standby } = claimed;
  const chat: Chat = { account, chatId };
  const unsent = unsentMessageId(event);
  if (unsent) {
    await eraseMessage(work.tx, chat, unsent, deps.clock.now());
    await deps.forgetMedia(work, unsent);
  }
  if (claimed.isUnsent) return erasePayloads(work.tx, [webhookEventId]);
  // In standby another module has the chat and we must not answer; an unsent message still counts.
  if (standby && !unsent) return;
  const token = tokenOf(claimed, event);
  const isAnonymous = chat.chatId === '';
  // Without a token nobody could answer them, and of staff nobody would know who they are.
  if (isAnonymous && (!token || chat.account === 'staff')) return;
  const target = isAnonymous ? anonymousChat(chat.account, webhookEventId) : chat;
  const mayBegin = isAnonymous || (claimed.mayBegin && !standby);
  deps.batchMessages(work, target, { token, mayBegin, messageIds: claimed.messageIds });
  if (isAnonymous) await deps.answerAnonymous(work, target);
  else await passOn(deps, work, chat, claimed, event);
}

async function passOn(deps: InboxDeps, work: Work, chat: Chat, claimed: ClaimedEvent, event: LineEvent): Promise<void> {
  const { eventAt } = claimed;
  if (chat.account === 'staff') {
    const news = findGroupNews(event);
    if (news) return deps.receiveFromGroup(work, { groupId: chat.chatId, at: eventAt, ...news });
    const message = findStaffMessage(event);
    return message && deps.receiveFromStaff(work, { lineUserId: chat.chatId, at: eventAt, ...message });
  }
  const input = toInput(event);
  if (!input) return;
  const messageId = findMessageId(event);
  if (!claimed.language) work.afterCommit(() => deps.languageUnknown(chat));
  const message: InboundFromReporter = {
    channel: 'line',
    address: chat.chatId,
    at: eventAt,
    flood: deps.gaugeFlood(work, chat.chatId, claimed.receivedAt),
    ...(claimed.language && { language: claimed.language }),
    input,
  };
  const { isStored } = await deps.receive(work, message, claimed.known);
  if (isStored && 'fetchable' in input && input.fetchable && messageId) await deps.fetchMedia(work, chat, messageId);
}

function tokenOf(
  { webhookEventId, eventAt, receivedAt }: ClaimedEvent,
  { replyToken: token }: LineEvent,
): EventToken | null {
  if (typeof token !== 'string' || token === '') return null;
  return { token, webhookEventId, eventAt, deliveredAt: receivedAt };
}

async function postponeOrPark(deps: InboxDeps, claimed: ClaimedEvent, error: unknown): Promise<void> {
  const { webhookEventId, tries, account, chatId } = claimed;
  const chat: Chat = { account, chatId };
  const now = deps.clock.now();
  const cause = error instanceof AppError ? error.code : error instanceof Error ? error.name : 'unknown';
  deps.log.error(
    { error, webhookEventId, account: chat.account, tries: tries + 1 },
    'a LINE event could not be processed',
  );
  if (tries + 1 < MOST_TRIES) {
    await postponeEvent(deps.db, webhookEventId, new Date(now.getTime() + waitAfter(tries)));
    if (tries === 0 && chat.chatId !== '') deps.willTakeLonger(chat);
    return;
  }
  // The system alert first: a process that dies in between raises it twice rather than never.
  await deps.systemAlerts.raise('line/event-failed', `${chat.account} ${cause}`, {
    webhookEventId,
    tries: tries + 1,
    cause,
  });
  await parkEvent(deps.db, webhookEventId, now);
}
