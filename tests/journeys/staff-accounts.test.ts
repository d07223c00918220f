import { afterAll, expect, test } from 'vitest';
import { STAFF_SECRETS, until } from '#support/line-stage';
import { aTextEvent, aUserId, postWebhook } from '#support/line-webhook';
import { openTestSystem } from '#support/test-system';
import { createSimulator } from '../../simulator/simulator.ts';

const secrets = { channelSecret: 'secret-of-this-test', channelAccessToken: 'token-of-this-test' };
const simulator = createSimulator({
  channels: [
    { key: 'public', ...secrets },
    { key: 'staff', ...STAFF_SECRETS },
  ],
});
const base = await simulator.start();
afterAll(() => simulator.stop());
const system = await openTestSystem({
  config: { line: { ...secrets, apiBase: base, dataApiBase: base, staff: STAFF_SECRETS } },
});
const lineUserId = aUserId('5');
const sent = () => JSON.stringify(simulator.outbound);
const write = (text: string, source: object = { type: 'user', userId: lineUserId }) =>
  postWebhook(
    system.url,
    { destination: aUserId('0'), events: [aTextEvent(lineUserId, text, { source })] },
    { secret: STAFF_SECRETS.channelSecret, path: '/webhook/line-staff' },
  );

test('a code from the console, sent to the staff account, links the officer; in a group it does nothing', async () => {
  const officer = await system.officer('duty1');
  const { body } = await officer.post<{ code: string }>('/api/v1/me/line-link/code', {});
  await write(body.code, { type: 'group', groupId: `C${'5'.repeat(32)}`, userId: lineUserId });
  await write('สวัสดี');
  await until(() => sent().includes('บัญชีของฉัน'));
  expect(sent()).not.toContain('เชื่อมบัญชีเรียบร้อย');
  await write(body.code);
  await until(() => sent().includes('เชื่อมบัญชีเรียบร้อย'));
  const { body: protection } = await officer.get<{ line: unknown }>('/api/v1/me/protection');
  expect(protection.line).toMatchObject({ linkedAt: expect.any(String) });
});

test('a disabled person is refused by every route, and their open live stream ends', async () => {
  const [administrator, officer] = [await system.officer('administrator'), await system.officer('duty2')];
  const { body: me } = await officer.get<{ id: string }>('/api/v1/me');
  const stream = await fetch(`${system.url}/api/v1/live`, { headers: { cookie: officer.cookie } });
  expect(stream.status).toBe(200);
  // Resolves when the server closes the stream; otherwise the test times out.
  const ended = stream.text();
  expect((await administrator.post(`/api/v1/people/${me.id}/disable`, {})).status).toBe(200);
  expect((await officer.get('/api/v1/me')).status).toBe(401);
  await ended;
  expect((await administrator.post(`/api/v1/people/${me.id}/enable`, {})).status).toBe(200);
});
