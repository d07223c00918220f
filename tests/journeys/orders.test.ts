import { afterAll, beforeEach, expect, test } from 'vitest';
import type { ChannelNews } from '../../contract/alerting.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Assignment, Jobs, UnitSuggestions, Units } from '../../contract/units.ts';
import { listNotifications } from '../../server/capabilities/alerting/index.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { jobsFor } from '../support/a-unit.ts';
import { getDemoPerson, linkLine, waitForNotification } from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import { startGatewayMachine } from '../support/gateway-machine.ts';
import { until } from '../support/officer.ts';
import { startPushService } from '../support/push-service.ts';
import { openTestSystem } from '../support/test-system.ts';

// The patrol's page is closed in all these tests, so whatever arrives comes by a channel.
const system = await openTestSystem({ staffLine: true, escalation: 'off' });
const [push, machine] = [await startPushService(), await startGatewayMachine()];
afterAll(() => Promise.all([push.stop(), machine.stop()]));
const [duty, boss, patrol] = [
  await system.officer('duty1'),
  await system.officer('superintendent'),
  await system.officer('patrol1'),
];
const { units } = (await duty.get<Units>('/api/v1/units')).body;
const unit = units.find(({ callSign }) => callSign === 'สายตรวจ 1');
const empty = units.find(({ callSign }) => callSign === 'สายตรวจ 3');
const [who, sender, head] = [
  await getDemoPerson(system, 'patrol1'),
  await getDemoPerson(system, 'duty1'),
  await getDemoPerson(system, 'superintendent'),
];
const chat = await linkLine(patrol, system.line.phone('Patrol'));
const phone = push.browser('patrol');
await patrol.post('/api/v1/me/channels/browsers', { ...phone.subscription, label: 'โทรศัพท์', language: 'th' });

const sent = async (id: string, rest: object = {}) => {
  const answer = await duty.post(`/api/v1/incidents/${id}/units`, { unitId: unit?.id, ...rest });
  expect(answer.status).toBe(200);
};
const orderOf = async (id: string) => (await jobsFor(duty, id)).at(-1)?.order;
const pushed = (kind: string, code: string) =>
  until(() => phone.received.find(({ payload }) => payload.kind === kind && payload.code === code)?.payload);
/** Lets the given seconds pass and the scheduled jobs run. */
const pass = (seconds: number) => system.pass(seconds * 1000);

beforeEach(async () => {
  push.answerWith(() => 201);
  await sql`UPDATE units.assignments SET status = 'done', ended_at = now() WHERE ended_at IS NULL`.execute(
    system.owner,
  );
  await sql`UPDATE units.orders SET next_step = NULL, next_due_at = NULL`.execute(system.owner);
});

test('an order reaches a locked phone and LINE with type, place and button, also in quiet hours', async () => {
  const bangkok = new Date(system.clock.now().getTime() + 7 * 3600_000).getUTCHours();
  const hour = (ahead: number) => `${String((bangkok + ahead + 24) % 24).padStart(2, '0')}:00`;
  const quiet = { from: hour(-1), until: hour(2) };
  await patrol.post('/api/v1/me/channels/settings', { webPush: true, line: true, quiet });
  const { id, code } = await anIncident(system).silent().acknowledgedBy(duty).happens();
  await sent(id);
  const payload = await pushed('order', code);
  expect(payload).toMatchObject({ silent: true, unit: 'สายตรวจ 1', incidentId: id });
  expect(payload.order).toEqual([expect.stringContaining('ทำร้าย'), expect.stringMatching(/ต\..+ อ\..+ จ\.พิษณุโลก/)]);
  const card = await chat.waitForMessage(code);
  expect(card.text).toContain('คำสั่ง ให้ไปที่เหตุ');
  expect(card.text).toContain('ห้ามโทรหาผู้แจ้ง ห้ามเปิดไซเรน');
  expect(card.text).toMatch(/ต\..+ อ\./);
  expect(await orderOf(id)).toMatchObject({ kind: 'order', state: 'sent', seenAt: null });

  await chat.tapFlexButton('รับทราบคำสั่ง');
  await chat.waitForMessage('สถานีเห็นแล้ว');
  expect(await orderOf(id)).toMatchObject({ state: 'acknowledged', acknowledgedAt: expect.any(String) });
  const actions = await rows(
    system.owner,
    sql`SELECT origin FROM audit.entries WHERE action = 'alerting/acknowledge-order' AND actor_id = ${who.personId}`,
  );
  expect(actions).toEqual([{ origin: 'line-staff' }]);
  await patrol.post('/api/v1/me/channels/settings', { webPush: true, line: true, quiet: null });
});

test('the button on the lock screen acknowledges for its recipient only; a page that shows the job counts as seen', async () => {
  const { id, code } = await anIncident(system).acknowledgedBy(duty).happens();
  await sent(id);
  const { alertId } = await pushed('order', code);
  await duty.post('/api/v1/me/orders/acknowledge', { alertId });
  expect(await orderOf(id)).toMatchObject({ state: 'sent' });
  await patrol.post('/api/v1/me/notifications/seen', { incidentIds: [id] });
  expect(await orderOf(id)).toMatchObject({ state: 'seen', seenAt: expect.any(String) });
  await patrol.post('/api/v1/me/orders/acknowledge', { alertId });
  expect(await orderOf(id)).toMatchObject({ state: 'acknowledged' });
  const before = phone.received.length;
  await pass(61);
  expect(phone.received).toHaveLength(before);
});

test('unseen after 30 s it is sent by the unwanted channels too; after 60 s its sender and the head are notified', async () => {
  await patrol.post('/api/v1/me/channels/settings', { webPush: true, line: false, quiet: null });
  const { id: gatewayId, secret } = (
    await boss.post<{ id: string; secret: string }>(`/api/v1/agencies/${who.agencyId}/gateways`, {
      name: 'วิทยุ',
      url: machine.url,
      called: 'when-others-fail',
    })
  ).body;
  machine.setSecret(secret);
  const { id, code } = await anIncident(system).acknowledgedBy(duty).happens();
  await sent(id);
  await pushed('order', code);
  expect(chat.messages().filter(({ text }) => text.includes(code))).toEqual([]);

  await pass(31);
  const card = await chat.waitForMessage(code);
  expect(card.text).toContain('ยังไม่มีใครเปิดดูคำสั่งนี้');
  const call = await until(() => machine.calls.find(({ body }) => body.kind === 'order'));
  expect(call).toMatchObject({ isSigned: true, body: { unit: 'สายตรวจ 1', incident: { code } } });
  expect(String(call.body.text)).toContain('สายตรวจ 1');

  await pass(31);
  for (const { personId } of [sender, head]) {
    await waitForNotification(system, id, (one) => one.kind === 'order-unseen' && one.personId === personId);
  }
  expect(await orderOf(id)).toMatchObject({ state: 'unseen', senderNotifiedAt: expect.any(String) });
  // Each step happens once, however long it takes.
  await pass(120);
  const all = await listNotifications(system.owner, [id]);
  expect(new Set(all.filter(({ kind }) => kind === 'order').map(({ alertId }) => alertId)).size).toBe(2);
  expect(new Set(all.filter(({ kind }) => kind === 'order-unseen').map(({ alertId }) => alertId)).size).toBe(1);

  // The crew has reacted: nothing follows any more.
  const unseenNews = async () => {
    const { notifications } = (await duty.get<ChannelNews>('/api/v1/me/channels/health')).body;
    return notifications.filter(({ kind, incidentId }) => kind === 'order-unseen' && incidentId === id);
  };
  expect(await unseenNews()).toHaveLength(1);
  const [job] = await jobsFor(duty, id);
  await patrol.post<Assignment>(`/api/v1/assignments/${job?.id}/en-route`);
  expect(await unseenNews()).toEqual([]);

  await boss.post(`/api/v1/agencies/${who.agencyId}/gateways/${gatewayId}/remove`, {});
  await patrol.post('/api/v1/me/channels/settings', { webPush: true, line: true, quiet: null });
});

test('a step of the job proves that the order was read: nothing more follows', async () => {
  const { id } = await anIncident(system).acknowledgedBy(duty).happens();
  await sent(id);
  const [job] = await jobsFor(duty, id);
  await patrol.post<Assignment>(`/api/v1/assignments/${job?.id}/en-route`);
  expect(await orderOf(id)).toMatchObject({ state: 'acknowledged' });
  await pass(61);
  const kinds = (await listNotifications(system.owner, [id])).map(({ kind }) => kind);
  expect(kinds).not.toContain('order-unseen');
});

test('a withdrawal, a second job and a message while on the way reach a closed page', async () => {
  const { id, code, phone: reporter } = await anIncident(system).acknowledgedBy(duty).happens();
  await sent(id);
  const [job] = await jobsFor(duty, id);
  await patrol.post<Assignment>(`/api/v1/assignments/${job?.id}/en-route`);
  await reporter.sendText('เขากลับมาแล้ว');
  const { alertId: message } = await pushed('reporter-message', code);
  // Another message while the first is unseen raises no alert; after it was seen it does.
  await reporter.sendText('รีบมา');
  await patrol.post('/api/v1/me/orders/acknowledge', { alertId: message });
  await reporter.sendText('อยู่หลังบ้าน');
  await until(
    () => phone.received.filter(({ payload }) => payload.kind === 'reporter-message').length === 2 || undefined,
  );

  const second = await anIncident(system).acknowledgedBy(duty).happens();
  await sent(second.id, { queue: true });
  await pushed('order-next', second.code);

  await duty.post(`/api/v1/incidents/${id}/units/${unit?.id}/withdraw`, { reason: 'ส่งชุดอื่น' });
  const { alertId } = await pushed('order-withdrawn', code);
  await chat.waitForMessage('ไม่ต้องไปแล้ว');
  const { withdrawn } = (await patrol.get<Jobs>('/api/v1/me/assignments')).body;
  expect(withdrawn).toMatchObject([{ alertId, code }]);
  await patrol.post('/api/v1/me/orders/acknowledge', { alertId });
  expect((await patrol.get<Jobs>('/api/v1/me/assignments')).body.withdrawn).toEqual([]);
});

test('a unit with nobody on duty is not suggested, and not sent by id or by name', async () => {
  const { id, phone: reporter } = await anIncident(system).acknowledgedBy(duty).happens();
  const suggest = async () => (await duty.get<UnitSuggestions>(`/api/v1/incidents/${id}/unit-suggestions`)).body;
  const callSigns = (await suggest()).suggestions.map(({ callSign }) => callSign);
  expect(callSigns).toContain('สายตรวจ 1');
  expect(callSigns).not.toContain('สายตรวจ 3');
  expect((await suggest()).withoutCrew).toContain('สายตรวจ 3');
  const refused = { status: 409, body: { code: 'units/without-crew', params: { unit: 'สายตรวจ 3' } } };
  expect(await duty.post<Problem>(`/api/v1/incidents/${id}/units`, { unitId: empty?.id })).toMatchObject(refused);
  for (const asked of [{ unitId: empty?.id }, { unitName: 'สายตรวจ 3' }]) {
    expect(await duty.post<Problem>(`/api/v1/incidents/${id}/assign`, asked)).toMatchObject(refused);
  }
  // When its last member checks out the unit is no longer available.
  await patrol.post('/api/v1/me/duty/check-out', { agencyId: who.agencyId });
  expect((await suggest()).withoutCrew).toContain('สายตรวจ 1');
  expect((await duty.post(`/api/v1/incidents/${id}/units`, { unitId: unit?.id })).status).toBe(409);
  const named = { unitName: 'รถยืม', officerIds: [who.personId] };
  expect((await duty.post<Problem>(`/api/v1/incidents/${id}/assign`, named)).body.code).toBe('units/without-crew');
  await patrol.post('/api/v1/me/duty/check-in', { agencyId: who.agencyId, post: 'patrol-unit' });
  expect((await suggest()).withoutCrew).not.toContain('สายตรวจ 1');
  expect(reporter.messages().filter(({ text }) => text.includes('ออกเดินทาง'))).toEqual([]);
});

test('an officer assigned by name gets orders like a crew', async () => {
  const { id, code } = await anIncident(system).acknowledgedBy(duty).happens();
  await duty.post(`/api/v1/incidents/${id}/assign`, { unitName: 'รถยืม', officerIds: [who.personId] });
  expect(await pushed('order', code)).toMatchObject({ unit: 'รถยืม' });
  await duty.post(`/api/v1/incidents/${id}/officers`, { officerIds: [] });
  await pushed('order-withdrawn', code);
});

test('a crew calls for back-up: station and control room are alerted at once, and see it on timeline and screens', async () => {
  const { id, code } = await anIncident(system).acknowledgedBy(duty).happens();
  await sent(id);
  const [job] = await jobsFor(duty, id);
  await patrol.post(`/api/v1/assignments/${job?.id}/on-scene`);
  // Pressed two minutes ago without signal, and sent by the outbox now.
  system.clock.advance(120_000);
  const happenedAt = new Date(system.clock.now().getTime() - 90_000).toISOString();
  const called = await patrol.post(`/api/v1/assignments/${job?.id}/back-up`, { happenedAt, note: 'มีอาวุธ' });
  expect(called).toMatchObject({ status: 200, body: { status: 'on-scene' } });
  const centre = await getDemoPerson(system, 'centre191');
  for (const { personId } of [sender, centre]) {
    await waitForNotification(system, id, (one) => one.kind === 'back-up' && one.personId === personId);
  }
  const { timeline, incident } = await duty.detail(id);
  expect(timeline.find(({ kind }) => kind === 'unit-back-up')?.details).toEqual({
    unitName: 'สายตรวจ 1',
    note: 'มีอาวุธ',
    happenedAt,
  });
  expect(incident.status).toBe('on-scene');
  const news = async () => (await duty.get<ChannelNews>('/api/v1/me/channels/health')).body.notifications;
  const [shown] = (await news()).filter(({ kind }) => kind === 'back-up');
  expect(shown).toMatchObject({ unitName: 'สายตรวจ 1', code, incidentId: id });
  // Showing the incident does not count as reading the call for back-up.
  await duty.post('/api/v1/me/notifications/seen', { incidentIds: [id] });
  expect((await news()).some(({ kind }) => kind === 'back-up')).toBe(true);
  await duty.post('/api/v1/me/notifications/seen', { notificationId: shown?.id });
  expect((await news()).some(({ kind }) => kind === 'back-up')).toBe(false);
  const actions = await rows(system.owner, sql`SELECT 1 FROM audit.entries WHERE action = 'units/back-up'`);
  expect(actions).toHaveLength(1);

  // A note is not a step; one for another unit's job, or an ended job, is refused.
  expect((await patrol.post(`/api/v1/assignments/${job?.id}/note`, { note: 'คุมตัวได้แล้ว' })).status).toBe(200);
  expect((await duty.detail(id)).timeline.at(-1)).toMatchObject({
    kind: 'unit-note',
    details: { unitName: 'สายตรวจ 1', note: 'คุมตัวได้แล้ว' },
  });
  expect((await jobsFor(duty, id))[0]?.status).toBe('on-scene');
  const other = await system.officer('patrol2');
  expect((await other.post(`/api/v1/assignments/${job?.id}/back-up`)).status).toBe(404);
  expect((await duty.post(`/api/v1/assignments/${job?.id}/back-up`)).status).toBe(403);
  await patrol.post(`/api/v1/assignments/${job?.id}/done`, { disposition: 'arrest' });
  expect((await patrol.post<Problem>(`/api/v1/assignments/${job?.id}/back-up`)).body.code).toBe(
    'units/assignment-changed',
  );
});
