import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLoop, createSingleFlight } from './single-flight.ts';

/** A task whose runs end when the test says so. */
function slowTask() {
  const runs: { end: () => void; fail: (error: unknown) => void; stopping: AbortSignal | undefined }[] = [];
  const task = (stopping?: AbortSignal) => new Promise<void>((end, fail) => void runs.push({ end, fail, stopping }));
  return { runs, task };
}
const turn = () => sleep(0);

test('who calls during a run shares it, its failure too, and a later call runs anew', async () => {
  const { runs, task } = slowTask();
  const flight = createSingleFlight(() => task());
  const both = Promise.allSettled([flight.run(), flight.run()]);
  expect(flight.current()).toBeDefined();
  runs[0]?.fail(new Error('no'));
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(flight.current()).toBeUndefined();
  void flight.run();
  expect(runs).toHaveLength(2);
});

test('a loop that is notified during a run runs once more, however often it was notified', async () => {
  const { runs, task } = slowTask();
  const loop = createLoop(task, () => {});
  for (let times = 0; times < 3; times++) loop.notify();
  expect(runs).toHaveLength(1);
  loop.notify();
  runs[0]?.end();
  await turn();
  expect(runs).toHaveLength(2);
  runs[1]?.end();
  await turn();
  expect(runs).toHaveLength(2);
});

test('a failed run is reported once, and the next notification tries again', async () => {
  const { runs, task } = slowTask();
  const failures: unknown[] = [];
  const loop = createLoop(task, (error) => failures.push(error));
  loop.notify();
  runs[0]?.fail('lost');
  await turn();
  expect(failures).toEqual(['lost']);
  expect(runs).toHaveLength(1);
  loop.notify();
  expect(runs).toHaveLength(2);
});

test('a stop waits for the step at hand and starts nothing new', async () => {
  const { runs, task } = slowTask();
  const loop = createLoop(task, () => {});
  loop.notify();
  loop.notify();
  let isStopped = false;
  const stopped = loop.stop().then(() => {
    isStopped = true;
  });
  await turn();
  expect(runs[0]?.stopping?.aborted).toBe(true);
  expect(isStopped).toBe(false);
  runs[0]?.end();
  await stopped;
  loop.notify();
  await turn();
  expect(runs).toHaveLength(1);
});

test('with a delay, notifications at about the same time share a run, and a stop does not wait for it', async () => {
  let runs = 0;
  const loop = createLoop(
    async () => {
      runs += 1;
    },
    () => {},
    { delayMs: 20 },
  );
  loop.notify();
  await sleep(5);
  loop.notify();
  await sleep(60);
  expect(runs).toBe(1);
  loop.notify();
  await loop.stop();
  expect(runs).toBe(1);
});

test('kept apart, the first run begins at once, and what is notified soon after it shares the next', async () => {
  let begun = 0;
  const loop = createLoop(
    async () => {
      begun += 1;
    },
    () => {},
    // Long enough that on a busy machine, too, all of the next come meanwhile.
    { apartMs: 500 },
  );
  loop.notify();
  expect(begun).toBe(1);
  for (let times = 0; times < 3; times++) {
    await turn();
    loop.notify();
  }
  await expect.poll(() => begun).toBe(2);
  // A third would have begun by then.
  await sleep(600);
  expect(begun).toBe(2);
});
