import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sql } from '../database/database.ts';
import { createLog } from '../log.ts';
import { createTicker, type Job } from './ticker.ts';

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

/** A table of its own that is asked for by `sql`, with what is in it. */
function aQueue() {
  const queue = { isFull: false, runs: 0, question: sql`SELECT 1`, job: {} as Job };
  queue.job = {
    ...{ name: 'asks', everyMs: 100, finds: () => queue.question },
    run: async () => {
      queue.runs += 1;
      queue.isFull = false;
    },
  };
  return queue;
}

test('jobs of the same interval are asked for together, and only what has something to do is run', async () => {
  const [one, other, seldom] = [aQueue(), aQueue(), aQueue()];
  const asked: number[] = [];
  const findAny = async (questions: readonly unknown[]) => {
    asked.push(questions.length);
    return questions.map((question) => [one, other, seldom].some((of) => of.question === question && of.isFull));
  };
  const done: string[] = [];
  const ticker = createTicker({ log, notifier, findAny, before: async () => void done.push('clock') });
  ticker.add([one.job, other.job, { ...seldom.job, everyMs: 1000 }]);
  ticker.start();
  await vi.advanceTimersByTimeAsync(250);
  expect([asked, one.runs, other.runs]).toEqual([[2, 2], 0, 0]);
  // The clock is right before anything is asked.
  expect(done).toHaveLength(2);
  other.isFull = true;
  await vi.advanceTimersByTimeAsync(100);
  expect([one.runs, other.runs]).toEqual([0, 1]);
  one.isFull = true;
  seldom.isFull = true;
  await ticker.runWithin(500);
  expect([one.runs, other.runs, seldom.runs]).toEqual([1, 1, 0]);
  await ticker.stop();
});

test('where it can not be asked what is due, every job looks itself', async () => {
  const own = createLog('silent');
  const logged = vi.spyOn(own, 'error');
  const [one, other] = [aQueue(), aQueue()];
  const findAny = async () => {
    throw new Error('no');
  };
  const ticker = createTicker({ log: own, notifier, findAny });
  ticker.add([one.job, other.job]);
  ticker.start();
  await vi.advanceTimersByTimeAsync(150);
  await ticker.stop();
  expect([one.runs, other.runs]).toEqual([1, 1]);
  expect(logged.mock.calls[0]?.[0]).toMatchObject({ tasks: ['asks', 'asks'] });
});

test('stopping waits for a question under way, and runs nothing for its answer', async () => {
  const one = aQueue();
  const done: string[] = [];
  const findAny = async () => {
    await sleep(500);
    done.push('answered');
    return [true];
  };
  const ticker = createTicker({ log, notifier, findAny });
  ticker.add([one.job]);
  ticker.start();
  await vi.advanceTimersByTimeAsync(150);
  const stopped = ticker.stop().then(() => done.push('stopped'));
  await vi.advanceTimersByTimeAsync(1000);
  await stopped;
  expect([done, one.runs]).toEqual([['answered', 'stopped'], 0]);
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
