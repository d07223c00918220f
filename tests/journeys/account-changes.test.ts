import { afterAll, expect, test } from 'vitest';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { channelsOf, getDemoPerson, linkLine, raiseAlert } from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import { type Officer, signIn, until } from '../support/officer.ts';
import { startPushService } from '../support/push-service.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ staffLine: true, escalation: 'off' });
const push = await startPushService();
afterAll(push.stop);
const MINUTE = 60_000;
const { password } = demonstration;
const enter = (name: string) => signIn(system.url, `${name}@demo.ess.example`);
const subscribe = (officer: Officer, browser: ReturnType<typeof push.browser>, more = {}) =>
  officer.post<{ code?: string }>('/api/v1/me/channels/browsers', {
    ...{ ...browser.subscription, label: 'โทรศัพท์', language: 'th' },
    ...more,
  });
const protectionOf = async (officer: Officer) =>
  (await officer.get<{ line: object | null }>('/api/v1/me/protection')).body;
/** Pushes to the browser about the account. */
const pushesTo = (browser: ReturnType<typeof push.browser>) =>
  browser.received.flatMap(({ payload }) => (payload.kind === 'account-changed' ? [String(payload.account)] : []));

test('signing out everywhere ends the LINE link and push subscriptions, with a last notification; then the chat is unknown', async () => {
  const officer = await enter('duty1');
  const who = await getDemoPerson(system, 'duty1');
  const chat = await linkLine(officer, system.line.phone('Somjai'));
  const phone = push.browser('phone');
  await subscribe(officer, phone);
  const incident = await anIncident(system).happens();
  await raiseAlert(system, { incidentId: incident.id, people: [who] });
  await chat.waitForMessage(incident.code);

  expect((await officer.post('/api/v1/me/sessions/end-others', {})).status).toBe(200);
  await chat.waitForMessage('LINE นี้ไม่ได้เชื่อมกับบัญชีเจ้าหน้าที่แล้ว');
  await until(() => pushesTo(phone).find((text) => text.includes('ออกจากระบบจากเครื่องอื่นแล้ว')));
  expect((await protectionOf(officer)).line).toBeNull();
  expect((await channelsOf(officer)).browsers).toEqual([]);

  const before = chat.messages().length;
  await chat.tap(`alert:ack:${incident.id}:5`);
  const refused = await until(() =>
    chat
      .messages()
      .slice(before)
      .find(({ from, text }) => from === 'bot' && text.includes('LINE นี้')),
  );
  expect(refused.text).toContain('ไม่ได้เชื่อมกับเจ้าหน้าที่');
  expect(refused.text).not.toMatch(/ES-|สภ\.|สมมติ/);
  expect((await officer.detail(incident.id)).incident.status).toBe('open');

  const later = await anIncident(system).happens();
  await raiseAlert(system, { incidentId: later.id, people: [who] });
  await officer.sees(({ id }) => id === later.id);
  expect(JSON.stringify(phone.received.map(({ payload }) => payload))).not.toContain(later.code);
  expect(JSON.stringify(chat.messages())).not.toContain(later.code);
});

test('with a recent proof the person can keep their links', async () => {
  const officer = await enter('duty2');
  await linkLine(officer, system.line.phone('Pracha'));
  system.clock.advance(11 * MINUTE);
  const endOthers = () => officer.post<{ code?: string }>('/api/v1/me/sessions/end-others', { keepLinks: true });
  expect((await endOthers()).body).toMatchObject({ code: 'access/re-authentication-needed' });
  await officer.post('/api/v1/me/re-authenticate', { password });
  expect((await endOthers()).status).toBe(200);
  expect((await protectionOf(officer)).line).not.toBeNull();
  const changed = { password: 'กระต่ายขาวกินแตงโมหน้าวัด', current: password };
  expect((await officer.post('/api/v1/me/password', { ...changed, keepLinks: true })).status).toBe(200);
  expect((await protectionOf(officer)).line).not.toBeNull();
  const back = { password: 'หน้าต่างสีเขียวสองบาน', current: changed.password };
  expect((await officer.post('/api/v1/me/password', back)).status).toBe(200);
  expect((await protectionOf(officer)).line).toBeNull();
});

test('an administrator who signs somebody out everywhere ends their links too', async () => {
  const officer = await enter('patrol1');
  const chat = await linkLine(officer, system.line.phone('Malee'));
  const { personId } = await getDemoPerson(system, 'patrol1');
  const administrator = await enter('administrator');
  expect((await administrator.post(`/api/v1/people/${personId}/end-sessions`, {})).status).toBe(200);
  await chat.waitForMessage('LINE นี้ไม่ได้เชื่อมกับบัญชีเจ้าหน้าที่แล้ว');
  expect((await protectionOf(await enter('patrol1'))).line).toBeNull();
});

test('a link code is invalid once the session that requested it has ended', async () => {
  const officer = await enter('patrol2');
  const { body } = await officer.post<{ code: string }>('/api/v1/me/line-link/code', {});
  await officer.post('/api/v1/me/sessions/end-all', {});
  const chat = system.line.phone('Wichai').in('staff');
  await chat.sendText(body.code);
  await chat.waitForMessage('ไม่ถูกต้อง');
});

test('a link, a browser, a gateway and a group code require a proof of the last ten minutes', async () => {
  const head = await enter('superintendent');
  const { agencyId } = await getDemoPerson(system, 'superintendent');
  const first = push.browser('first');
  expect((await subscribe(head, first)).status).toBe(200);
  system.clock.advance(11 * MINUTE);
  const gateway = { name: 'วิทยุ', url: 'http://127.0.0.1:9/sms', called: 'always' };
  for (const [path, body] of [
    ['/api/v1/me/line-link/code', {}],
    [`/api/v1/agencies/${agencyId}/groups/code`, {}],
    [`/api/v1/agencies/${agencyId}/gateways`, gateway],
  ] as const) {
    expect({ path, ...(await head.post<object>(path, body)).body }).toMatchObject({
      path,
      code: 'access/re-authentication-needed',
    });
  }
  const other = push.browser('other');
  expect((await subscribe(head, other)).body).toMatchObject({ code: 'access/re-authentication-needed' });
  // The same browser again, and one whose push service gave it another address, are none that is new.
  expect((await subscribe(head, first)).status).toBe(200);
  const strange = { replaces: `${push.url}/nobody-has-this` };
  expect((await subscribe(head, other, strange)).body).toMatchObject({ code: 'access/re-authentication-needed' });
  expect((await subscribe(head, other, { replaces: first.subscription.endpoint })).status).toBe(200);
  expect((await channelsOf(head)).browsers).toHaveLength(1);
});

test('what somebody sets up is notified by all their channels, also disabled ones and in quiet hours', async () => {
  const head = await enter('superintendent');
  const { agencyId } = await getDemoPerson(system, 'superintendent');
  const chat = await linkLine(head, system.line.phone('Somchai'));
  const phone = push.browser('head');
  await subscribe(head, phone);
  const quiet = { from: '00:00', until: '23:59' };
  await head.post('/api/v1/me/channels/settings', { webPush: false, line: false, quiet });
  const { body } = await head.post<{ code: string }>(`/api/v1/agencies/${agencyId}/groups/code`, {});
  expect(body.code).toBeDefined();
  const { text } = await chat.waitForMessage('ขอรหัสเพิ่มกลุ่ม LINE ของสถานี');
  expect(text).toContain('ถ้าไม่ใช่คุณ');
  expect(await until(() => pushesTo(phone).find((text) => text.includes('ขอรหัสเพิ่มกลุ่ม')))).toContain('ถ้าไม่ใช่คุณ');
  const { body: news } = await head.get<{ notifications: { kind: string; accountAction: string }[] }>(
    '/api/v1/me/channels/health',
  );
  expect(news.notifications).toContainEqual(
    expect.objectContaining({ kind: 'account-changed', accountAction: 'alerting/make-group-code' }),
  );
  const { body: account } = await head.get<{ events: { action: string; by: string; isThisSession: boolean }[] }>(
    '/api/v1/me/account-events',
  );
  expect(account.events[0]).toMatchObject({ action: 'alerting/make-group-code', by: 'self', isThisSession: true });
  expect(account.events.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['access/link-line', 'alerting/subscribe-browser']),
  );
});

test('a group code is invalid once its maker may no longer manage groups', async () => {
  const head = await enter('superintendent');
  const { agencyId, personId } = await getDemoPerson(system, 'superintendent');
  const { body } = await head.post<{ code: string }>(`/api/v1/agencies/${agencyId}/groups/code`, {});
  const administrator = await enter('administrator');
  const people = await administrator.get<{ people: { id: string; memberships: { id: string }[] }[] }>(
    `/api/v1/agencies/${agencyId}/people`,
  );
  const membership = people.body.people.find(({ id }) => id === personId)?.memberships[0]?.id;
  await administrator.post(`/api/v1/memberships/${membership}/until`, { untilDate: '2020-01-02' });
  const member = system.line.phone('Somjai');
  const group = system.line.group('กลุ่ม (สมมติ)', [member]);
  await group.inviteAccount('staff');
  const inGroup = member.in(group);
  await inGroup.sendText(body.code);
  await inGroup.waitForMessage('ไม่ถูกต้อง');
});
