import type { MessageSubject } from '#events/outgoing-message';

/** A row of the outbox that LINE has not accepted yet. */
export type PendingMessage = {
  id: number;
  messages: string;
  messageCount: number;
  quiet: boolean;
  about: MessageSubject | null;
  createdAt: Date;
  retryKey: string;
  /** Set when a try begins: rows with the same key are sent together, always with the same body. */
  callKey: string | null;
  via: 'reply' | 'push' | null;
  replyToken: string | null;
  replyTokenDeliveredAt: Date | null;
  outcomeUnknown: boolean;
  firstTriedAt: Date | null;
  tries: number;
  nextTryAt: Date | null;
};

/** An unused reply token with the moment LINE (re)delivered it and the time of its event. */
export type ReplyToken = { token: string; eventAt: Date; deliveredAt: Date };

export type Call = {
  callKey: string;
  rows: PendingMessage[];
  method: { via: 'reply'; token: string; tokenDeliveredAt: Date } | { via: 'push' };
  /** LINE may have accepted an earlier try. */
  wasUnknown: boolean;
};

export type Plan = { kind: 'wait' } | { kind: 'give-up'; rows: PendingMessage[] } | { kind: 'call'; call: Call };

/** LINE: use a token within a minute of receipt; later is not guaranteed. Ten seconds are for the transfer. */
const TOKEN_FRESH_MS = 50_000;
/** LINE: never more than 20 minutes after the event, redelivered or not. */
const TOKEN_EVENT_MS = 19 * 60_000;
/** LINE forgets a retry key after 24 h; then the same key would send twice, and the message is a day old. */
const PENDING_FOR_MS = 23.5 * 3600_000;
/** LINE takes at most five message objects in one call. */
export const MOST_MESSAGES = 5;

/** True while LINE accepts the token. */
export function isFresh(token: Pick<ReplyToken, 'deliveredAt'> & { eventAt?: Date }, now: Date): boolean {
  const eventAge = token.eventAt ? now.getTime() - token.eventAt.getTime() : 0;
  return now.getTime() - token.deliveredAt.getTime() < TOKEN_FRESH_MS && eventAge < TOKEN_EVENT_MS;
}

/**
 * What to do next for one chat: `rows` are its pending messages, oldest first, `token` its freshest unused token. The
 * order is kept: a message that can't be sent yet delays those behind it.
 */
export function planCall(rows: PendingMessage[], token: ReplyToken | undefined, now: Date): Plan {
  const [head] = rows;
  if (!head) return { kind: 'wait' };
  const usable = token && isFresh(token, now) ? token : undefined;
  // A call that LINE refused is repeated unchanged; only a free reply may include messages that came meanwhile.
  const isFixed = head.callKey !== null && (head.outcomeUnknown || !usable);
  const group = isFixed ? rows.filter((row) => row.callKey === head.callKey) : startGroup(rows, head);
  if (now.getTime() - (head.firstTriedAt ?? head.createdAt).getTime() > PENDING_FOR_MS)
    return { kind: 'give-up', rows: group };

  // A reply is free and has no quota: it need not wait for the retry of a push, unless LINE may have the message.
  const mayJump = usable !== undefined && !head.outcomeUnknown;
  if (head.nextTryAt && head.nextTryAt > now && !mayJump) return { kind: 'wait' };
  const call = { callKey: head.callKey ?? head.retryKey, rows: group, wasUnknown: head.outcomeUnknown };
  return { kind: 'call', call: { ...call, method: chooseMethod(head, usable, now) } };
}

function chooseMethod(head: PendingMessage, token: ReplyToken | undefined, now: Date): Call['method'] {
  const { replyToken, replyTokenDeliveredAt } = head;
  if (
    head.via === 'reply' &&
    replyToken &&
    replyTokenDeliveredAt &&
    isFresh({ deliveredAt: replyTokenDeliveredAt }, now)
  ) {
    return { via: 'reply', token: replyToken, tokenDeliveredAt: replyTokenDeliveredAt };
  }
  // A reply with unknown outcome and a stale token is pushed once: LINE may have shown it already,
  // but reading "the patrol is coming" twice is better than never.
  if (head.outcomeUnknown || !token) return { via: 'push' };
  return { via: 'reply', token: token.token, tokenDeliveredAt: token.deliveredAt };
}

type Groupable = Pick<PendingMessage, 'messageCount'> & { callKey?: string | null };

/** The rows that are sent with the first: at most five messages, none in another call. */
export function startGroup<Row extends Groupable>(rows: Row[], head: Row): Row[] {
  const group: Row[] = [];
  let count = 0;
  for (const row of rows) {
    count += row.messageCount;
    if ((row.callKey && row.callKey !== head.callKey) || count > MOST_MESSAGES) break;
    group.push(row);
  }
  return group;
}
