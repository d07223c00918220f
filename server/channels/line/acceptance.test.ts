import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAcceptance } from './acceptance.ts';
import { createChatQueue } from './chat-queue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Eight chats side by side, each of which takes 40 ms. */
function processing() {
  const acceptance = createAcceptance({ elapsed: () => performance.now() });
  const started: string[] = [];
  const queue = createChatQueue(
    () => acceptance.allow(8),
    async ({ chatId }) => {
      started.push(chatId);
      await new Promise((over) => setTimeout(over, 40));
      acceptance.worked();
    },
  );
  acceptance.onAllowed(queue.startNext);
  const add = (chatId: string, order?: { first: boolean }) => queue.add({ account: 'reporter', chatId }, order);
  const addMany = (count: number) => {
    for (let made = 0; made < count; made++) add(`chat ${made}`);
  };
  const accept = (count: number) => Array.from({ length: count }, acceptance.begin);
  const store = (webhooks: (() => void)[]) => {
    for (const end of webhooks) end();
  };
  return { started, add, addMany, accept, store };
}

test('while the intake is full, processing gets its small share, and all of it when that ends', async () => {
  const { started, addMany, accept, store } = processing();
  const webhooks = accept(32);
  await vi.advanceTimersByTimeAsync(200);
  addMany(100);
  await vi.advanceTimersByTimeAsync(6000);
  // A piece of 40 ms, a pause of half a second: about eleven.
  expect(started.length).toBeGreaterThan(8);
  expect(started.length).toBeLessThan(14);
  store(webhooks);
  await vi.advanceTimersByTimeAsync(600);
  expect(started).toHaveLength(100);
});

test('between two batches that are stored the intake is still full', async () => {
  const { started, addMany, accept, store } = processing();
  const acceptFor = async (batches: number) => {
    for (let batch = 0; batch < batches; batch++) {
      const webhooks = accept(32);
      await vi.advanceTimersByTimeAsync(5);
      store(webhooks);
      await vi.advanceTimersByTimeAsync(5);
    }
  };
  await acceptFor(20);
  addMany(100);
  await acceptFor(200);
  expect(started.length).toBeGreaterThan(2);
  expect(started.length).toBeLessThan(6);
});

test('many that are stored at once are a flood as well: nobody is seen to wait while this process works', async () => {
  const { started, addMany, accept, store } = processing();
  const acceptFor = async (ms: number, perTurn: number) => {
    for (let turn = 0; turn < ms / 10; turn++) {
      store(accept(perTurn));
      await vi.advanceTimersByTimeAsync(10);
    }
  };
  await acceptFor(300, 15);
  addMany(100);
  await acceptFor(3000, 15);
  expect(started.length).toBeGreaterThan(2);
  expect(started.length).toBeLessThan(8);
});

test('a burst that can be worked off, 800 a second, holds nothing up', async () => {
  const { started, addMany, accept, store } = processing();
  addMany(100);
  for (let turn = 0; turn < 60; turn++) {
    store(accept(8));
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(started).toHaveLength(100);
});

test('a place that comes in a flood is in the next piece', async () => {
  const { started, add, addMany, accept } = processing();
  accept(32);
  await vi.advanceTimersByTimeAsync(200);
  addMany(100);
  await vi.advanceTimersByTimeAsync(1000);
  const before = started.length;
  add('place', { first: true });
  await vi.advanceTimersByTimeAsync(700);
  expect(started.indexOf('place')).toBe(before);
});

test('a crowd that is stored at once holds nothing up', async () => {
  const { started, addMany, accept, store } = processing();
  const webhooks = accept(32);
  addMany(16);
  await vi.advanceTimersByTimeAsync(20);
  store(webhooks);
  await vi.advanceTimersByTimeAsync(80);
  expect(started).toHaveLength(16);
});

test('a few webhooks hold nothing up', async () => {
  const { started, addMany, accept } = processing();
  accept(15);
  addMany(16);
  await vi.advanceTimersByTimeAsync(60);
  expect(started).toHaveLength(16);
});
