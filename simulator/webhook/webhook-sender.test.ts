import { expect, test } from 'vitest';
import { createSimulator } from '../simulator.ts';
import { setUpPlatform } from '../test-platform.ts';

const platform = setUpPlatform();
const contents = () => platform.bot.events().map((event) => event.message?.text);

test('the console verifies with an empty list of events, and the test endpoint answers with the outcome', async () => {
  await platform.simulator.webhooks.verify(platform.simulator.channel());
  expect(platform.bot.posts[0]?.body).toEqual({ destination: platform.simulator.channel().botUserId, events: [] });

  const answer = await platform.call('POST', '/v2/bot/channel/webhook/test', {});
  expect(answer.body).toMatchObject({ success: true, statusCode: 200, reason: 'OK' });
  platform.bot.answerWith(500);
  expect((await platform.call('POST', '/v2/bot/channel/webhook/test')).body).toMatchObject({
    success: false,
    statusCode: 500,
    reason: 'ERROR_STATUS_CODE',
  });
});

test('one POST may contain events of several people', async () => {
  const { simulator, bot } = platform;
  simulator.webhooks.hold();
  const sent = [simulator.phone('Nok').sendText('one'), simulator.phone('Lek').sendText('two')];
  await simulator.webhooks.release({ batch: true });
  await Promise.all(sent);
  expect(bot.posts).toHaveLength(1);
  expect(new Set(bot.events().map((event) => event.source.userId)).size).toBe(2);
});

test('held events can come in any order', async () => {
  const { simulator } = platform;
  const nok = simulator.phone('Nok');
  simulator.webhooks.hold();
  const sent = ['1', '2', '3'].map((text) => nok.sendText(text));
  await simulator.webhooks.release({ arrange: (events) => events.toReversed() });
  await Promise.all(sent);
  expect(contents()).toEqual(['3', '2', '1']);
});

test('the out-of-order switch turns two quick events round, with their true times', async () => {
  const { simulator, bot, clock } = platform;
  simulator.faults.set({ outOfOrderWebhooks: true });
  const nok = simulator.phone('Nok');
  const first = nok.sendText('first');
  clock.advance(1000);
  await Promise.all([first, nok.sendText('second')]);
  expect(contents()).toEqual(['second', 'first']);
  const [late, early] = bot.events().map((event) => Number(event.timestamp));
  expect(late).toBeGreaterThan(early ?? 0);
});

test('duplicates are the same event without the redelivery mark', async () => {
  const { simulator, bot } = platform;
  simulator.faults.set({ duplicateWebhooks: 2 });
  await simulator.phone('Nok').sendText('x');
  await simulator.webhooks.idle();
  expect(bot.events()).toHaveLength(3);
  expect(new Set(bot.events().map((event) => JSON.stringify(event))).size).toBe(1);
  expect(bot.lastEvent().deliveryContext.isRedelivery).toBe(false);
});

test('without the redelivery switch a failed webhook is lost; with it the same event comes again, marked', async () => {
  const { simulator, bot, clock } = platform;
  const nok = simulator.phone('Nok');
  bot.answerWith(503);
  const lost = await nok.sendText('lost');
  expect(lost.delivery).toMatchObject({ outcome: 'error_status_code', statusCode: 503 });
  clock.advance(3_600_000);
  await simulator.webhooks.idle();
  expect(bot.posts).toHaveLength(1);

  simulator.faults.set({ redelivery: true });
  await nok.sendText('again');
  clock.advance(1000);
  await simulator.webhooks.idle();
  bot.answerWith(200);
  clock.advance(60_000);
  await simulator.webhooks.idle();
  clock.advance(3_600_000);
  await simulator.webhooks.idle();
  const [, first, second, third, ...more] = bot.events();
  expect(more).toEqual([]);
  const { deliveryContext, ...same } = first ?? {};
  expect(deliveryContext).toEqual({ isRedelivery: false });
  expect([second, third]).toEqual([
    { ...same, deliveryContext: { isRedelivery: true } },
    { ...same, deliveryContext: { isRedelivery: true } },
  ]);
});

test('an unreachable address and a webhook switched off have different outcomes', async () => {
  const { simulator } = platform;
  const nok = simulator.phone('Nok');
  simulator.channel().webhook.endpoint = 'http://127.0.0.1:9/';
  expect((await nok.sendText('gone')).delivery?.outcome).toBe('could_not_connect');
  simulator.channel().webhook.active = false;
  expect((await nok.sendText('off')).delivery?.outcome).toBe('webhook_off');
  expect(simulator.webhooks.deliveries.map((one) => one.outcome)).toEqual(['could_not_connect', 'webhook_off']);
});

test('header case, unknown events and fields, shuffling: the signature still fits and the event is still there', async () => {
  const { simulator, bot } = platform;
  simulator.faults.set({ titleCaseHeader: true, addUnknownEvents: true, addUnknownFields: true, shuffleKeys: true });
  await simulator.phone('Nok').sendText('ช่วยด้วย 🆘');
  expect(bot.posts[0]?.rawHeaders).toContain('X-Line-Signature');
  expect(bot.events().map((event) => event.type)).toEqual(['eventOfTomorrow', 'message']);
  simulator.faults.reset();
  await simulator.phone('Nok').sendText('x');
  expect(bot.posts[1]?.rawHeaders).toContain('x-line-signature');
});

test('a wrong signature is refused by a bot that checks', async () => {
  platform.simulator.faults.set({ wrongSignature: true });
  const { delivery } = await platform.simulator.phone('Nok').sendText('x');
  expect(delivery).toMatchObject({ outcome: 'error_status_code', statusCode: 401 });
});

test('in standby there is no reply token; unfollow and unsend never have one', async () => {
  const { simulator, bot } = platform;
  const nok = simulator.phone('Nok');
  const { messageId = '' } = await nok.sendText('x');
  expect(bot.lastEvent().replyToken).toMatch(/^[0-9a-f]{32}$/);
  await nok.unsend(messageId);
  expect(bot.lastEvent()).toMatchObject({ type: 'unsend', unsend: { messageId } });
  expect(bot.lastEvent().replyToken).toBeUndefined();
  await nok.block();
  expect(bot.lastEvent().type).toBe('unfollow');
  expect(bot.lastEvent().replyToken).toBeUndefined();
  await nok.unblock();
  expect(bot.lastEvent()).toMatchObject({ type: 'follow', follow: { isUnblocked: true } });
  simulator.channel().mode = 'standby';
  await nok.sendText('y');
  expect(bot.lastEvent()).toMatchObject({ mode: 'standby' });
  expect(bot.lastEvent().replyToken).toBeUndefined();
});

test('webhook ids are ULIDs of growing time, message ids 18 digits', async () => {
  const { simulator, bot, clock } = platform;
  const nok = simulator.phone('Nok');
  for (const text of ['a', 'b', 'c']) {
    await nok.sendText(text);
    clock.advance(5);
  }
  const ids = bot.events().map((event) => event.webhookEventId);
  expect(ids).toEqual([...ids].sort());
  expect(ids.every((id) => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(id))).toBe(true);
  expect(bot.events().every((event) => /^\d{18}$/.test(event.message?.id ?? ''))).toBe(true);
});

test('two accounts have their own secrets, and a person the same id at both', async () => {
  const { simulator, bot } = platform;
  const nok = simulator.phone('Nok');
  await nok.sendText('public');
  await nok.in('staff').sendText('staff');
  const [first, second] = bot.posts.map((post) => post.body);
  expect(first?.destination).not.toBe(second?.destination);
  expect(first?.events[0]?.source).toEqual(second?.events[0]?.source);
  expect(nok.messages()).toHaveLength(1);
  expect(createSimulator({ provider: 'another' }).phone('Nok').userId).not.toBe(nok.userId);
});

test("Account Manager's greeting and auto-reply answer when someone left them on", async () => {
  const { simulator } = platform;
  const channel = simulator.channel();
  Object.assign(channel, { greeting: 'ขอบคุณที่เพิ่มเพื่อน', autoReply: 'เปิดทำการ 9.00 น.' });
  const nok = simulator.phone('Nok', { friend: false });
  await nok.follow();
  await nok.sendText('ช่วยด้วย');
  expect(nok.messages().map((one) => one.text)).toEqual(['ขอบคุณที่เพิ่มเพื่อน', 'ช่วยด้วย', 'เปิดทำการ 9.00 น.']);
});
