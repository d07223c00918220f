import { expect, test, vi } from 'vitest';
import { postJson } from './request.ts';

test('the same request posted twice while it is pending is sent once; afterwards it is sent again', async () => {
  const fetched = vi.fn(async () => new Response('{"id":"1"}'));
  vi.stubGlobal('fetch', fetched);
  const [one, two] = await Promise.all([postJson('/a', { name: 'x' }), postJson('/a', { name: 'x' })]);
  expect([one, two, fetched.mock.calls.length]).toEqual([{ id: '1' }, { id: '1' }, 1]);
  await postJson('/a', { name: 'x' });
  await Promise.all([postJson('/a', { name: 'y' }), postJson('/b', { name: 'y' })]);
  expect(fetched).toHaveBeenCalledTimes(4);
  vi.unstubAllGlobals();
});

test('while the database is unavailable a request with a key is retried, one without a key is not', async () => {
  vi.useFakeTimers();
  const answers = ['server/outcome-unknown', 'server/database-unavailable', undefined];
  const keys: (string | null)[] = [];
  const fetched = vi.fn(async (_path: string, init: RequestInit) => {
    keys.push(new Headers(init.headers).get('idempotency-key'));
    const code = answers[fetched.mock.calls.length - 1];
    return code
      ? new Response(JSON.stringify({ type: '', title: '', status: 503, code }), { status: 503 })
      : new Response('{"id":"1"}');
  });
  vi.stubGlobal('fetch', fetched);
  const sent = postJson('/a', { name: 'x' }, 'key-1');
  await vi.runAllTimersAsync();
  expect(await sent).toEqual({ id: '1' });
  expect(keys).toEqual(['key-1', 'key-1', 'key-1']);
  fetched.mockClear();
  await expect(postJson('/a', { name: 'x' })).rejects.toMatchObject({ problem: { code: 'server/outcome-unknown' } });
  expect(fetched).toHaveBeenCalledTimes(1);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
