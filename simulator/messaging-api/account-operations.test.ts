import { expect, test } from 'vitest';
import { reply, setUpPlatform, text } from '../test-platform.ts';

const platform = setUpPlatform();

test('bot info and webhook settings as the set-up command reads them', async () => {
  const { simulator, call, bot } = platform;
  expect((await call('GET', '/v2/bot/info')).body).toEqual({
    userId: simulator.channel().botUserId,
    basicId: '@public',
    displayName: 'ESS Help Me',
    chatMode: 'chat',
    markAsReadMode: 'manual',
  });
  const path = '/v2/bot/channel/webhook/endpoint';
  expect((await call('GET', path)).body).toEqual({ endpoint: bot.url, active: true });
  const endpoint = 'https://ess.example/webhook/line';
  expect((await call('PUT', path, { endpoint })).status).toBe(200);
  expect((await call('GET', path)).body).toEqual({ endpoint, active: true });
  for (const wrong of ['ftp://x.example/', 'http://x.example/', `https://x.example/${'a'.repeat(500)}`, 'x'])
    expect((await call('PUT', path, { endpoint: wrong })).status).toBe(400);
});

test('reading: with chat on the bot marks a message and all before it; with chat off LINE does it', async () => {
  const { simulator, call, bot } = platform;
  const nok = simulator.phone('Nok');
  await nok.sendText('1');
  await nok.sendText('2');
  const { markAsReadToken } = bot.lastEvent().message ?? {};
  await nok.sendText('3');
  platform.clock.advance(365 * 24 * 3_600_000);
  expect((await call('POST', '/v2/bot/chat/markAsRead', { markAsReadToken })).body).toEqual({});
  expect(nok.messages().map((one) => one.read)).toEqual([true, true, false]);
  simulator.channel().chatMode = 'bot';
  await nok.sendText('4');
  expect(nok.messages().map((one) => one.read)).toEqual([true, true, false, true]);
  expect((await call('GET', '/v2/bot/info')).body).toMatchObject({ chatMode: 'bot', markAsReadMode: 'auto' });
});

test('the three dots show for the time asked, or until a message comes', async () => {
  const { simulator, call, bot, clock } = platform;
  const nok = simulator.phone('Nok');
  const start = (more = {}) => call('POST', '/v2/bot/chat/loading/start', { chatId: nok.userId, ...more });
  expect(await start()).toMatchObject({ status: 202, body: {} });
  clock.advance(19_999);
  expect(nok.isLoading()).toBe(true);
  clock.advance(1);
  expect(nok.isLoading()).toBe(false);
  await start({ loadingSeconds: 60 });
  await nok.sendText('x');
  await call('POST', reply, { replyToken: bot.lastEvent().replyToken, messages: [text('y')] });
  expect(nok.isLoading()).toBe(false);
});
