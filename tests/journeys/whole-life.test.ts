import { expect, test } from 'vitest';
import { anIncident } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
const post = (id: string, name: string, body: object = {}, by = officer) =>
  by.post(`/api/v1/incidents/${id}/${name}`, body);

test('from the report to the end: each step is shown on the phone, in the timeline and in the status', async () => {
  const { id, code, phone } = await anIncident(system).happens();
  await phone.waitForMessage('ส่งเรื่องให้ สภ.เมืองพิษณุโลก แล้ว');

  const steps: [string, object, string, string][] = [
    ['acknowledge', { etaMinutes: 8 }, 'acknowledged', '8 นาที'],
    ['eta', { etaMinutes: 11 }, 'acknowledged', 'เวลาถึงเปลี่ยน'],
    ['assign', { unitName: 'สายตรวจ 12' }, 'unit-assigned', ''],
    ['en-route', { etaMinutes: 6 }, 'en-route', 'ออกเดินทางแล้ว'],
    ['on-scene', { note: 'พบผู้แจ้ง' }, 'on-scene', 'ถึงที่เกิดเหตุแล้ว'],
    ['resolve', { disposition: 'handled', note: 'ไกล่เกลี่ยแล้ว' }, 'resolved', 'ช่วยเหลือเรียบร้อยแล้ว'],
    ['close', {}, 'closed', 'ให้คะแนน'],
  ];
  let version = (await officer.detail(id)).incident.version;
  for (const [name, body, status, text] of steps) {
    const answer = await post(id, name, body);
    expect(answer, name).toMatchObject({ status: 200, body: { incident: { status } } });
    expect(answer.body.incident.version, name).toBeGreaterThan(version);
    version = answer.body.incident.version;
    if (text) await phone.waitForMessage(text);
  }
  const ended = await officer.detail(id);
  expect(ended).toMatchObject({
    disposition: 'handled',
    dispositionNote: 'ไกล่เกลี่ยแล้ว',
    actions: ['reopen', 'type', 'safety-notes', 'messages', 'findings'],
  });
  expect(ended.timeline.map(({ kind }) => kind).filter((kind) => kind !== 'phone-added')).toEqual([
    'opened',
    'alerted',
    'acknowledged',
    'eta-changed',
    'unit-assigned',
    'en-route',
    'on-scene',
    'resolved',
    'closed',
    // Handled violence has a victim, unless an officer says otherwise.
    'handed-over',
  ]);
  expect((await officer.queue()).incidents.map((each) => each.id)).not.toContain(id);
  expect(ended.incident.code).toBe(code);
  await phone.tapQuickReply('5 ดาว');
  await phone.waitForMessage('บันทึกแล้ว');
});

test('a unit assigned at once, without an ETA, is an answer: the reporter is notified', async () => {
  const { id, phone } = await anIncident(system).happens();
  expect((await post(id, 'assign', { unitName: 'สายตรวจ 2' })).body.incident.acknowledgedBy).not.toBeNull();
  await phone.waitForMessage('รับเหตุแล้ว');
  await phone.sendText('สถานะ');
  await phone.waitForMessage('เจ้าหน้าที่รับเหตุแล้ว');
});

test('what the state does not allow is refused, changes nothing and notifies nobody', async () => {
  const { id, phone } = await anIncident(system).resolvedBy(officer).closedBy(officer).happens();
  await phone.waitForMessage('ให้คะแนน');
  const before = await officer.detail(id);
  const shown = phone.messages().length;
  for (const [name, body] of [
    ['acknowledge', { etaMinutes: 5 }],
    ['assign', { unitName: 'สายตรวจ 1' }],
    ['en-route', {}],
    ['on-scene', {}],
    ['resolve', { disposition: 'arrest' }],
    ['close', {}],
    ['cancel', {}],
    ['eta', { etaMinutes: 5 }],
  ] as const) {
    expect(await post(id, name, body), name).toMatchObject({
      status: 409,
      body: { code: 'incident/change-not-allowed', params: { status: 'closed' } },
    });
  }
  const after = await officer.detail(id);
  expect(after.incident).toEqual(before.incident);
  expect(after.timeline).toEqual(before.timeline);
  expect(phone.messages()).toHaveLength(shown);
});

test('an officer may cancel only after the reporter asked to, and not after they withdrew it', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(officer).happens();
  expect(await post(id, 'cancel')).toMatchObject({ status: 409, body: { code: 'incident/change-not-allowed' } });
  const ask = async (answer: string) => {
    const { messageId = '0' } = await phone.sendText('ยกเลิก');
    await phone.waitForMessage('ยกเลิกเพราะอะไร', { after: messageId });
    await phone.tap(answer);
  };
  await ask('ปลอดภัยแล้ว');
  await phone.waitForMessage('อาจไปดูเพื่อความแน่ใจ');
  const asked = await officer.sees((incident) => incident.id === id && incident.cancelRequestedAt !== null);
  expect(asked.status).toBe('acknowledged');
  expect(await officer.detail(id)).toMatchObject({
    cancelReason: 'safe-now',
    actions: expect.arrayContaining(['cancel']),
  });

  await ask('ไม่ ช่วยต่อ');
  await phone.waitForMessage('เราช่วยต่อ');
  await officer.sees((incident) => incident.id === id && incident.cancelRequestedAt === null);
  expect(await post(id, 'cancel')).toMatchObject({ status: 409 });

  await ask('กดผิด');
  await officer.sees((incident) => incident.id === id && incident.cancelRequestedAt !== null);
  expect(await post(id, 'cancel')).toMatchObject({ status: 200, body: { incident: { status: 'cancelled' } } });
  await phone.waitForMessage('เจ้าหน้าที่ยกเลิกเหตุ');
});

test('"nobody came" reopens it at the highest priority, is counted and rings again', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(officer).resolvedBy(officer).happens();
  const { cursor } = await officer.queue();
  const live = officer.follow(cursor);
  await phone.waitForMessage('ช่วยเหลือเรียบร้อยแล้ว');
  await phone.tap('ไม่มีใครมา');
  const alarm = await live.waitFor(
    (event) => event.event === 'incident-changed' && event.incident.status === 'reopened',
  );
  expect(alarm).toMatchObject({ incident: { id, priority: 'critical', acknowledgedAt: null, etaAt: null } });
  await phone.waitForMessage('เป็นเรื่องเร่งด่วนที่สุด');
  expect((await officer.detail(id)).timeline.at(-1)).toMatchObject({
    kind: 'reopened',
    by: null,
    details: { reason: 'nobody-came' },
  });
  expect((await post(id, 'acknowledge', { etaMinutes: 4 })).status).toBe(200);
  await phone.waitForMessage('4 นาที');
});

test('an officer reopens with a reason; the reporter is notified', async () => {
  const { id, phone } = await anIncident(system).resolvedBy(officer).closedBy(officer).happens();
  expect((await post(id, 'reopen', { reason: '' })).status).toBe(400);
  expect(await post(id, 'reopen', { reason: 'ผู้ก่อเหตุกลับมา' })).toMatchObject({
    status: 200,
    body: { incident: { status: 'reopened' } },
  });
  await phone.waitForMessage('เปิดเหตุ');
});
