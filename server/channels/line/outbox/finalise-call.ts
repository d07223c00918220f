import type { AppEvents } from '#events/event-map';
import type { AppClock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { Log } from '#platform/log';
import type { LeaseHolder } from '#platform/process/lease';
import type { SystemAlerts } from '#platform/system-alerts/system-alerts';
import type { Account, Chat } from '../account.ts';
import type { LineAnswer, LineClient } from '../line-client.ts';
import type { Verdict } from './judge-answer.ts';
import type { Call, PendingMessage } from './plan-call.ts';
import type { PushPause } from './push-pause.ts';
import { type DeliveryResult, finaliseMessages, postponeMessages } from './store-outbox.ts';

export type OutboxDeps = LeaseHolder & {
  db: Database;
  clock: AppClock;
  log: Log;
  events: AppEvents;
  systemAlerts: SystemAlerts;
  clients: Partial<Record<Account, LineClient>>;
  pause: PushPause;
};

/** Whether to go on at once, and what is written at the end of the turn. */
export type Next = { next: 'again' | 'go-on' | 'stop'; finalised?: { ids: number[]; result: DeliveryResult } };

/** Stores what LINE's answer means for the messages of a call. */
export async function finaliseCall(
  deps: OutboxDeps,
  chat: Chat,
  call: Call,
  answer: LineAnswer,
  verdict: Verdict,
): Promise<Next> {
  const status = answer.kind === 'answer' ? answer.status : null;
  const requestId = answer.kind === 'answer' ? answer.requestId : null;
  const now = deps.clock.now();
  const facts = { account: chat.account, via: call.method.via, outboundIds: idsOf(call), status, requestId };
  if (verdict.kind !== 'sent') deps.log.warn({ ...facts, verdict: verdict.kind }, 'LINE did not accept a message');
  else deps.log.debug(facts, 'LINE accepted a message');
  const until = new Date(now.getTime() + (verdict.kind === 'pending' ? verdict.afterMs : 0));
  // First of all, so that parallel calls do not get the same refusal.
  if (verdict.kind === 'pending' && verdict.pausePush) deps.pause.start(chat.account, verdict.afterMs);
  if (verdict.kind !== 'sent' && verdict.systemAlert) {
    const details = {
      account: chat.account,
      status: status ?? 0,
      requestId: requestId ?? '',
      outboundId: idsOf(call)[0] ?? 0,
    };
    await deps.systemAlerts.raise(verdict.systemAlert, `${chat.account} ${status}`, details);
  }
  if (verdict.kind === 'pending') {
    await postponeMessages(deps.db, idsOf(call), {
      until,
      unknown: verdict.unknown,
      keepCall: verdict.keepCall ?? false,
      dropToken: verdict.dropToken ?? false,
      status,
      requestId,
    });
    if (verdict.systemAlert === 'line/quota-exhausted' || verdict.systemAlert === 'line/not-authorized') {
      await publishDelay(deps, call.rows, verdict.systemAlert);
    }
    return { next: verdict.afterMs === 0 ? 'again' : 'stop' };
  }
  return finish(deps, call.rows, { state: verdict.kind, status, requestId, now });
}

/** Publishes that these messages are delayed, so that another channel can be used. */
export async function publishDelay(deps: OutboxDeps, rows: PendingMessage[], cause: string): Promise<void> {
  const abouts = rows.flatMap(({ about }) => about ?? []);
  if (abouts.length === 0) return;
  await inTransaction(deps.db, async (work) => {
    for (const about of abouts) await deps.events.publish(work, 'message-delayed', { about, cause });
  });
}

/** Marks messages as failed without an answer of LINE. */
export async function giveUp(
  deps: OutboxDeps,
  chat: Chat,
  rows: PendingMessage[],
  systemAlert?: string,
): Promise<Next> {
  const [first] = rows;
  if (systemAlert)
    await deps.systemAlerts.raise(systemAlert, chat.account, { account: chat.account, outboundId: first?.id ?? 0 });
  return finish(deps, rows, { state: 'failed', status: null, requestId: null, now: deps.clock.now() });
}

/** Stores the outcome together with the reactions to it; if there are none, it is stored at the end of the turn. */
async function finish(deps: OutboxDeps, rows: PendingMessage[], result: DeliveryResult): Promise<Next> {
  const ids = rows.map(({ id }) => id);
  const abouts = rows.flatMap(({ about }) => about ?? []);
  if (abouts.length === 0) return { next: 'go-on', finalised: { ids, result } };
  await inTransaction(deps.db, async (work) => {
    await finaliseMessages(work.tx, ids, result);
    for (const about of abouts) await deps.events.publish(work, 'message-delivered', { about, outcome: result.state });
  });
  return { next: 'go-on' };
}

export function idsOf(call: Call): number[] {
  return call.rows.map(({ id }) => id);
}
