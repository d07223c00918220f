import { expect, test } from 'vitest';
import { push, setUpPlatform, text, token } from '../test-platform.ts';

const platform = setUpPlatform();
const send = (to: string, headers?: Record<string, string>, more = {}) =>
  platform.call('POST', push, { to, messages: [text('ข่าว')], ...more }, headers);
const shown = (name: string) =>
  platform.simulator
    .phone(name, { friend: false })
    .messages()
    .map((one) => one.text);
const key = (last: number) => ({ 'x-line-retry-key': `123e4567-e89b-12d3-a456-42661417400${last}` });

test('a friend gets the push; the answer names each message', async () => {
  const nok = platform.simulator.phone('Nok');
  const answer = await platform.call('POST', push, { to: nok.userId, messages: [text('1'), text('2')] });
  expect(answer).toMatchObject({
    status: 200,
    body: {
      sentMessages: [{ id: nok.messages()[0]?.id, quoteToken: expect.any(String) }, { id: nok.messages()[1]?.id }],
    },
  });
  expect(answer.headers.get('x-line-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('a stranger gets messages for seven days after writing, and not before or after', async () => {
  const stranger = platform.simulator.phone('Stranger', { friend: false });
  expect((await send(stranger.userId)).status).toBe(200);
  expect(shown('Stranger')).toEqual([]);
  await stranger.sendText('ช่วยด้วย');
  platform.clock.advance(7 * 24 * 3_600_000);
  await send(stranger.userId);
  expect(shown('Stranger')).toEqual(['ช่วยด้วย', 'ข่าว']);
  platform.clock.advance(1);
  await send(stranger.userId);
  expect(shown('Stranger')).toHaveLength(2);
});

test('a push to someone who blocked is accepted, delivers nothing, costs nothing and does not arrive later', async () => {
  const nok = platform.simulator.phone('Nok');
  await nok.block();
  expect(await send(nok.userId)).toMatchObject({ status: 200, body: { sentMessages: [{}] } });
  await nok.unblock();
  expect(nok.messages().filter((one) => one.from === 'bot')).toEqual([]);
  expect(platform.simulator.channel().quota.used).toBe(0);
  expect(platform.simulator.outbound.at(-1)?.warnings).toEqual([
    'accepted, but delivered to nobody: blocked or not a friend',
  ]);
});

test("another provider's user, a foreign group and a malformed `to` are refused, each with LINE's text", async () => {
  const failed = { status: 400, body: { message: 'Failed to send messages' } };
  expect(await send(`U${'a'.repeat(32)}`)).toMatchObject(failed);
  expect(await send(`C${'a'.repeat(32)}`)).toMatchObject(failed);
  const malformed = "The property, 'to', in the request body is invalid (line: -, column: -)";
  expect(await send('somebody')).toMatchObject({ status: 400, body: { message: malformed } });
});

test('the same retry key sends once within 24 hours: 409 with the first answer', async () => {
  const nok = platform.simulator.phone('Nok');
  const first = await send(nok.userId, key(1));
  const again = await send(nok.userId, key(1));
  expect(again.status).toBe(409);
  expect(again.body).toEqual({ message: 'The retry key is already accepted', ...(first.body as object) });
  expect(again.headers.get('x-line-accepted-request-id')).toBe(first.headers.get('x-line-request-id'));
  expect(again.headers.get('x-line-request-id')).not.toBe(first.headers.get('x-line-request-id'));
  expect(shown('Nok')).toHaveLength(1);
  await send(nok.userId, key(2));
  platform.clock.advance(24 * 3_600_000);
  expect((await send(nok.userId, key(1))).status).toBe(200);
  expect(shown('Nok')).toHaveLength(3);
});

test('a multicast repeated under its key names no messages', async () => {
  const nok = platform.simulator.phone('Nok');
  const path = '/v2/bot/message/multicast';
  const body = { to: [nok.userId], messages: [text('x')] };
  expect(await platform.call('POST', path, body, key(1))).toMatchObject({ status: 200, body: {} });
  expect((await platform.call('POST', path, body, key(1))).body).toEqual({
    message: 'The retry key is already accepted',
  });
});

test('a changed body under an old key is warned about; a key that is no UUID is refused', async () => {
  const nok = platform.simulator.phone('Nok');
  await send(nok.userId, key(1));
  await send(nok.userId, key(1), { notificationDisabled: true });
  expect(platform.simulator.outbound.at(-1)?.warnings).toEqual(['the same retry key came with another body']);
  expect((await send(nok.userId, { 'x-line-retry-key': 'again' })).status).toBe(400);
});

test('a refused or failed request does not use its key up', async () => {
  const nok = platform.simulator.phone('Nok');
  platform.simulator.faults.set({ answer: 'error-500', answerTimes: 1 });
  expect((await send(nok.userId, key(1))).status).toBe(500);
  expect((await send(nok.userId, key(1))).status).toBe(200);
});

test('the monthly quota counts people, a group by its members, and then refuses without sending', async () => {
  const { simulator } = platform;
  const [nok, lek] = [simulator.phone('Nok'), simulator.phone('Lek')];
  const group = simulator.group('เวร', [nok, lek]);
  await group.inviteAccount('staff');
  const channel = simulator.channel('staff');
  channel.quota.limit = 3;
  const groupPush = () =>
    platform.call('POST', push, { to: group.id, messages: [text('1'), text('2')] }, token('staff'));
  expect((await groupPush()).status).toBe(200);
  expect(await groupPush()).toMatchObject({ status: 429, body: { message: 'You have reached your monthly limit.' } });
  expect(
    nok
      .in(group)
      .messages()
      .filter((one) => one.from === 'bot'),
  ).toHaveLength(2);
  expect((await platform.call('GET', '/v2/bot/message/quota', undefined, token('staff'))).body).toEqual({
    type: 'limited',
    value: 3,
  });
  expect((await platform.call('GET', '/v2/bot/message/quota/consumption', undefined, token('staff'))).body).toEqual({
    totalUsage: 2,
  });
  expect((await platform.call('GET', '/v2/bot/message/quota')).body).toEqual({ type: 'none' });
});

test('broadcast reaches friends only, a narrowcast is accepted with 202 and has a progress', async () => {
  platform.simulator.phone('Nok');
  platform.simulator.phone('Stranger', { friend: false });
  expect((await platform.call('POST', '/v2/bot/message/broadcast', { messages: [text('b')] })).status).toBe(200);
  const narrow = await platform.call('POST', '/v2/bot/message/narrowcast', { messages: [text('n')] });
  expect(narrow.status).toBe(202);
  expect([shown('Nok'), shown('Stranger')]).toEqual([['b', 'n'], []]);
  const requestId = narrow.headers.get('x-line-request-id');
  const progress = await platform.call('GET', `/v2/bot/message/progress/narrowcast?requestId=${requestId}`);
  expect(progress.body).toMatchObject({ phase: 'succeeded' });
});

test('validate checks the messages and sends nothing', async () => {
  const nok = platform.simulator.phone('Nok');
  for (const kind of ['reply', 'push', 'multicast', 'narrowcast', 'broadcast']) {
    const path = `/v2/bot/message/validate/${kind}`;
    expect((await platform.call('POST', path, { messages: [text('x')] })).status).toBe(200);
    expect((await platform.call('POST', path, { messages: [text('')] })).status).toBe(400);
  }
  expect(nok.messages()).toEqual([]);
});

test('sending in standby works but is noted as something a bot should not do', async () => {
  platform.simulator.channel().mode = 'standby';
  await send(platform.simulator.phone('Nok').userId);
  expect(platform.simulator.outbound[0]?.warnings[0]).toContain('standby');
});
