import type { AppEvents } from '#events/event-map';
import type { AppClock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { Log } from '#platform/log';
import type { OperatorAlarms } from '#platform/operator-alarms/operator-alarms';
import type { Account, Chat } from '../account.ts';
import type { LineAnswer, LineClient } from '../line-client.ts';
import type { Verdict } from './judge-answer.ts';
import type { Call, OwedMessage } from './plan-call.ts';
import type { PushPause } from './push-pause.ts';
import { postponeMessages, type Settlement, settleMessages } from './store-outbox.ts';

export type OutboxDeps = {
  db: Database;
  clock: AppClock;
  log: Log;
  events: AppEvents;
  alarms: OperatorAlarms;
  clients: Partial<Record<Account, LineClient>>;
  pause: PushPause;
  /** Names this process in the leases it takes; null: they end by their time alone. */
  processId(): number | null;
};

/** Whether to try on at once, and what is still to be written with the end of the turn. */
export type Next = { next: 'again' | 'go-on' | 'stop'; settled?: { ids: number[]; settlement: Settlement } };

/** Writes down what LINE's answer means for the rows of a call. */
export async function settleCall(
  deps: OutboxDeps,
  chat: Chat,
  call: Call,
  answer: LineAnswer,
  verdict: Verdict,
): Promise<Next> {
  const status = answer.kind === 'answer' ? answer.status : null;
  const requestId = answer.kind === 'answer' ? answer.requestId : null;
  const now = deps.clock.now();
  const facts = { account: chat.account, via: call.way.via, outboundIds: idsOf(call), status, requestId };
  if (verdict.kind !== 'sent') deps.log.warn({ ...facts, verdict: verdict.kind }, 'LINE did not take a message');
  else deps.log.debug(facts, 'LINE took a message');
  const until = new Date(now.getTime() + (verdict.kind === 'owed' ? verdict.afterMs : 0));
  // First of all, so that the calls beside this one do not run into the same wall.
  if (verdict.kind === 'owed' && verdict.pausePush) deps.pause.start(chat.account, verdict.afterMs);
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
    await postponeMessages(deps.db, idsOf(call), {
      until,
      unknown: verdict.unknown,
      keepCall: verdict.keepCall ?? false,
      dropToken: verdict.dropToken ?? false,
      status,
      requestId,
    });
    if (verdict.alarm === 'line/quota-exhausted' || verdict.alarm === 'line/not-authorized') {
      await sayHeldUp(deps, call.rows, verdict.alarm);
    }
    return { next: verdict.afterMs === 0 ? 'again' : 'stop' };
  }
  return finish(deps, call.rows, { state: verdict.kind, status, requestId, now });
}

/** Whoever waits for one of these learns now that another way is needed. */
export async function sayHeldUp(deps: OutboxDeps, rows: OwedMessage[], cause: string): Promise<void> {
  const abouts = rows.flatMap(({ about }) => about ?? []);
  if (abouts.length === 0) return;
  await inTransaction(deps.db, async (work) => {
    for (const about of abouts) await deps.events.publish(work, 'speech-held-up', { about, cause });
  });
}

/** Owed no longer, without LINE's word. */
export async function giveUp(deps: OutboxDeps, chat: Chat, rows: OwedMessage[], alarm?: string): Promise<Next> {
  const [first] = rows;
  if (alarm) await deps.alarms.raise(alarm, chat.account, { account: chat.account, outboundId: first?.id ?? 0 });
  return finish(deps, rows, { state: 'failed', status: null, requestId: null, now: deps.clock.now() });
}

/** The outcome and what follows from it elsewhere become durable together; alone it waits for the end of the turn. */
async function finish(deps: OutboxDeps, rows: OwedMessage[], settlement: Settlement): Promise<Next> {
  const outcome = settlement.state === 'sent' ? 'accepted' : 'failed';
  const ids = rows.map(({ id }) => id);
  const abouts = rows.flatMap(({ about }) => about ?? []);
  if (abouts.length === 0) return { next: 'go-on', settled: { ids, settlement } };
  await inTransaction(deps.db, async (work) => {
    await settleMessages(work.tx, ids, settlement);
    for (const about of abouts) await deps.events.publish(work, 'speech-delivered', { about, outcome });
  });
  return { next: 'go-on' };
}

export function idsOf(call: Call): number[] {
  return call.rows.map(({ id }) => id);
}
