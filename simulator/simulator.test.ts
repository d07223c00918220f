import { afterEach, beforeEach, expect, test } from 'vitest';
import { createManualClock } from './clock.ts';
import { createSimulator, type Simulator } from './simulator.ts';
import { createApiClient, startTestBot, type TestBot } from './test-bot.ts';

let bot: TestBot;
let simulator: Simulator;
const clock = createManualClock();
const call = createApiClient(() => simulator.url);
const text = (content: string) => ({ type: 'text', text: content });

beforeEach(async () => {
  bot = await startTestBot('secret');
  simulator = createSimulator({
    channels: [{ key: 'public', channelSecret: 'secret', webhookUrl: bot.url }],
    clock,
    webhookTimeoutMilliseconds: 20_000,
  });
  await simulator.start();
});
afterEach(async () => {
  await simulator.stop();
  await bot.close();
});

test('a text goes out as a signed webhook and the reply shows on the phone, once per token', async () => {
  bot.on((event) =>
    call('POST', '/v2/bot/message/reply', {
      replyToken: event.replyToken,
      messages: [text(`ได้รับ ${event.message?.text}`)],
    }),
  );
  const nok = simulator.phone('Nok');
  await nok.sendText('ช่วยด้วย 🆘');
  const answer = await nok.waitForMessage('ได้รับ ช่วยด้วย 🆘');
  expect(answer).toMatchObject({ from: 'bot', type: 'text', silent: false });
  expect(bot.posts[0]?.text).toContain('ช่วยด้วย \\uD83C\\uDD98');
  expect(bot.lastEvent()).toMatchObject({
    type: 'message',
    source: { type: 'user', userId: nok.userId },
    mode: 'active',
  });

  const again = await call('POST', '/v2/bot/message/reply', {
    replyToken: bot.lastEvent().replyToken,
    messages: [text('x')],
  });
  expect(again).toMatchObject({ status: 400, body: { message: 'Invalid reply token' } });
});

test('two people have two phones, and a restart of the simulator gives the same person the same user id', async () => {
  const ids = [simulator.phone('Nok').userId, simulator.phone('Somchai').userId];
  expect(new Set(ids).size).toBe(2);
  expect(createSimulator().phone('Nok').userId).toBe(ids[0]);
});
