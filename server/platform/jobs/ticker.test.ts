import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../log.ts';
import { createTicker } from './ticker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a run that takes long is never overtaken by the next', async () => {
  const ticker = createTicker(createLog('silent'));
  let running = 0;
  let most = 0;
  let runs = 0;
  ticker.every(100, 'slow', async () => {
    running += 1;
    runs += 1;
    most = Math.max(most, running);
    await new Promise((over) => setTimeout(over, 350));
    running -= 1;
  });
  ticker.start();
  await vi.advanceTimersByTimeAsync(2000);
  expect(most).toBe(1);
  expect(runs).toBe(5);
});

test('a failure is logged, and the next tick tries again', async () => {
  const log = createLog('silent');
  const logged = vi.spyOn(log, 'error');
  const ticker = createTicker(log);
  let runs = 0;
  ticker.every(100, 'fails', async () => {
    runs += 1;
    throw new Error('no');
  });
  ticker.start();
  await vi.advanceTimersByTimeAsync(350);
  expect(runs).toBe(3);
  expect(logged).toHaveBeenCalledTimes(3);
  expect(logged.mock.calls[0]?.[0]).toMatchObject({ task: 'fails' });
});

test('stopping starts nothing new and waits for what runs', async () => {
  const ticker = createTicker(createLog('silent'));
  const done: string[] = [];
  ticker.every(100, 'slow', async () => {
    await new Promise((over) => setTimeout(over, 500));
    done.push('finished');
  });
  ticker.start();
  await vi.advanceTimersByTimeAsync(150);
  const stopped = ticker.stop().then(() => done.push('stopped'));
  await vi.advanceTimersByTimeAsync(1000);
  await stopped;
  expect(done).toEqual(['finished', 'stopped']);
});
