import { expect, test } from 'vitest';
import { push, setUpPlatform, text } from '../test-platform.ts';

const platform = setUpPlatform();
const send = (last = 0) =>
  platform.call(
    'POST',
    push,
    { to: platform.simulator.phone('Nok').userId, messages: [text('x')] },
    { 'x-line-retry-key': `123e4567-e89b-12d3-a456-42661417400${last}` },
  );
/** A bot that gives up once the platform has the request, and long before there is an answer. */
async function sendAndGiveUp(last = 0) {
  const before = platform.simulator.outbound.length;
  let answered = false;
  send(last).then(
    () => {
      answered = true;
    },
    () => undefined,
  );
  await expect.poll(() => platform.simulator.outbound.length).toBe(before + 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  return answered ? 'answered' : 'gave up';
}
const arrived = () => platform.simulator.phone('Nok').messages().length;

test('500 before accepting sends nothing; 500 after accepting has sent, and the retry gets 409', async () => {
  platform.simulator.faults.set({ answer: 'error-500', answerTimes: 1 });
  expect((await send()).status).toBe(500);
  expect(arrived()).toBe(0);
  platform.simulator.faults.set({ answer: 'error-500-after-accepting', answerTimes: 1 });
  expect((await send()).status).toBe(500);
  expect(arrived()).toBe(1);
  expect((await send()).status).toBe(409);
  expect(arrived()).toBe(1);
});

test('a time-out before accepting sends nothing, one after accepting has sent', async () => {
  platform.simulator.faults.set({ answer: 'timeout-before-accepting', answerTimes: 1 });
  expect(await sendAndGiveUp()).toBe('gave up');
  expect(arrived()).toBe(0);
  expect((await send()).status).toBe(200);
  platform.simulator.faults.set({ answer: 'timeout-after-accepting', answerTimes: 1 });
  expect(await sendAndGiveUp(1)).toBe('gave up');
  expect(arrived()).toBe(2);
  expect((await send(1)).status).toBe(409);
});

test('the three kinds of 429 differ only in their texts', async () => {
  const texts: string[] = [];
  for (const answer of ['rate-limit-429', 'monthly-limit-429', 'same-user-429'] as const) {
    platform.simulator.faults.set({ answer, answerTimes: 1 });
    const { status, body } = await send();
    expect(status).toBe(429);
    texts.push((body as { message: string }).message);
  }
  expect(new Set(texts).size).toBe(3);
  expect(texts[0]).toBe('The API rate limit has been exceeded. Try again later.');
  expect(texts[1]).toBe('You have reached your monthly limit.');
  expect((await send()).status).toBe(200);
});

test('faults for sending do not affect other requests, unless set so', async () => {
  platform.simulator.faults.set({ answer: 'error-500' });
  expect((await platform.call('GET', '/v2/bot/info')).status).toBe(200);
  platform.simulator.faults.set({ answerFor: 'everything' });
  expect((await platform.call('GET', '/v2/bot/info')).status).toBe(500);
  platform.simulator.faults.reset();
  expect((await send()).status).toBe(200);
});

test('a slow answer comes too late for a bot in a hurry, though the message was sent', async () => {
  platform.simulator.faults.set({ slowMilliseconds: 60_000 });
  expect(await sendAndGiveUp()).toBe('gave up');
  expect(arrived()).toBe(1);
  platform.simulator.faults.reset();
  expect((await send()).status).toBe(409);
});

test('rates have their limits: 60 webhook tests an hour, then 429, and after a minute one more', async () => {
  const call = () => platform.call('POST', '/v2/bot/channel/webhook/test', {});
  for (let turn = 0; turn < 60; turn += 1) expect((await call()).status).toBe(200);
  expect((await call()).status).toBe(429);
  platform.clock.advance(60_000);
  expect((await call()).status).toBe(200);
  expect((await call()).status).toBe(429);
});
