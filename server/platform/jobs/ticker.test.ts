import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../log.ts';
import { createTicker } from './ticker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const log = createLog('silent');
const notifier = { on: () => {} };
const sleep = (ms: number) => new Promise((over) => setTimeout(over, ms));

test('a run that takes long is never overtaken by the next', async () => {
  const ticker = createTicker({ log, notifier });
  let running = 0;
  let most = 0;
  let runs = 0;
  const run = async () => {
    running += 1;
    runs += 1;
    most = Math.max(most, running);
    await sleep(350);
    running -= 1;
  };
  ticker.add([{ name: 'slow', everyMs: 100, run }]);
  ticker.start();
  await vi.advanceTimersByTimeAsync(2000);
  expect(most).toBe(1);
  expect(runs).toBe(5);
});

test('a failure is logged, and the next tick tries again', async () => {
  const own = createLog('silent');
  const logged = vi.spyOn(own, 'error');
  const ticker = createTicker({ log: own, notifier });
  let runs = 0;
  const run = async () => {
    runs += 1;
    throw new Error('no');
  };
  ticker.add([{ name: 'fails', everyMs: 100, run }]);
  ticker.start();
  await vi.advanceTimersByTimeAsync(350);
  expect(runs).toBe(3);
  expect(logged).toHaveBeenCalledTimes(3);
  expect(logged.mock.calls[0]?.[0]).toMatchObject({ task: 'fails' });
});

test('a topic runs its job at once, after the clock was looked at, and not beside a run', async () => {
  const topics = new Map<string, () => void>();
  const done: string[] = [];
  const ticker = createTicker({
    log,
    notifier: { on: (topic, listener) => void topics.set(topic, listener) },
    before: async () => void done.push('clock'),
  });
  const run = async () => {
    done.push('run');
    await sleep(50);
  };
  ticker.add([{ name: 'on call', everyMs: 1000, topic: 'call', run }]);
  topics.get('call')?.();
  topics.get('call')?.();
  await vi.advanceTimersByTimeAsync(60);
  expect(done).toEqual(['clock', 'run']);
  const stopped = ticker.stop();
  topics.get('call')?.();
  await stopped;
  expect(done).toHaveLength(2);
});

test('what falls due within a time runs at once, after a run that had begun before', async () => {
  const ticker = createTicker({ log, notifier });
  const done: string[] = [];
  const job = (name: string, everyMs: number) => ({
    ...{ name, everyMs },
    async run() {
      done.push(`${name} begins`);
      await sleep(50);
      done.push(name);
    },
  });
  ticker.add([job('often', 100), job('seldom', 1000)]);
  ticker.start();
  await vi.advanceTimersByTimeAsync(120);
  expect(done).toEqual(['often begins']);
  const ran = ticker.runWithin(500).then(() => done.push('over'));
  await vi.advanceTimersByTimeAsync(90);
  await ran;
  expect(done).toEqual(['often begins', 'often', 'often begins', 'often', 'over']);
  await ticker.stop();
});

test('stopping starts nothing new and waits for what runs', async () => {
  const ticker = createTicker({ log, notifier });
  const done: string[] = [];
  const run = async () => {
    await sleep(500);
    done.push('finished');
  };
  ticker.add([{ name: 'slow', everyMs: 100, run }]);
  ticker.start();
  await vi.advanceTimersByTimeAsync(150);
  const stopped = ticker.stop().then(() => done.push('stopped'));
  await vi.advanceTimersByTimeAsync(1000);
  await stopped;
  expect(done).toEqual(['finished', 'stopped']);
});

test('jobs of the same interval take turns', async () => {
  const ticker = createTicker({ log, notifier });
  const ranAt: number[] = [];
  const started = Date.now();
  const run = async () => void ranAt.push(Date.now() - started);
  ticker.add(['one', 'other', 'third', 'fourth'].map((name) => ({ name, everyMs: 200, run })));
  ticker.start();
  await vi.advanceTimersByTimeAsync(399);
  await ticker.stop();
  expect(ranAt).toEqual([200, 250, 300, 350]);
});
