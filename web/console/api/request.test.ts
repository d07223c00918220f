import { afterEach, describe, expect, test, vi } from 'vitest';
import { sayProblem } from './problem-words.ts';
import { proofAsked } from './proof.ts';
import { getJson, isWorthRetrying, ProblemError, postJson } from './request.ts';

afterEach(() => vi.unstubAllGlobals());

function answer(status: number, body: string) {
  const asked = vi.fn(async (_path: string, _init: RequestInit) => new Response(body, { status }));
  vi.stubGlobal('fetch', asked);
  return asked;
}

async function problemOf(promise: Promise<unknown>): Promise<ProblemError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error;
  throw new Error('no problem was thrown');
}

describe('answers', () => {
  test('problem details become an error that says who was first', async () => {
    const params = { name: 'ด.ต.ตัวอย่าง' };
    const code = 'incident/already-acknowledged';
    answer(409, JSON.stringify({ type: 'about:blank', title: 'x', status: 409, code, params }));
    const error = await problemOf(postJson('/x', {}, 'key-1'));
    expect(sayProblem(error, 'th')).toBe('ด.ต.ตัวอย่าง รับทราบเหตุนี้ไปก่อนแล้ว');
    expect(isWorthRetrying(error)).toBe(false);
  });

  test("a proxy's error page is a problem with its status", async () => {
    answer(502, '<html>Bad gateway</html>');
    const error = await problemOf(getJson('/x'));
    expect(error.problem.status).toBe(502);
    expect(isWorthRetrying(error)).toBe(true);
  });

  test('no network is said in words and worth another try', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('failed')));
    const error = await problemOf(getJson('/x'));
    expect(isWorthRetrying(error)).toBe(true);
    expect(sayProblem(error, 'en')).toContain('cannot be reached');
  });

  test('a submission carries its key', async () => {
    const asked = answer(200, '{}');
    await postJson('/x', { etaMinutes: 8 }, 'key-1');
    expect(asked.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', headers: { 'idempotency-key': 'key-1' } });
  });
});

describe('a sensitive act whose proof is too old', () => {
  const NEEDED = { type: 'about:blank', title: 'x', status: 403, code: 'access/re-authentication-needed' };

  function answerOnceRefused() {
    const answers = [new Response(JSON.stringify(NEEDED), { status: 403 }), new Response('{"done":true}')];
    const asked = vi.fn(async (_path: string, _init: RequestInit) => answers.shift() ?? new Response('{}'));
    vi.stubGlobal('fetch', asked);
    return asked;
  }

  test('is sent again as it was once the person has proved who they are', async () => {
    const asked = answerOnceRefused();
    const sent = postJson('/x', { role: 'patrol' }, 'key-1');
    await vi.waitUntil(() => proofAsked.get() !== null);
    proofAsked.get()?.answer(true);
    expect(await sent).toEqual({ done: true });
    expect(asked.mock.calls[1]).toEqual(asked.mock.calls[0]);
    expect(proofAsked.get()).toBeNull();
  });

  test('is given up when they do not, and not sent again', async () => {
    const asked = answerOnceRefused();
    const sent = problemOf(postJson('/x', {}));
    await vi.waitUntil(() => proofAsked.get() !== null);
    proofAsked.get()?.answer(false);
    expect((await sent).problem.code).toBe('access/re-authentication-needed');
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
