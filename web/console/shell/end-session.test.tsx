import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { ME_KEY } from '../features/access/index.ts';
import { endSession } from './end-session.ts';

test('after the session no data that was read or sent is left, and nobody is signed in', async () => {
  const client = new QueryClient();
  client.setQueryData(ME_KEY, { id: 'somebody' });
  client.setQueryData(['incident', 'x'], { phone: '+66812345678' });
  const sending = client.getMutationCache().build(client, { mutationFn: async () => ({ phone: '+66812345678' }) });
  await sending.execute(undefined);
  endSession(client);
  expect(client.getQueryData(ME_KEY)).toBeNull();
  expect(
    client
      .getQueryCache()
      .getAll()
      .map(({ queryKey }) => queryKey),
  ).toEqual([ME_KEY]);
  expect(client.getMutationCache().getAll()).toEqual([]);
});
