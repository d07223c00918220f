import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import { anIncident } from '../support/an-incident.ts';
import { openHouse } from '../support/whole-house.ts';

const house = await openHouse();
const officer = await house.officer('duty1');
const write = (id: string, text: string, more: object = {}) =>
  officer.post(`/api/v1/incidents/${id}/messages`, { text, ...more });
/** The first bytes of a JPEG; enough for a file that is kept and given back as it is. */
const PHOTO = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

test('words go both ways, live, and say whether LINE has taken them', async () => {
  const { id, phone } = await anIncident(house).acknowledgedBy(officer).happens();
  const live = officer.follow((await officer.queue()).cursor);
  await phone.sendText('เขาอยู่หน้าบ้าน');
  const heard = await live.waitFor((event) => event.event === 'chat-message');
  expect(heard).toMatchObject({ incidentId: id, message: { from: 'reporter', text: 'เขาอยู่หน้าบ้าน', delivery: null } });
  await phone.waitForMessage('ส่งถึงเจ้าหน้าที่แล้ว');

  const sent = await write(id, 'ล็อกประตูไว้ กำลังไป');
  expect(sent.body.messages.at(-1)).toMatchObject({ from: 'officer', delivery: 'owed', text: 'ล็อกประตูไว้ กำลังไป' });
  await phone.waitForMessage('ล็อกประตูไว้ กำลังไป');
  const taken = await live.waitFor((event) => event.event === 'chat-message' && event.message.delivery === 'accepted');
  expect(taken).toMatchObject({ message: { text: 'ล็อกประตูไว้ กำลังไป' } });
});

test('what LINE refuses for good is shown as not delivered, and an operator is alarmed', async () => {
  const { id, phone } = await anIncident(house).acknowledgedBy(officer).happens();
  await phone.waitForMessage('8 นาที');
  const desk = await house.officer('desk1300');
  house.line.faults.set({ answer: 'monthly-limit-429', answerTimes: 1 });
  await write(id, 'ข้อความเมื่อโควตาหมด');
  const operators = async () =>
    (await desk.get<{ alarms: { kind: string; count: number }[] }>('/api/v1/operator-alarms')).body.alarms;
  await expect.poll(async () => (await operators()).map(({ kind }) => kind)).toContain('line/quota-exhausted');
  expect((await officer.detail(id)).messages.at(-1)).toMatchObject({ delivery: 'owed' });
  // Quota or not: an answer to what the reporter does is free, and takes along what is owed.
  await phone.sendText('มีใครอยู่ไหม');
  await phone.waitForMessage('ข้อความเมื่อโควตาหมด');
  await expect
    .poll(async () => (await officer.detail(id)).messages.find(({ from }) => from === 'officer')?.delivery)
    .toBe('accepted');
});

test('a photo is fetched, shown to who may see it, refused to everybody else, and gone when it is taken back', async () => {
  const { id, phone } = await anIncident(house).acknowledgedBy(officer).happens();
  const { messageId = '' } = await phone.sendImage(PHOTO);
  const url = async () => (await officer.detail(id)).messages.find(({ kind }) => kind === 'image')?.attachmentUrl;
  await expect.poll(url, { timeout: 10_000 }).toMatch(new RegExp(`^/api/v1/incidents/${id}/attachments/`));
  const path = (await url()) ?? '';
  const show = (cookie: string, where = path) => fetch(house.url + where, { headers: { cookie } });

  const shown = await show(officer.cookie);
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(PHOTO);
  expect(shown.headers.get('content-type')).toBe('image/jpeg');
  expect(shown.headers.get('content-security-policy')).toContain('sandbox');
  expect(shown.headers.get('cache-control')).toContain('private');

  for (const name of ['duty-bangkok', 'duty-wangthong']) {
    const refused = await show((await house.officer(name)).cookie);
    expect(refused.status).toBe(404);
    expect(await refused.json()).toMatchObject({ code: 'incident/not-found' });
  }
  expect((await show('')).status).toBe(401);
  const other = await anIncident(house).happens();
  const crossed = await show(officer.cookie, path.replace(id, other.id));
  expect(await crossed.json()).toMatchObject({ status: 404, code: 'incident/attachment-not-found' });
  const unknown = await show(officer.cookie, path.replace(/[^/]+$/, randomUUID()));
  expect(unknown.status).toBe(404);

  await phone.unsend(messageId);
  await expect.poll(url).toBeNull();
  expect(await (await show(officer.cookie)).json()).toMatchObject({ code: 'incident/attachment-not-found' });
});

test('taken back, the words are gone and the fact stays', async () => {
  const { id, phone } = await anIncident(house).acknowledgedBy(officer).happens();
  const { messageId = '' } = await phone.sendText('ชื่อเขาคือ ก. นามสมมติ');
  await expect.poll(async () => (await officer.detail(id)).messages.length).toBe(1);
  const live = officer.follow((await officer.queue()).cursor);
  await phone.unsend(messageId);
  const erased = await live.waitFor((event) => event.event === 'chat-message');
  expect(erased).toMatchObject({ message: { text: null, unsentAt: expect.any(String) } });
  const after = await officer.detail(id);
  expect(after.messages).toMatchObject([{ from: 'reporter', text: null, kind: 'text' }]);
  expect(after.timeline.at(-1)).toMatchObject({ kind: 'message-unsent' });
  expect(JSON.stringify(after)).not.toContain('นามสมมติ');
});

test('a reporter who blocked the account is shown as unreachable, and as back when they return', async () => {
  const { id, phone } = await anIncident(house).acknowledgedBy(officer).happens();
  await phone.block();
  const unreachable = async () => (await officer.detail(id)).reports.map((each) => each.unreachable);
  await expect.poll(unreachable).toEqual([true]);
  await phone.unblock();
  await expect.poll(unreachable).toEqual([false]);
  const kinds = (await officer.detail(id)).timeline.map(({ kind }) => kind);
  expect(kinds.slice(-2)).toEqual(['reporter-blocked', 'reporter-returned']);
});

test('a report that is not of this incident is not written to', async () => {
  const [one, two] = [await anIncident(house).happens(), await anIncident(house).happens()];
  const reportId = two.detail.reports[0]?.reportId;
  expect(await write(one.id, 'ถึงใคร', { reportId })).toMatchObject({
    status: 404,
    body: { code: 'incident/report-not-found' },
  });
  expect((await officer.detail(two.id)).messages).toEqual([]);
});

test('words that can not be kept are refused, not half kept', async () => {
  const { id } = await anIncident(house).happens();
  for (const text of ['', '   ', 'ก'.repeat(2001), 'a\u0000b', 'half \ud83d of a pair']) {
    expect(await officer.post<Problem>(`/api/v1/incidents/${id}/messages`, { text })).toMatchObject({
      status: 400,
      body: { code: 'request/invalid', errors: [{ path: '/text' }] },
    });
  }
  expect((await officer.detail(id)).messages).toEqual([]);
});
