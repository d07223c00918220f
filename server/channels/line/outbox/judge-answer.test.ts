import { expect, test } from 'vitest';
import { readRetryAfter } from '../line-client.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { Call } from './plan-call.ts';

const push = (wasUnknown = false): Call => ({ callKey: 'k', rows: [], method: { via: 'push' }, wasUnknown });
const reply = (wasUnknown = false): Call => ({
  callKey: 'k',
  rows: [],
  method: { via: 'reply', token: 't', tokenDeliveredAt: new Date(0) },
  wasUnknown,
});
const answer = (status: number, message = '') => ({
  kind: 'answer' as const,
  status,
  requestId: 'r',
  body: { message },
});
const silence = { kind: 'no-answer' as const, reason: 'TimeoutError' };
const unreachable = { kind: 'unreachable' as const, reason: 'ECONNREFUSED' };

test('accepted: 200, and 409 because an earlier try was accepted', () => {
  for (const status of [200, 202, 409]) expect(judgeAnswer(push(), 0, answer(status))).toEqual({ kind: 'sent' });
});

test('repeated with growing waits, at most a minute: 5xx and no answer, with unknown outcome from then on', () => {
  expect(judgeAnswer(push(), 0, answer(500))).toEqual({ kind: 'pending', afterMs: 1000, unknown: true });
  expect(judgeAnswer(push(), 3, silence)).toEqual({ kind: 'pending', afterMs: 8000, unknown: true });
  expect(judgeAnswer(reply(), 20, answer(503))).toEqual({ kind: 'pending', afterMs: 60_000, unknown: true });
});

test('if LINE can’t be reached it certainly has not accepted it', () => {
  expect(judgeAnswer(reply(), 0, unreachable)).toMatchObject({ kind: 'pending', unknown: false });
  expect(judgeAnswer(reply(true), 0, unreachable)).toMatchObject({ kind: 'pending', unknown: true });
});

test('a used token after an unknown try: that try was accepted', () => {
  expect(judgeAnswer(reply(true), 1, answer(400, 'Invalid reply token'))).toEqual({ kind: 'sent' });
});

test('a bad token at the first try: push instead, at once', () => {
  const verdict = { kind: 'pending', afterMs: 0, unknown: false, dropToken: true };
  expect(judgeAnswer(reply(), 0, answer(400, 'Invalid reply token'))).toEqual(verdict);
  expect(judgeAnswer(reply(), 0, answer(400, 'The request body has 1 error(s)'))).toEqual(verdict);
});

test.each([400, 404, 410, 413, 415])('refused for good, with a system alert: %i on a push', (status) => {
  expect(judgeAnswer(push(), 0, answer(status))).toEqual({ kind: 'failed', systemAlert: 'line/refused' });
});

test('the month’s quota is used up: pending, pushes pause, with a system alert', () => {
  expect(judgeAnswer(push(), 0, answer(429, 'You have reached your monthly limit.'))).toMatchObject({
    kind: 'pending',
    pausePush: true,
    keepCall: true,
    unknown: false,
    systemAlert: 'line/quota-exhausted',
  });
});

test('too fast: pending, whatever LINE’s text says', () => {
  const verdict = { kind: 'pending', afterMs: 5000, unknown: false, keepCall: true, systemAlert: 'line/rate-limited' };
  expect(judgeAnswer(push(), 0, answer(429, 'The API rate limit has been exceeded. Try again later.'))).toEqual(
    verdict,
  );
  expect(judgeAnswer(push(), 0, answer(429, 'text of tomorrow'))).toEqual(verdict);
  expect(judgeAnswer(reply(), 0, answer(429, 'You have reached your monthly limit.'))).toEqual(verdict);
});

test.each([401, 403])(
  'a wrong access token says nothing about the message: pending, with a system alert: %i',
  (status) => {
    expect(judgeAnswer(push(), 0, answer(status))).toMatchObject({
      kind: 'pending',
      unknown: false,
      systemAlert: 'line/not-authorized',
    });
  },
);

test('Retry-After decides the wait, within limits', () => {
  const asked = (status: number, retryAfterMs: number) => ({ ...answer(status), retryAfterMs });
  expect(judgeAnswer(push(), 0, asked(429, 30_000))).toMatchObject({ afterMs: 30_000 });
  expect(judgeAnswer(push(), 0, asked(503, 30_000))).toMatchObject({ afterMs: 30_000, unknown: true });
  // Sooner than our own wait, and longer than an answer is worth waiting for.
  expect(judgeAnswer(push(), 0, asked(429, 1000))).toMatchObject({ afterMs: 5000 });
  expect(judgeAnswer(push(), 0, asked(429, 86_400_000))).toMatchObject({ afterMs: 600_000 });
});

test.each([
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' }, 30_000],
  [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT' }, undefined],
  [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT', date: 'Wed, 21 Oct 2026 07:29:00 GMT' }, undefined],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'retry-after': 'soon' }, undefined],
  [{}, undefined],
])('Retry-After is read: %j', (given, ms) => {
  expect(readRetryAfter(given)).toBe(ms);
});

test('after a refusal an earlier try may still have been accepted', () => {
  for (const status of [401, 429]) expect(judgeAnswer(push(true), 1, answer(status))).toMatchObject({ unknown: true });
});
