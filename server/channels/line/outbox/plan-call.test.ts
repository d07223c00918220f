import { expect, test } from 'vitest';
import { isFresh, type PendingMessage, planCall } from './plan-call.ts';

const now = new Date('2026-11-21T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const ahead = (seconds: number) => ago(-seconds);
const token = (seconds = 5, eventSeconds = seconds) => ({
  token: 't',
  deliveredAt: ago(seconds),
  eventAt: ago(eventSeconds),
});

let id = 0;
const pending = (more: Partial<PendingMessage> = {}): PendingMessage => {
  id += 1;
  return {
    id,
    messages: '[]',
    messageCount: 1,
    quiet: false,
    about: null,
    createdAt: ago(1),
    retryKey: `key-${id}`,
    callKey: null,
    via: null,
    replyToken: null,
    replyTokenDeliveredAt: null,
    outcomeUnknown: false,
    firstTriedAt: null,
    tries: 0,
    nextTryAt: null,
    ...more,
  };
};
const call = (rows: PendingMessage[], fresh?: ReturnType<typeof token>) => {
  const plan = planCall(rows, fresh, now);
  if (plan.kind !== 'call') throw new Error(plan.kind);
  return plan.call;
};

test('nothing pending, nothing to do', () => {
  expect(planCall([], token(), now)).toEqual({ kind: 'wait' });
});

test('a fresh token makes it a reply, otherwise it is a push under the first row’s retry key', () => {
  const row = pending();
  expect(call([row], token()).method).toEqual({ via: 'reply', token: 't', tokenDeliveredAt: ago(5) });
  expect(call([row], token(50)).method).toEqual({ via: 'push' });
  expect(call([row])).toMatchObject({ method: { via: 'push' }, callKey: row.retryKey });
});

test('a token lives 50 s from its delivery and never longer than 19 min from its event', () => {
  expect(isFresh(token(49), now)).toBe(true);
  expect(isFresh(token(51), now)).toBe(false);
  expect(isFresh(token(1, 18 * 60), now)).toBe(true);
  expect(isFresh(token(1, 20 * 60), now)).toBe(false);
});

test('up to five message objects are sent in one call, with sound and without', () => {
  const rows = [pending({ messageCount: 2 }), pending({ messageCount: 2 }), pending({ messageCount: 2 })];
  expect(call(rows).rows).toEqual(rows.slice(0, 2));
  const mixed = [pending(), pending({ quiet: true }), pending()];
  expect(call(mixed).rows).toEqual(mixed);
});

test('a call that was begun is repeated with the same rows, even if others came meanwhile', () => {
  const rows = [
    pending({ callKey: 'k', via: 'push', outcomeUnknown: true, retryKey: 'k' }),
    pending({ callKey: 'k', via: 'push', outcomeUnknown: true }),
    pending(),
  ];
  expect(call(rows, token())).toMatchObject({
    callKey: 'k',
    rows: rows.slice(0, 2),
    method: { via: 'push' },
    wasUnknown: true,
  });
});

test('a reply of unknown outcome uses its token again while it is fresh, then is pushed', () => {
  const tried = { callKey: 'k', via: 'reply' as const, replyToken: 'old', outcomeUnknown: true };
  const fresh = [pending({ ...tried, replyTokenDeliveredAt: ago(40) })];
  expect(call(fresh, token())).toMatchObject({ method: { via: 'reply', token: 'old' } });
  const stale = [pending({ ...tried, replyTokenDeliveredAt: ago(51) })];
  expect(call(stale, token())).toMatchObject({ method: { via: 'push' } });
});

test('a message that has to wait delays those behind it', () => {
  expect(planCall([pending({ nextTryAt: ahead(5) }), pending()], undefined, now)).toEqual({ kind: 'wait' });
  expect(call([pending({ nextTryAt: ago(0) })]).rows).toHaveLength(1);
});

test('a free reply need not wait for the retry, unless LINE may have the message already', () => {
  const refused = pending({ nextTryAt: ahead(600), tries: 1 });
  expect(call([refused], token()).method.via).toBe('reply');
  expect(planCall([refused], token(55), now)).toEqual({ kind: 'wait' });
  const unknown = pending({ nextTryAt: ahead(5), tries: 1, outcomeUnknown: true, callKey: 'k', via: 'push' });
  expect(planCall([unknown], token(), now)).toEqual({ kind: 'wait' });
});

test('after a day LINE forgets the retry key: the message is given up rather than sent twice', () => {
  const day = 24 * 3600;
  expect(planCall([pending({ firstTriedAt: ago(day), createdAt: ago(day) })], undefined, now)).toMatchObject({
    kind: 'give-up',
  });
  expect(planCall([pending({ createdAt: ago(day) })], token(), now)).toMatchObject({ kind: 'give-up' });
  expect(planCall([pending({ firstTriedAt: ago(day - 3600), createdAt: ago(day + 60) })], undefined, now).kind).toBe(
    'call',
  );
});

test('a call that LINE refused for now is repeated alone with its key; a free reply includes messages that came since', () => {
  const refused = pending({ callKey: 'k', via: 'push', retryKey: 'k', tries: 1, firstTriedAt: ago(9) });
  const later = pending();
  expect(call([refused, later])).toMatchObject({ callKey: 'k', rows: [{ id: refused.id }], method: { via: 'push' } });
  const reply = call([refused, later], token());
  expect(reply).toMatchObject({ rows: [{ id: refused.id }, { id: later.id }], method: { via: 'reply' } });
});
