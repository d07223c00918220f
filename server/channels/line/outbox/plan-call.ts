/** A row of the outbox that LINE has not taken yet. */
export type PendingMessage = {
  id: number;
  messages: string;
  messageCount: number;
  quiet: boolean;
  about: string | null;
  createdAt: Date;
  retryKey: string;
  /** Set once a try began: rows with the same key go together, always with the same body. */
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
  /** An earlier try may have been taken by LINE. */
  wasUnknown: boolean;
};

export type Plan = { kind: 'wait' } | { kind: 'give-up'; rows: PendingMessage[] } | { kind: 'call'; call: Call };

/** LINE: use a token within a minute of receipt, not guaranteed later. Ten seconds are for the way. */
const TOKEN_FRESH_MS = 50_000;
/** LINE: never more than 20 minutes after the event, redelivered or not. */
const TOKEN_EVENT_MS = 19 * 60_000;
/** LINE forgets a retry key after 24 h; the same key then sends twice, and the words are a day old. */
const PENDING_FOR_MS = 23.5 * 3600_000;
/** LINE takes at most five message objects in one call. */
const MOST_MESSAGES = 5;

/** True while LINE will take the token. */
export function isFresh(token: Pick<ReplyToken, 'deliveredAt'> & { eventAt?: Date }, now: Date): boolean {
  const eventAge = token.eventAt ? now.getTime() - token.eventAt.getTime() : 0;
  return now.getTime() - token.deliveredAt.getTime() < TOKEN_FRESH_MS && eventAge < TOKEN_EVENT_MS;
}

/**
 * What to do next for one chat: `rows` is what it is owed, oldest first, `token` its freshest unused token. Order is
 * kept: a message that can't go yet holds back those behind it.
 */
export function planCall(rows: PendingMessage[], token: ReplyToken | undefined, now: Date): Plan {
  const [head] = rows;
  if (!head) return { kind: 'wait' };
  const usable = token && isFresh(token, now) ? token : undefined;
  // A call that LINE did not take goes again as it was; only a free reply may take along what came meanwhile.
  const isFixed = head.callKey !== null && (head.outcomeUnknown || !usable);
  const group = isFixed ? rows.filter((row) => row.callKey === head.callKey) : startGroup(rows, head);
  if (now.getTime() - (head.firstTriedAt ?? head.createdAt).getTime() > PENDING_FOR_MS)
    return { kind: 'give-up', rows: group };

  // A reply is free and has no quota: it need not wait for a push's turn, unless LINE may already have the message.
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
  // A reply whose outcome is unknown and whose token has gone stale is pushed once: LINE may have shown it already,
  // but a sentence said twice is better than "the patrol is coming" never said.
  if (head.outcomeUnknown || !token) return { via: 'push' };
  return { via: 'reply', token: token.token, tokenDeliveredAt: token.deliveredAt };
}

type Groupable = Pick<PendingMessage, 'messageCount' | 'quiet'> & { callKey?: string | null };

/** The rows that go together with the first: as quiet as it is, up to LINE's five, none already in a call other than its. */
export function startGroup<Row extends Groupable>(rows: Row[], head: Row): Row[] {
  const group: Row[] = [];
  let count = 0;
  for (const row of rows) {
    count += row.messageCount;
    if (row.quiet !== head.quiet || (row.callKey && row.callKey !== head.callKey) || count > MOST_MESSAGES) break;
    group.push(row);
  }
  return group;
}
