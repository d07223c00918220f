import { expect, test } from 'vitest';
import { reply, setUpPlatform, text } from '../test-platform.ts';

const platform = setUpPlatform();
const answer = (replyToken: unknown) => platform.call('POST', reply, { replyToken, messages: [text('x')] });
const invalid = { status: 400, body: { message: 'Invalid reply token' } };

async function receiveToken() {
  await platform.simulator.phone('Nok').sendText('ช่วยด้วย');
  return platform.bot.lastEvent().replyToken;
}

test('a token answers once, within a minute', async () => {
  const token = await receiveToken();
  platform.clock.advance(60_000);
  expect((await answer(token)).status).toBe(200);
  expect(await answer(token)).toMatchObject(invalid);
});

test('a token older than a minute is refused, also an unknown one', async () => {
  const token = await receiveToken();
  platform.clock.advance(60_001);
  expect(await answer(token)).toMatchObject(invalid);
  expect(await answer('0'.repeat(32))).toMatchObject(invalid);
});

test('a redelivery gives another minute, but not after 20 minutes', async () => {
  const { simulator, clock, bot } = platform;
  const { event } = await simulator.phone('Nok').sendText('x');
  if (!event) throw new Error('no event');
  clock.advance(19 * 60_000);
  await simulator.webhooks.redeliver(simulator.channel(), event);
  expect(bot.lastEvent()).toEqual({ ...event, deliveryContext: { isRedelivery: true } });
  clock.advance(59_000);
  expect((await answer(event.replyToken)).status).toBe(200);

  const second = (await simulator.phone('Nok').sendText('y')).event;
  if (!second) throw new Error('no event');
  clock.advance(20 * 60_000 + 1);
  await simulator.webhooks.redeliver(simulator.channel(), second);
  expect(await answer(second.replyToken)).toMatchObject(invalid);
});

test('a reply takes no retry key, and a refused body leaves the token usable', async () => {
  const token = await receiveToken();
  const body = { replyToken: token, messages: [text('x')] };
  const key = { 'x-line-retry-key': '123e4567-e89b-12d3-a456-426614174000' };
  expect((await platform.call('POST', reply, body, key)).status).toBe(400);
  expect((await platform.call('POST', reply, { ...body, messages: [text('')] })).status).toBe(400);
  expect((await answer(token)).body).toMatchObject({ sentMessages: [{ id: expect.stringMatching(/^\d{18}$/) }] });
});

test("another account's token is not ours", async () => {
  await platform.simulator.phone('Nok').in('staff').sendText('x');
  expect(await answer(platform.bot.lastEvent().replyToken)).toMatchObject(invalid);
});

test('replies cost nothing of the monthly quota', async () => {
  platform.simulator.channel().quota.limit = 0;
  expect((await answer(await receiveToken())).status).toBe(200);
  expect(platform.simulator.channel().quota.used).toBe(0);
});
