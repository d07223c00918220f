import { expect, test } from 'vitest';
import { push, setUpPlatform, text } from '../test-platform.ts';
import type { PhoneView } from './view.ts';

const platform = setUpPlatform();

async function ask<T>(path: string, method = 'GET', body?: unknown): Promise<{ status: number; body: T }> {
  const response = await fetch(`${platform.simulator.url}/simulator${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: response.status, body: (await response.json()) as T };
}
const makePhone = async (name: string) => (await ask<PhoneView>('/phones', 'POST', { name })).body;

test('a phone is made, performs actions, and shows what came', async () => {
  const { userId } = await makePhone('มะลิ');
  const perform = (action: object) => ask(`/phones/${userId}/actions`, 'POST', { chat: 'public', action });
  expect((await perform({ do: 'text', text: 'ช่วยด้วย' })).body).toMatchObject({ delivery: { outcome: 'ok' } });
  expect(platform.bot.lastEvent().source.userId).toBe(userId);
  const item = { type: 'action', action: { type: 'location', label: 'ส่งตำแหน่ง' } };
  await platform.call('POST', push, { to: userId, messages: [{ ...text('ที่ไหน'), quickReply: { items: [item] } }] });
  const { body: view } = await ask<PhoneView>(`/phones/${userId}`);
  expect(view.chats.map((chat) => chat.key)).toEqual(['public', 'staff']);
  expect(view.chats[0]).toMatchObject({ friendship: 'friend', quickReplies: [{ label: 'ส่งตำแหน่ง' }] });
  expect(view.chats[0]?.messages.map((one) => one.text)).toEqual(['ช่วยด้วย', 'ที่ไหน\nส่งตำแหน่ง']);
  expect(view.lockScreen).toMatchObject([{ text: 'ที่ไหน' }]);
  expect((await perform({ do: 'tap-quick-reply', name: 0 })).body).toMatchObject({ opens: 'location-picker' });
  await perform({ do: 'location', lat: 16.8, lng: 100.2, title: 'หอนาฬิกา' });
  expect(platform.bot.lastEvent().message).toMatchObject({ type: 'location', title: 'หอนาฬิกา' });
});

test('a photo travels as base64 and is shown from the simulator', async () => {
  const { userId } = await makePhone('มะลิ');
  const photo = Buffer.from('not really a photo');
  const action = { do: 'image', bytes: photo.toString('base64'), contentType: 'image/jpeg' };
  const { body } = await ask<{ messageId: string }>(`/phones/${userId}/actions`, 'POST', {
    chat: 'public',
    action,
  });
  const image = await fetch(`${platform.simulator.url}/simulator/contents/${body.messageId}`);
  expect(Buffer.from(await image.arrayBuffer())).toEqual(photo);
});

test('switches are set, read and put back; nonsense is refused', async () => {
  expect((await ask('/faults', 'PUT', { answer: 'error-500', answerTimes: 2 })).body).toMatchObject({ answerTimes: 2 });
  expect(platform.simulator.faults.get().answer).toBe('error-500');
  expect((await ask('/faults', 'PUT', { answer: 'explode' })).status).toBe(400);
  expect((await ask('/faults', 'PUT', { colour: 1 })).status).toBe(400);
  expect((await ask('/faults', 'DELETE')).body).toMatchObject({ answer: 'normal' });
  expect((await ask('/phones/nobody/actions', 'POST', {})).status).toBe(400);
});

test('the log of requests has verdict and answer, from a number on', async () => {
  const { userId } = await makePhone('มะลิ');
  await platform.call('POST', push, { to: userId, messages: [] });
  await platform.call('POST', push, { to: userId, messages: [text('x')] });
  const { body } = await ask<{ total: number; requests: { verdict: string }[] }>('/requests');
  expect(body).toMatchObject({ total: 2, requests: [{ verdict: 'rejected', status: 400 }, { verdict: 'accepted' }] });
  expect((await ask<{ requests: unknown[] }>('/requests?after=1')).body.requests).toHaveLength(1);
  expect((await ask<{ requests: unknown[] }>('/requests?after=2')).body.requests).toEqual([]);
});

test('webhooks by hand: verify, hold, release reversed, duplicate, redeliver', async () => {
  const { userId } = await makePhone('มะลิ');
  const sendText = (text: string) =>
    ask(`/phones/${userId}/actions`, 'POST', { chat: 'public', action: { do: 'text', text } });
  expect((await ask('/webhooks', 'POST', { do: 'verify', channel: 'public' })).body).toMatchObject({ outcome: 'ok' });
  await ask('/webhooks', 'POST', { do: 'hold' });
  const sent = [sendText('1')];
  await expect.poll(() => platform.simulator.phone('มะลิ').messages().length).toBe(1);
  sent.push(sendText('2'));
  await expect.poll(() => platform.simulator.phone('มะลิ').messages().length).toBe(2);
  await ask('/webhooks', 'POST', { do: 'release', reverse: true });
  await Promise.all(sent);
  expect(platform.bot.events().map((event) => event.message?.text)).toEqual(['2', '1']);
  const { webhookEventId } = platform.bot.lastEvent();
  await ask('/webhooks', 'POST', { do: 'duplicate', webhookEventId });
  await ask('/webhooks', 'POST', { do: 'redeliver', webhookEventId });
  expect(
    platform.bot
      .events()
      .slice(-2)
      .map((event) => [event.webhookEventId, event.deliveryContext.isRedelivery]),
  ).toEqual([
    [webhookEventId, false],
    [webhookEventId, true],
  ]);
  expect((await ask('/webhooks', 'POST', { do: 'redeliver', webhookEventId: 'none' })).status).toBe(400);
});

test('groups are made and an account invited', async () => {
  const { userId } = await makePhone('ดาบสมชาย');
  const { body } = await ask<{ id: string }>('/groups', 'POST', { name: 'เวร', userIds: [userId] });
  const invite = (channel: string) => ask(`/groups/${body.id}/changes`, 'POST', { do: 'invite-account', channel });
  expect((await invite('public')).status).toBe(400);
  expect((await invite('staff')).status).toBe(200);
  expect(platform.bot.lastEvent().type).toBe('join');
  const view = (await ask<PhoneView>(`/phones/${userId}`)).body;
  expect(view.chats.at(-1)).toMatchObject({ kind: 'group', name: 'เวร', memberNames: ['ดาบสมชาย'] });
});

test('account settings: webhook off, standby, quota', async () => {
  const { userId } = await makePhone('มะลิ');
  await ask('/channels/public', 'PUT', { webhookActive: false, quotaLimit: 0, mode: 'standby' });
  expect((await platform.simulator.phone('มะลิ').sendText('x')).delivery?.outcome).toBe('webhook_off');
  expect((await platform.call('POST', push, { to: userId, messages: [text('x')] })).status).toBe(429);
  expect((await ask<{ mode: string }[]>('/channels')).body[0]?.mode).toBe('standby');
});

test('the live stream names what changed', async () => {
  const { userId } = await makePhone('มะลิ');
  const stop = new AbortController();
  const stream = await fetch(`${platform.simulator.url}/simulator/live`, { signal: stop.signal });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  await platform.simulator.phone('มะลิ').sendText('x');
  let seen = '';
  while (!seen.includes(userId)) seen += (await reader?.read())?.value ?? '';
  expect(seen).toContain(`data: {"about":"phone","userId":"${userId}"}`);
  stop.abort();
});

test('an ID token for a phone, as a LIFF page would have it', async () => {
  const { userId } = await makePhone('มะลิ');
  const { body } = await ask<{ id_token: string }>(`/phones/${userId}/id-token`, 'POST', { nonce: 'n' });
  const { login } = platform.simulator;
  expect(login.verify({ id_token: body.id_token, client_id: login.channel.id, nonce: 'n' })).toMatchObject({
    claims: { sub: userId },
  });
});
