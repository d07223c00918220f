import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { ME_KEY } from '../features/access/index.ts';
import { followSignIn } from './follow-sign-in.ts';

const me = (id: string) => ({
  ...{ id, name: 'สมมติ', language: 'th', permissions: [], memberships: [], secondFactor: 'not-needed' },
});
const answer = vi.hoisted(() => ({ now: undefined as unknown }));
vi.mock(import('../features/access/index.ts'), async (original) => ({
  ...(await original()),
  findMe: async () => {
    if (answer.now instanceof Error) throw answer.now;
    return answer.now as never;
  },
}));

afterEach(() => {
  answer.now = undefined;
});

function aClient(who: unknown): QueryClient {
  const client = new QueryClient();
  client.setQueryData(ME_KEY, who);
  client.setQueryData(['incident', 'x'], { phone: '+66812345678' });
  sessionStorage.setItem('call', 'a half-written call');
  return client;
}

test('another person signed in in another tab: no data of the first one stays', async () => {
  const client = aClient(me('first'));
  answer.now = me('second');
  await followSignIn(client);
  expect(client.getQueryData(ME_KEY)).toMatchObject({ id: 'second' });
  expect(client.getQueryData(['incident', 'x'])).toBeUndefined();
  expect(sessionStorage.getItem('call')).toBeNull();
});

test('the same person signed in again: their data stays', async () => {
  const client = aClient(me('first'));
  answer.now = me('first');
  await followSignIn(client);
  expect(client.getQueryData(['incident', 'x'])).toBeDefined();
  expect(sessionStorage.getItem('call')).not.toBeNull();
});

test('nobody was signed in: now the person is', async () => {
  const client = aClient(null);
  answer.now = me('first');
  await followSignIn(client);
  expect(client.getQueryData(ME_KEY)).toMatchObject({ id: 'first' });
});

test('no answer changes nothing: an officer is not signed out because the connection dropped', async () => {
  const client = aClient(me('first'));
  answer.now = new Error('unreachable');
  await followSignIn(client);
  expect(client.getQueryData(ME_KEY)).toMatchObject({ id: 'first' });
});
