import type { messagingApi } from '@line/bot-sdk';
import type { AppEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { Log } from '#platform/log';
import type { OperatorAlarms } from '#platform/operator-alarms/operator-alarms';
import { type Account, type Chat, isAnonymous } from '../account.ts';
import type { LineAnswer, LineClient } from '../line-client.ts';
import { showWishedMenu } from '../menu/show-menu.ts';
import { judgeAnswer, type Verdict } from './judge-answer.ts';
import { type Call, type OwedMessage, planCall } from './plan-call.ts';
import type { PushPause } from './push-pause.ts';
import {
  findNewestToken,
  listOwedMessages,
  postponeMessages,
  recordTry,
  releaseChat,
  settleMessages,
  takeChat,
} from './store-outbox.ts';

export type OutboxDeps = {
  db: Database;
  clock: Clock;
  log: Log;
  events: AppEvents;
  alarms: OperatorAlarms;
  clients: Partial<Record<Account, LineClient>>;
  pause: PushPause;
};

/** More than one call holds; the rest is read when these have gone. */
const MOST_AT_ONCE = 20;
/** Longer than a call's time limit; after a kill the chat is free again no later than this. */
const LEASE_MS = 15_000;

/** Sends what the chat is owed, in order, until nothing is left or something has to wait. */
export async function deliverToChat(deps: OutboxDeps, chat: Chat): Promise<void> {
  for (;;) {
    const now = deps.clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    if (!(await takeChat(deps.db, chat, now, until))) return;
    let goesOn = false;
    try {
      goesOn = await deliverNext(deps, chat);
      if (!goesOn) await showMenu(deps, chat);
    } finally {
      await releaseChat(deps.db, chat, until);
    }
    if (!goesOn) return;
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
  const next = await settle(deps, chat, call, answer, judgeAnswer(call, tries, answer));
  // What was written meanwhile has asked for a look of its own.
  const thereIsMore = owed.length > call.rows.length;
  return next === 'again' || (next === 'go-on' && thereIsMore);
}

async function showMenu(deps: OutboxDeps, chat: Chat): Promise<void> {
  const client = deps.clients[chat.account];
  if (client) await showWishedMenu(deps, client, chat, deps.clock.now());
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

async function settle(
  deps: OutboxDeps,
  chat: Chat,
  call: Call,
  answer: LineAnswer,
  verdict: Verdict,
): Promise<'again' | 'go-on' | 'stop'> {
  const status = answer.kind === 'answer' ? answer.status : null;
  const requestId = answer.kind === 'answer' ? answer.requestId : null;
  const now = deps.clock.now();
  const facts = { account: chat.account, via: call.way.via, outboundIds: idsOf(call), status, requestId };
  if (verdict.kind !== 'sent') deps.log.warn({ ...facts, verdict: verdict.kind }, 'LINE did not take a message');
  else deps.log.debug(facts, 'LINE took a message');
  if (verdict.kind !== 'sent' && verdict.alarm) {
    const details = {
      account: chat.account,
      status: status ?? 0,
      requestId: requestId ?? '',
      outboundId: idsOf(call)[0] ?? 0,
    };
    await deps.alarms.raise(verdict.alarm, `${chat.account} ${status}`, details);
  }
  if (verdict.kind === 'owed') {
    const until = new Date(now.getTime() + verdict.afterMs);
    if (verdict.pausePush) deps.pause.start(chat.account, until);
    await postponeMessages(deps.db, idsOf(call), {
      until,
      unknown: verdict.unknown,
      dropToken: verdict.dropToken ?? false,
      status,
      requestId,
    });
    return verdict.afterMs === 0 ? 'again' : 'stop';
  }
  await finish(deps, call.rows, { state: verdict.kind, status, requestId, now });
  return 'go-on';
}

async function giveUp(deps: OutboxDeps, chat: Chat, rows: OwedMessage[], alarm?: string): Promise<boolean> {
  const [first] = rows;
  if (alarm) await deps.alarms.raise(alarm, chat.account, { account: chat.account, outboundId: first?.id ?? 0 });
  await finish(deps, rows, { state: 'failed', status: null, requestId: null, now: deps.clock.now() });
  return true;
}

type Finish = Parameters<typeof settleMessages>[2];

/** The outcome and what follows from it elsewhere become durable together. */
async function finish(deps: OutboxDeps, rows: OwedMessage[], settlement: Finish): Promise<void> {
  const outcome = settlement.state === 'sent' ? 'accepted' : 'failed';
  const ids = rows.map(({ id }) => id);
  const abouts = rows.flatMap(({ about }) => about ?? []);
  if (abouts.length === 0) return settleMessages(deps.db, ids, settlement);
  await inTransaction(deps.db, async (work) => {
    await settleMessages(work.tx, ids, settlement);
    for (const about of abouts) await deps.events.publish(work, 'speech-delivered', { about, outcome });
  });
}

function idsOf(call: Call): number[] {
  return call.rows.map(({ id }) => id);
}
