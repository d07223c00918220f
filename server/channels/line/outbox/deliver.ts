import type { messagingApi } from '@line/bot-sdk';
import { type Chat, isAnonymous } from '../account.ts';
import type { LineAnswer, LineClient } from '../line-client.ts';
import { showWishedMenu } from '../menu/show-menu.ts';
import { findDueWish } from '../menu/store-menus.ts';
import { judgeAnswer } from './judge-answer.ts';
import { type Call, type OwedMessage, planCall } from './plan-call.ts';
import { giveUp, idsOf, type OutboxDeps, settleCall } from './settle-call.ts';
import {
  findNewestToken,
  listOwedMessages,
  postponeMessages,
  recordTry,
  releaseChat,
  takeChat,
} from './store-outbox.ts';

/** More than one call holds; the rest is read when these have gone. */
const MOST_AT_ONCE = 20;
/** Longer than any call's time limit; after a kill the chat is free again no later than this. */
const LEASE_MS = 15_000;

/** Sends what the chat is owed, in order, until nothing is left or something has to wait; then its menu. */
export async function deliverToChat(deps: OutboxDeps, chat: Chat): Promise<void> {
  while (await withLease(deps, chat, () => deliverNext(deps, chat)));
  const client = deps.clients[chat.account];
  const wish = await findDueWish(deps.db, chat, deps.clock.now());
  if (!client || !wish) return;
  await withLease(deps, chat, async () => {
    await showWishedMenu(deps, client, chat);
    return false;
  });
}

/** Does one thing as the only sender to the chat. @returns its answer; false when another process has the chat */
async function withLease(deps: OutboxDeps, chat: Chat, work: () => Promise<boolean>): Promise<boolean> {
  const now = deps.clock.now();
  const until = new Date(now.getTime() + LEASE_MS);
  if (!(await takeChat(deps.db, chat, now, until))) return false;
  try {
    return await work();
  } finally {
    await releaseChat(deps.db, chat, until);
  }
}

/** @returns true when there may be more to send at once. */
async function deliverNext(deps: OutboxDeps, chat: Chat): Promise<boolean> {
  const client = deps.clients[chat.account];
  const owed = client ? await listOwedMessages(deps.db, chat, MOST_AT_ONCE) : [];
  if (!client || owed.length === 0) return false;
  const token = await findNewestToken(deps.db, chat);
  const now = deps.clock.now();
  const plan = planCall(owed, token, now);
  if (plan.kind === 'wait') return false;
  if (plan.kind === 'give-up') return giveUp(deps, chat, plan.rows, 'line/gave-up');
  const { call } = plan;
  if (call.way.via === 'push') {
    if (isAnonymous(chat)) return giveUp(deps, chat, call.rows);
    const pausedUntil = deps.pause.until(chat.account, now);
    if (pausedUntil) {
      await postponeMessages(deps.db, idsOf(call), {
        until: pausedUntil,
        unknown: call.wasUnknown,
        dropToken: false,
        status: 429,
        requestId: null,
      });
      return false;
    }
  }
  await recordTry(deps.db, call, now);
  const answer = await send(client, chat, call);
  const tries = Math.max(...call.rows.map((row) => row.tries));
  const next = await settleCall(deps, chat, call, answer, judgeAnswer(call, tries, answer));
  // What was written meanwhile has asked for a look of its own.
  const thereIsMore = owed.length > call.rows.length;
  return next === 'again' || (next === 'go-on' && thereIsMore);
}

function send(client: LineClient, chat: Chat, call: Call): Promise<LineAnswer> {
  const messages = joinMessages(call.rows);
  // Explicit in every call: LINE's default is a sound on a phone that somebody else may be watching.
  const notificationDisabled = call.rows[0]?.quiet ?? true;
  return call.way.via === 'reply'
    ? client.reply({ replyToken: call.way.token, messages, notificationDisabled })
    : client.push({ to: chat.chatId, messages, notificationDisabled }, call.callKey);
}

/** Only the last message's quick replies are shown, so the others carry none. */
export function joinMessages(rows: Pick<OwedMessage, 'messages'>[]): messagingApi.Message[] {
  const messages = rows.flatMap((row) => JSON.parse(row.messages) as messagingApi.Message[]);
  return messages.map((message, at) => (at === messages.length - 1 ? message : { ...message, quickReply: undefined }));
}
