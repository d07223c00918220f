import { expect, test } from 'vitest';
import { push, reply, setUpPlatform, text } from '../test-platform.ts';

const platform = setUpPlatform();
const to = () => platform.simulator.phone('Nok').userId;
const answer = async (messages: unknown, more = {}) => platform.call('POST', push, { to: to(), messages, ...more });
const fault = (...details: { message: string; property: string }[]) => ({
  status: 400,
  body: { message: `The request body has ${details.length} error(s)`, details },
});
const flex = (contents: unknown) => ({ type: 'flex', altText: 'x', contents });

test('text too long, empty, missing', async () => {
  const at = { property: 'messages[0].text' };
  expect(await answer([text('x'.repeat(5001))])).toMatchObject(
    fault({ message: 'Length must be between 0 and 5000', ...at }),
  );
  expect(await answer([text('')])).toMatchObject(fault({ message: 'May not be empty', ...at }));
  expect(await answer([{ type: 'text' }])).toMatchObject(fault({ message: 'May not be empty', ...at }));
});

test('no message, six messages, no `messages` at all', async () => {
  const size = { message: 'Size must be between 1 and 5', property: 'messages' };
  expect(await answer([])).toMatchObject(fault(size));
  expect(await answer(Array(6).fill(text('x')))).toMatchObject(fault(size));
  expect(await answer(undefined)).toMatchObject(fault({ message: 'May not be empty', property: 'messages' }));
});

test('an unknown message type is answered with the list of known ones', async () => {
  const types = 'text, textV2, sticker, image, video, audio, location, imagemap, template, flex, coupon';
  const message = `Must be one of the following values: [${types}]`;
  expect(await answer([text('x'), { type: 'shout' }])).toMatchObject(fault({ message, property: 'messages[1].type' }));
  expect(await answer([{ text: 'x' }])).toMatchObject(fault({ message, property: 'messages[0].type' }));
});

test('a property of the wrong kind, broken JSON, no JSON', async () => {
  const message = "The property, 'messages[0].text', in the request body is invalid (line: -, column: -)";
  expect(await answer([{ type: 'text', text: 7 }])).toMatchObject({ status: 400, body: { message } });
  expect((await platform.call('POST', push, Buffer.from('{"to":'))).status).toBe(400);
  const headers = { 'content-type': 'text/plain' };
  expect((await platform.call('POST', push, Buffer.from('{}'), headers)).status).toBe(415);
});

test('an unknown property is named', async () => {
  expect(await answer([text('x')], { notificationDisable: true })).toMatchObject(
    fault({ message: 'unknown field', property: 'notificationDisable' }),
  );
  expect(await answer([{ ...text('x'), quickreply: {} }])).toMatchObject(
    fault({ message: 'unknown field', property: 'messages[0].quickreply' }),
  );
});

test('Flex faults come with a no-break space and a pointer into the container', async () => {
  const head = 'A message (messages[1])\u00a0in the request body is invalid';
  const button = (action: unknown) => ({ type: 'button', action });
  const card = (contents: unknown[], hero?: unknown) =>
    flex({ type: 'bubble', hero, footer: { type: 'box', layout: 'vertical', contents } });
  const cases: [unknown, { message: string; property: string }][] = [
    [
      card([button({ type: 'uri', label: 'x', uri: 'ftp://x' })]),
      { message: 'invalid uri scheme', property: '/footer/contents/0/action/uri' },
    ],
    [
      card([], { type: 'image', url: 'http://x.example/a.png' }),
      { message: 'invalid uri scheme', property: '/hero/url' },
    ],
    [
      card([{ type: 'text', text: 'x', colour: '#ffffff' }]),
      { message: 'unknown field', property: '/footer/contents/0/colour' },
    ],
    [
      card([{ type: 'text', text: 'x', color: 'red' }]),
      { message: 'invalid property', property: '/footer/contents/0/color' },
    ],
    [card([{ type: 'text', text: '' }]), { message: 'must be non-empty text', property: '/footer/contents/0/text' }],
    [
      card([{ type: 'icon', url: 'https://x.example/a.png' }]),
      { message: 'invalid property', property: '/footer/contents/0' },
    ],
    [card([{ type: 'banner' }]), { message: 'invalid property', property: '/footer/contents/0/type' }],
  ];
  for (const [message, detail] of cases)
    expect(await answer([text('x'), message])).toMatchObject({
      status: 400,
      body: { message: head, details: [detail] },
    });
});

test('401 without a token, with a wrong one, with an expired one', async () => {
  const start = 'Authentication failed due to the following reason: ';
  const none = await fetch(platform.simulator.url + push, { method: 'POST' });
  expect([none.status, ((await none.json()) as { message: string }).message.startsWith(start)]).toEqual([401, true]);
  const wrong = { authorization: 'Bearer nobody' };
  expect(await platform.call('POST', push, {}, wrong)).toMatchObject({ status: 401 });
  const { access_token } = platform.simulator.login.issueStatelessToken(platform.simulator.channel());
  const stateless = { authorization: `Bearer ${access_token}` };
  expect((await platform.call('GET', '/v2/bot/info', undefined, stateless)).status).toBe(200);
  platform.clock.advance(900_000);
  expect((await platform.call('GET', '/v2/bot/info', undefined, stateless)).status).toBe(401);
});

test('413 above two megabytes, with a request id like every answer', async () => {
  const body = { to: to(), messages: [text('x')], note: 'x'.repeat(2 * 1024 * 1024) };
  const large = await platform.call('POST', push, body);
  expect(large.status).toBe(413);
  expect(large.headers.get('x-line-request-id')).toBeTruthy();
});

test('a reply without a token: May not be empty @ replyToken', async () => {
  expect(await platform.call('POST', reply, { messages: [text('x')] })).toMatchObject(
    fault({ message: 'May not be empty', property: 'replyToken' }),
  );
});

test('loading seconds and chat id, read tokens', async () => {
  const path = '/v2/bot/chat/loading/start';
  const seconds = (message: string) => ({ message, property: 'loadingSeconds' });
  expect(await platform.call('POST', path, { chatId: to(), loadingSeconds: 65 })).toMatchObject(
    fault(seconds('Must be between 5 and 60')),
  );
  expect(await platform.call('POST', path, { chatId: to(), loadingSeconds: 62 })).toMatchObject(
    fault(seconds('Must be between 5 and 60'), seconds('must be a multiple of five')),
  );
  expect(await platform.call('POST', path, { chatId: `C${'a'.repeat(32)}` })).toMatchObject({
    status: 400,
    body: { details: [{ message: expect.stringContaining('Only user id is acceptable'), property: 'chatId' }] },
  });
  expect(await platform.call('POST', '/v2/bot/chat/markAsRead', { markAsReadToken: 'x' })).toMatchObject({
    status: 400,
    body: { message: 'Invalid markAsReadToken. Tokens must be used by the bot that received them via Webhook.' },
  });
});

test('nothing refused is delivered or remembered as sent', async () => {
  await answer([text('ok'), text('')]);
  expect(platform.simulator.phone('Nok').messages()).toEqual([]);
  expect(platform.simulator.outbound.at(-1)).toMatchObject({ operation: 'push', verdict: 'rejected', status: 400 });
});
