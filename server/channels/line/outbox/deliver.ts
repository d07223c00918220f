import type { messagingApi } from '@line/bot-sdk';
import { retryUntilAvailable } from '#platform/database/database-unavailable';
import { leaseFor } from '#platform/process/lease';
import { type Chat, isAnonymous } from '../account.ts';
import type { LineAnswer, LineClient } from '../line-client.ts';
import { type MenuDeps, showRequestedMenu } from '../menu/show-menu.ts';
import { type BegunCall, LEASE_MS } from './batch-messages.ts';
import { finaliseCall, giveUp, idsOf, type Next, type OutboxDeps, publishDelay } from './finalise-call.ts';
import { judgeAnswer } from './judge-answer.ts';
import { type Call, type PendingMessage, planCall } from './plan-call.ts';
import {
  type AfterTurn,
  type EndedTurn,
  listPendingMessages,
  postponeMessages,
  recordTry,
  releaseChat,
  takeChat,
  undoTry,
} from './store-outbox.ts';

/** `endTurn`: ends this turn together with those of other chats that end meanwhile. */
export type DeliveryDeps = OutboxDeps & MenuDeps & { endTurn(turn: EndedTurn): Promise<AfterTurn> };

/** More than fit into one call; the rest is read when these have been sent. */
const MOST_AT_ONCE = 20;
/** How much of its lease a begun call needs: LINE's time limit and a little. */
const CALL_NEEDS_MS = 9_000;

/**
 * What LINE accepted must be stored, or it is sent again when the lease ends. Each write may be done twice.
 * 10 s in all: by then PostgreSQL has restarted after a crash, and the lease still protects the chat.
 */
const KEEP_WRITING_MS = [200, 800, 2000, 3000, 4000];
export const keepWriting = <Result>(write: () => Promise<Result>) => retryUntilAvailable(write, KEEP_WRITING_MS);

/** Sends the chat's pending messages in order, and its menu, until nothing is left, something has to wait or the process stops. */
export async function deliverToChat(
  deps: DeliveryDeps,
  chat: Chat,
  { begun, stopping }: { begun: BegunCall | undefined; stopping: AbortSignal },
): Promise<void> {
  let goesOn = begun ? await carryOutBegun(deps, chat, begun) : true;
  while (goesOn && !stopping.aborted) goesOn = await takeTurn(deps, chat);
}

/** @returns true when there may be more to send at once. */
async function carryOutBegun(deps: DeliveryDeps, chat: Chat, { call, until, token }: BegunCall): Promise<boolean> {
  const client = deps.clients[chat.account];
  if (client && hasTimeToCall(deps, until)) {
    return underLease(deps, chat, until, () => makeCall(deps, client, chat, call));
  }
  // It waited too long: another process may soon take the chat, and two must not use one token.
  await undoTry(deps.db, chat, idsOf(call), token, until);
  return true;
}

/** Enough of the lease is left. More than a whole lease: the clock was set back, and how much is left is unknown. */
function hasTimeToCall({ clock }: OutboxDeps, until: Date): boolean {
  const left = until.getTime() - clock.now().getTime();
  return left > CALL_NEEDS_MS && left <= LEASE_MS;
}

/** Does one thing as the only sender to the chat. @returns true when there may be more to send at once. */
async function takeTurn(deps: DeliveryDeps, chat: Chat): Promise<boolean> {
  const lease = leaseFor(LEASE_MS, deps);
  if (!(await takeChat(deps.db, chat, lease))) return false;
  return underLease(deps, chat, lease.until, () => deliverNext(deps, chat, lease.until));
}

/** Does `work`, writes its outcome, shows the requested menu and releases the lease. */
async function underLease(deps: DeliveryDeps, chat: Chat, until: Date, work: () => Promise<Next>): Promise<boolean> {
  let hasLease = true;
  try {
    const { next, finalised } = await work();
    const { menuRequest, hasMore } = await deps.endTurn({ ...chat, until, finalised });
    const client = deps.clients[chat.account];
    hasLease = menuRequest !== null;
    if (menuRequest && client) {
      await showRequestedMenu(deps, client, chat, menuRequest, until);
      hasLease = false;
    }
    return next === 'again' || (next === 'go-on' && hasMore);
  } finally {
    if (hasLease) await retryUntilAvailable(() => releaseChat(deps.db, chat, until));
  }
}

async function deliverNext(deps: OutboxDeps, chat: Chat, until: Date): Promise<Next> {
  const client = deps.clients[chat.account];
  const { pending, token } = client
    ? await listPendingMessages(deps.db, chat, MOST_AT_ONCE)
    : { pending: [], token: undefined };
  if (!client || pending.length === 0) return { next: 'stop' };
  // This process stood still since it took the lease: another one may be sending to the chat by now.
  if (!hasTimeToCall(deps, until)) return { next: 'again' };
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
  // Explicit in every call, because LINE's default makes a sound. News with sound is heard, also beside a quiet answer.
  const notificationDisabled = call.rows.every(({ quiet }) => quiet);
  return call.method.via === 'reply'
    ? client.reply({ replyToken: call.method.token, messages, notificationDisabled })
    : client.push({ to: chat.chatId, messages, notificationDisabled }, call.callKey);
}

/** Only the last message's quick replies are shown, so the others carry none. */
export function joinMessages(rows: Pick<PendingMessage, 'messages'>[]): messagingApi.Message[] {
  const messages = rows.flatMap((row) => JSON.parse(row.messages) as messagingApi.Message[]);
  return messages.map((message, at) => (at === messages.length - 1 ? message : { ...message, quickReply: undefined }));
}
