import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import { anIncident } from '../support/an-incident.ts';
import { signIn } from '../support/officer.ts';
import { aPhoto, CAMERA, HIDDEN_PLACE } from '../support/reporter-files.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
const write = (id: string, text: string, more: object = {}) =>
  officer.post(`/api/v1/incidents/${id}/messages`, { text, ...more });
const PHOTO = await aPhoto();

test('messages go both ways, live, and show whether LINE has accepted them', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(officer).happens();
  const live = officer.follow((await officer.queue()).cursor);
  await phone.sendText('เขาอยู่หน้าบ้าน');
  const received = await live.waitFor((event) => event.event === 'chat-message');
  expect(received).toMatchObject({
    incidentId: id,
    message: { from: 'reporter', text: 'เขาอยู่หน้าบ้าน', delivery: null },
  });
  await phone.waitForMessage('ส่งถึงเจ้าหน้าที่แล้ว');

  const sent = await write(id, 'ล็อกประตูไว้ กำลังไป');
  expect(sent.body.messages.at(-1)).toMatchObject({ from: 'officer', delivery: 'pending', text: 'ล็อกประตูไว้ กำลังไป' });
  const shown = await phone.waitForMessage('ล็อกประตูไว้ กำลังไป');
  expect(shown.message?.sender).toEqual({ name: 'สภ.เมืองพิษณุโลก' });
  const accepted = await live.waitFor((event) => event.event === 'chat-message' && event.message.delivery === 'sent');
  expect(accepted).toMatchObject({ message: { text: 'ล็อกประตูไว้ กำลังไป' } });
});

test('what LINE does not accept is shown as not delivered, and a system alert is raised', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(officer).happens();
  await phone.waitForMessage('8 นาที');
  const nationalCentre = await system.officer('desk1300');
  system.line.faults.set({ answer: 'monthly-limit-429', answerTimes: 1 });
  await write(id, 'ข้อความเมื่อโควตาหมด');
  const operators = async () =>
    (await nationalCentre.get<{ systemAlerts: { kind: string; count: number }[] }>('/api/v1/system-alerts')).body
      .systemAlerts;
  await expect.poll(async () => (await operators()).map(({ kind }) => kind)).toContain('line/quota-exhausted');
  expect((await officer.detail(id)).messages.at(-1)).toMatchObject({ delivery: 'pending' });
  // Replies are free even without quota, and deliver pending messages as well.
  await phone.sendText('มีใครอยู่ไหม');
  await phone.waitForMessage('ข้อความเมื่อโควตาหมด');
  await expect
    .poll(async () => (await officer.detail(id)).messages.find(({ from }) => from === 'officer')?.delivery)
    .toBe('sent');
});

test('a photo is fetched, shown to those who may see it, refused to everybody else, and erased when it is unsent', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(officer).happens();
  const { messageId = '' } = await phone.sendImage(PHOTO);
  const url = async () => (await officer.detail(id)).messages.find(({ kind }) => kind === 'image')?.attachmentUrl;
  await expect.poll(url).toMatch(new RegExp(`^/api/v1/incidents/${id}/attachments/`));
  const path = (await url()) ?? '';
  const show = (cookie: string, where = path) => fetch(system.url + where, { headers: { cookie } });

  const shown = await show(officer.cookie);
  const bytes = Buffer.from(await shown.arrayBuffer());
  expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
  for (const hidden of [CAMERA, HIDDEN_PLACE.text, 'Exif']) expect(bytes.includes(hidden)).toBe(false);
  expect(shown.headers.get('content-type')).toBe('image/jpeg');
  expect(shown.headers.get('content-security-policy')).toContain('sandbox');
  expect(shown.headers.get('cache-control')).toBe('no-store');
  expect(shown.headers.get('content-disposition')).toMatch(/^inline; filename="[0-9a-f-]{36}\.jpg"/);

  // Whatever is wrong with a link, the answer is the same, so it reveals nothing about what exists.
  const other = await anIncident(system).happens();
  const again = await signIn(system.url, 'duty1@demo.ess.example');
  const wrong = [
    show(officer.cookie, path.replace(/\?.*$/, '')),
    show(officer.cookie, path.replace(/signature=..../, 'signature=AAAA')),
    show(officer.cookie, path.replace(/until=\d+/, 'until=99999999999999')),
    show(officer.cookie, path.replace(/until=\d+/, 'until=soon')),
    show(officer.cookie, path.replace(id, other.id)),
    show(officer.cookie, path.replace(/attachments\/[^?]+/, `attachments/${randomUUID()}`)),
    show(again.cookie),
    ...['duty2', 'duty-bangkok', 'duty-wangthong'].map(async (name) => show((await system.officer(name)).cookie)),
  ];
  const answers = await Promise.all(wrong.map(async (one) => (await one).text()));
  expect(new Set(answers).size).toBe(1);
  expect(JSON.parse(answers[0] ?? '')).toMatchObject({ status: 404, code: 'incident/attachment-not-found' });
  expect((await show('')).status).toBe(401);
  system.clock.advance(7 * 60_000);
  expect(await (await show(officer.cookie)).json()).toMatchObject({ code: 'incident/attachment-not-found' });
  const fresh = (await url()) ?? '';
  expect((await show(officer.cookie, fresh)).status).toBe(200);

  await phone.unsend(messageId);
  await expect.poll(url).toBeNull();
  expect(await (await show(officer.cookie, fresh)).json()).toMatchObject({ code: 'incident/attachment-not-found' });
});

test('a file that is no picture, video or sound is not stored, and the chat shows that it was refused', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(officer).happens();
  const live = officer.follow((await officer.queue()).cursor);
  await phone.sendFile('จดหมายขู่.html', Buffer.from('<!doctype html><script>alert(1)</script>'));
  const refused = await live.waitFor((event) => event.event === 'chat-message' && event.message.attachment !== null);
  expect(refused).toMatchObject({ message: { kind: 'file', attachmentUrl: null, attachment: { refusal: 'type' } } });
  const [message] = (await officer.detail(id)).messages;
  expect(message).toMatchObject({ attachmentUrl: null, attachment: { refusal: 'type', bytes: null } });
});

test('when a message is unsent, its text is erased and the fact stays', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(officer).happens();
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
  const { id, phone } = await anIncident(system).acknowledgedBy(officer).happens();
  await phone.block();
  const unreachable = async () => (await officer.detail(id)).reports.map((each) => each.unreachable);
  await expect.poll(unreachable).toEqual([true]);
  await phone.unblock();
  await expect.poll(unreachable).toEqual([false]);
  const kinds = (await officer.detail(id)).timeline.map(({ kind }) => kind);
  expect(kinds.slice(-2)).toEqual(['reporter-blocked', 'reporter-returned']);
});

test('a report of another incident is not written to', async () => {
  const [one, two] = [await anIncident(system).happens(), await anIncident(system).happens()];
  const reportId = two.detail.reports[0]?.reportId;
  expect(await write(one.id, 'ถึงใคร', { reportId })).toMatchObject({
    status: 404,
    body: { code: 'incident/report-not-found' },
  });
  expect((await officer.detail(two.id)).messages).toEqual([]);
});

test('text that can not be stored is refused, not stored in part', async () => {
  const { id } = await anIncident(system).happens();
  for (const text of ['', '   ', 'ก'.repeat(2001), 'a\u0000b', 'half \ud83d of a pair']) {
    expect(await officer.post<Problem>(`/api/v1/incidents/${id}/messages`, { text })).toMatchObject({
      status: 400,
      body: { code: 'request/invalid', errors: [{ path: '/text' }] },
    });
  }
  expect((await officer.detail(id)).messages).toEqual([]);
});
