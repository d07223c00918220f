import { expect, test, vi } from 'vitest';
import { postJson } from './request.ts';

test('the same posted twice while it is on its way is sent once; afterwards it is sent again', async () => {
  const fetched = vi.fn(async () => new Response('{"id":"1"}'));
  vi.stubGlobal('fetch', fetched);
  const [one, two] = await Promise.all([postJson('/a', { name: 'x' }), postJson('/a', { name: 'x' })]);
  expect([one, two, fetched.mock.calls.length]).toEqual([{ id: '1' }, { id: '1' }, 1]);
  await postJson('/a', { name: 'x' });
  await Promise.all([postJson('/a', { name: 'y' }), postJson('/b', { name: 'y' })]);
  expect(fetched).toHaveBeenCalledTimes(4);
  vi.unstubAllGlobals();
});
