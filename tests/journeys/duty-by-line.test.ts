import { afterAll, expect, test } from 'vitest';
import { STAFF_SECRETS, until } from '#support/line-stage';
import { aTextEvent, aUserId, postWebhook } from '#support/line-webhook';
import { openTestSystem } from '#support/test-system';
import type { MyDuty } from '../../contract/duty.ts';
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
const lineUserId = aUserId('6');
const sentTexts = () => JSON.stringify(simulator.outbound);
const write = (text: string, from = lineUserId) =>
  postWebhook(
    system.url,
    { destination: aUserId('0'), events: [aTextEvent(from, text, { source: { type: 'user', userId: from } })] },
    { secret: STAFF_SECRETS.channelSecret, path: '/webhook/line-staff' },
  );

test('a linked officer checks in and out by text; an account that is not linked does not', async () => {
  const officer = await system.officer('duty1');
  const mine = async () => (await officer.get<MyDuty>('/api/v1/me/duty')).body.agencies[0];
  const { body } = await officer.post<{ code: string }>('/api/v1/me/line-link/code', {});
  await write('เข้าเวร', aUserId('7'));
  await until(() => sentTexts().includes('บัญชีของฉัน'));
  await write(body.code);
  await until(() => sentTexts().includes('เชื่อมบัญชีเรียบร้อย'));
  expect((await mine())?.onDuty).toMatchObject({ presence: 'planned' });
  await write('เข้าเวร');
  await until(() => sentTexts().includes('บันทึกเข้าเวรแล้ว: สภ.เมืองพิษณุโลก'));
  expect((await mine())?.onDuty).toMatchObject({ presence: 'checked-in' });
  await write('เข้าเวร');
  await until(() => sentTexts().includes('คุณเข้าเวรอยู่แล้ว'));
  await write(' ออกเวร ');
  await until(() => sentTexts().includes('บันทึกออกเวรแล้ว'));
  expect((await mine())?.onDuty).toBeNull();
  await write('พร้อม');
  await until(() => sentTexts().includes('ตอนนี้คุณไม่ได้อยู่เวร'));
  // An unknown text gets an answer that says so.
  await write('ผมป่วยครับ');
  await until(() => sentTexts().includes('ไม่เข้าใจข้อความนี้'));
});

test('"ready, sir" from an officer on the roster checks them in', async () => {
  const officer = await system.officer('duty2');
  const mine = async () => (await officer.get<MyDuty>('/api/v1/me/duty')).body.agencies[0];
  const { body } = await officer.post<{ code: string }>('/api/v1/me/line-link/code', {});
  const other = aUserId('8');
  await write(body.code, other);
  await until(() => sentTexts().split('เชื่อมบัญชีเรียบร้อย').length > 2);
  const before = (await mine())?.onDuty?.presence;
  await write(before === 'planned' ? 'พร้อมครับ' : 'เข้าเวรครับผม', other);
  await expect.poll(async () => (await mine())?.onDuty?.presence).toBe('checked-in');
});
