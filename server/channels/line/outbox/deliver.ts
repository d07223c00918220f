import type { messagingApi } from '@line/bot-sdk';
import { retryUntilAvailable } from '#platform/database/database-unavailable';
import { type Chat, isAnonymous } from '../account.ts';
import type { LineAnswer, LineClient } from '../line-client.ts';
import { showRequestedMenu } from '../menu/show-menu.ts';
import { LEASE_MS } from './batch-messages.ts';
import { finaliseCall, giveUp, idsOf, type Next, type OutboxDeps, publishDelay } from './finalise-call.ts';
import { judgeAnswer } from './judge-answer.ts';
import { type Call, type PendingMessage, planCall } from './plan-call.ts';
import type { EventToken } from './store-messages.ts';
import {
  endTurn,
  listPendingMessages,
  postponeMessages,
  recordTry,
  releaseChat,
  takeChat,
  undoTry,
} from './store-outbox.ts';

/** More than one call holds; the rest is read when these have gone. */
const MOST_AT_ONCE = 20;
/** A begun call needs so much of its lease: LINE's time limit and a little. */
const CALL_NEEDS_MS = 9_000;

/**
 * What LINE took must be written down, or it is said once more when the lease has run out. Each write may be done twice.
 * 10 s in all: a PostgreSQL that died has recovered by then, and nobody could take the chat meanwhile.
 */
const KEEP_WRITING_MS = [200, 800, 2000, 3000, 4000];
const keepWriting = <Result>(write: () => Promise<Result>) => retryUntilAvailable(write, KEEP_WRITING_MS);

/** A try that was written down together with its words, and the lease it holds on the chat. */
export type BegunCall = { call: Call; until: Date; token: EventToken };

/** Sends what the chat is owed, in order, until nothing is left, something has to wait or the process stops; with it its menu. */
export async function deliverToChat(
  deps: OutboxDeps,
  chat: Chat,
  { begun, stopping }: { begun: BegunCall | undefined; stopping: AbortSignal },
): Promise<void> {
  let goesOn = begun ? await carryOutBegun(deps, chat, begun) : true;
  while (goesOn && !stopping.aborted) goesOn = await takeTurn(deps, chat);
}

/** @returns true when there may be more to send at once. */
async function carryOutBegun(deps: OutboxDeps, chat: Chat, { call, until, token }: BegunCall): Promise<boolean> {
  const client = deps.clients[chat.account];
  const left = until.getTime() - deps.clock.now().getTime();
  // More than a whole lease: the clock was set back, and how much is left of it can't be known.
  if (client && left > CALL_NEEDS_MS && left <= LEASE_MS) {
    return underLease(deps, chat, until, () => makeCall(deps, client, chat, call));
  }
  // It waited too long: another process may soon take the chat, and two must not use one token.
  await undoTry(deps.db, chat, idsOf(call), token, until);
  return true;
}

/** Does one thing as the only sender to the chat. @returns true when there may be more to send at once. */
async function takeTurn(deps: OutboxDeps, chat: Chat): Promise<boolean> {
  const now = deps.clock.now();
  const until = new Date(now.getTime() + LEASE_MS);
  if (!(await takeChat(deps.db, chat, { now, until, processId: deps.processId() }))) return false;
  return underLease(deps, chat, until, () => deliverNext(deps, chat));
}

/** Does `work`, writes its outcome, shows the menu that is wished for and gives the lease back. */
async function underLease(deps: OutboxDeps, chat: Chat, until: Date, work: () => Promise<Next>): Promise<boolean> {
  let isHeld = true;
  try {
    const { next, finalised } = await work();
    const { menuRequest, hasMore } = await keepWriting(() =>
      endTurn(deps.db, chat, until, deps.clock.now(), finalised),
    );
    const client = deps.clients[chat.account];
    isHeld = menuRequest !== null;
    if (menuRequest && client) {
      await showRequestedMenu(deps, client, chat, menuRequest, until);
      isHeld = false;
    }
    return next === 'again' || (next === 'go-on' && hasMore);
  } finally {
    if (isHeld) await retryUntilAvailable(() => releaseChat(deps.db, chat, until));
  }
}

async function deliverNext(deps: OutboxDeps, chat: Chat): Promise<Next> {
  const client = deps.clients[chat.account];
  const { pending, token } = client
    ? await listPendingMessages(deps.db, chat, MOST_AT_ONCE)
    : { pending: [], token: undefined };
  if (!client || pending.length === 0) return { next: 'stop' };
  const now = deps.clock.now();
  const plan = planCall(pending, token, now);
  if (plan.kind === 'wait') return { next: 'stop' };
  if (plan.kind === 'give-up') return giveUp(deps, chat, plan.rows, 'line/gave-up');
  const { call } = plan;
  if (call.method.via === 'push') {
    if (isAnonymous(chat)) return giveUp(deps, chat, call.rows);
    const pausedFor = deps.pause.left(chat.account);
    if (pausedFor > 0) {
      await postponeMessages(deps.db, idsOf(call), {
        until: new Date(now.getTime() + pausedFor),
        unknown: call.wasUnknown,
        keepCall: true,
        dropToken: false,
        status: 429,
        requestId: null,
      });
      await publishDelay(deps, call.rows, 'line/quota-exhausted');
      return { next: 'stop' };
    }
  }
  await recordTry(deps.db, call, now);
  return makeCall(deps, client, chat, call);
}

async function makeCall(deps: OutboxDeps, client: LineClient, chat: Chat, call: Call): Promise<Next> {
  const answer = await send(client, chat, call);
  const tries = Math.max(...call.rows.map((row) => row.tries));
  return keepWriting(() => finaliseCall(deps, chat, call, answer, judgeAnswer(call, tries, answer)));
}

function send(client: LineClient, chat: Chat, call: Call): Promise<LineAnswer> {
  const messages = joinMessages(call.rows);
  // Explicit in every call: LINE's default is a sound on a phone that somebody else may be watching.
  const notificationDisabled = call.rows[0]?.quiet ?? true;
  return call.method.via === 'reply'
    ? client.reply({ replyToken: call.method.token, messages, notificationDisabled })
    : client.push({ to: chat.chatId, messages, notificationDisabled }, call.callKey);
}

/** Only the last message's quick replies are shown, so the others carry none. */
export function joinMessages(rows: Pick<PendingMessage, 'messages'>[]): messagingApi.Message[] {
  const messages = rows.flatMap((row) => JSON.parse(row.messages) as messagingApi.Message[]);
  return messages.map((message, at) => (at === messages.length - 1 ? message : { ...message, quickReply: undefined }));
}
