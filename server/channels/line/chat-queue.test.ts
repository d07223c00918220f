import { expect, test } from 'vitest';
import type { Chat } from './account.ts';
import { createChatQueue } from './chat-queue.ts';

const chat = (chatId: string): Chat => ({ account: 'reporter', chatId });

function manualWork() {
  const running: { chatId: string; end: () => void }[] = [];
  const started: string[] = [];
  const work = ({ chatId }: Chat) =>
    new Promise<void>((resolve) => {
      started.push(chatId);
      running.push({ chatId, end: resolve });
    });
  const turn = () => new Promise((resume) => setImmediate(resume));
  const end = async (chatId: string) => {
    const at = running.findIndex((one) => one.chatId === chatId);
    running.splice(at, 1)[0]?.end();
    await turn();
  };
  return { work, started, running, end, turn };
}

test('a chat is never worked on twice at a time, and once more if it was queued meanwhile', async () => {
  const { work, started, end, turn } = manualWork();
  const queue = createChatQueue(() => 4, work);
  queue.add(chat('a'));
  queue.add(chat('a'));
  await turn();
  expect(started).toEqual(['a']);
  queue.add(chat('a'));
  queue.add(chat('a'));
  await turn();
  expect(started).toEqual(['a']);
  await end('a');
  expect(started).toEqual(['a', 'a']);
  await end('a');
  expect(started).toEqual(['a', 'a']);
});

test('several chats are worked on in parallel, no more than allowed, in the order they came', async () => {
  const { work, started, running, end, turn } = manualWork();
  const queue = createChatQueue(() => 2, work);
  for (const id of ['a', 'b', 'c', 'd']) queue.add(chat(id));
  await turn();
  expect(started).toEqual(['a', 'b']);
  await end('b');
  expect(started).toEqual(['a', 'b', 'c']);
  expect(running.map(({ chatId }) => chatId)).toEqual(['a', 'c']);
});

test('the same id in the two accounts is two chats', async () => {
  const { work, started, turn } = manualWork();
  const queue = createChatQueue(() => 4, work);
  queue.add({ account: 'reporter', chatId: 'a' });
  queue.add({ account: 'staff', chatId: 'a' });
  await turn();
  expect(started).toHaveLength(2);
});

test('stopping waits for running work and starts nothing more', async () => {
  const { work, started, end, turn } = manualWork();
  const queue = createChatQueue(() => 1, work);
  queue.add(chat('a'));
  queue.add(chat('b'));
  await turn();
  let stopped = false;
  const stopping = queue.stop().then(() => {
    stopped = true;
  });
  expect(stopped).toBe(false);
  await end('a');
  await stopping;
  expect(started).toEqual(['a']);
});

test('a chat with a pin goes before those with texts', async () => {
  const { work, started, end, turn } = manualWork();
  const queue = createChatQueue(() => 1, work);
  queue.add(chat('busy'));
  await turn();
  for (const id of ['text-1', 'text-2']) queue.add(chat(id));
  queue.add(chat('pin'), { first: true });
  await turn();
  expect(queue.waiting()).toBe(3);
  for (const id of ['busy', 'pin', 'text-1']) await end(id);
  expect(started).toEqual(['busy', 'pin', 'text-1', 'text-2']);
});

test('however many come first, the others have every fourth turn', async () => {
  const { work, started, end, turn } = manualWork();
  const queue = createChatQueue(() => 1, work);
  queue.add(chat('busy'));
  await turn();
  for (const id of ['text-1', 'text-2']) queue.add(chat(id));
  for (let pin = 1; pin <= 8; pin++) queue.add(chat(`pin-${pin}`), { first: true });
  for (let at = 0; at < 8; at++) await end(started.at(-1) ?? '');
  expect(started.slice(1)).toEqual(['pin-1', 'pin-2', 'pin-3', 'text-1', 'pin-4', 'pin-5', 'pin-6', 'text-2']);
});

test('when more wait than can be worked on, one worker takes several, and none of them is worked on twice', async () => {
  const pieces: string[][] = [];
  const ends: (() => void)[] = [];
  const work = (first: Chat, others: Chat[]) =>
    new Promise<void>((resolve) => {
      pieces.push([first, ...others].map(({ chatId }) => chatId));
      ends.push(resolve);
    });
  const queue = createChatQueue(
    () => 1,
    work,
    (waiting) => Math.min(3, waiting),
  );
  const turn = () => new Promise((resume) => setImmediate(resume));
  for (const id of ['a', 'b', 'c', 'd']) queue.add(chat(id));
  queue.add(chat('e'), { first: true });
  await turn();
  expect(pieces).toEqual([['e', 'a', 'b']]);
  queue.add(chat('b'));
  await turn();
  ends[0]?.();
  await turn();
  expect(pieces[1]).toEqual(['c', 'd', 'b']);
  expect(queue.waiting()).toBe(0);
});
