import { afterAll, expect, test } from 'vitest';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { listNotifications } from '../../server/capabilities/alerting/index.ts';
import {
  channelsOf,
  getDemoPerson,
  linkLine,
  raiseAlert,
  waitForNotification,
  withoutEscalation,
} from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { startPushService } from '../support/push-service.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await withoutEscalation(await openTestSystem({ staffLine: true }));
const push = await startPushService();
afterAll(push.stop);
const duty1 = await system.officer('duty1');
const one = await getDemoPerson(system, 'duty1');
const phone = push.browser('phone');
const subscribe = (browser: typeof phone) =>
  duty1.post('/api/v1/me/channels/browsers', { ...browser.subscription, label: 'โทรศัพท์', language: 'th' });

test('a push can be read by the browser alone, is signed, urgent, short-lived, and names no place and nobody', async () => {
  expect((await subscribe(phone)).status).toBe(200);
  const incident = await anIncident(system).silent().happens();
  await raiseAlert(system, { incidentId: incident.id, people: [one] });
  const got = await until(() => phone.received[0]);
  expect(push.faults).toEqual([]);
  const { notificationId, ...said } = got.payload;
  expect(notificationId).toEqual(expect.any(String));
  expect(said).toEqual({
    v: 1,
    kind: 'new',
    code: incident.code,
    incidentId: incident.id,
    station: expect.stringContaining('สภ.'),
    exercise: false,
    silent: true,
    language: 'th',
  });
  expect(got.headers).toMatchObject({ urgency: 'high', ttl: '600', 'content-encoding': 'aes128gcm' });
  const { vapidPublicKey } = await channelsOf(duty1);
  expect(got.vapid.key).toBe(vapidPublicKey);
  expect(got.vapid.sub).toMatch(/^mailto:/);
  const notification = await waitForNotification(
    system,
    incident.id,
    (told) => told.channel === 'web-push' && told.state === 'sent',
  );

  // A tap on it is seen; being seen stops nothing.
  await duty1.post('/api/v1/me/notifications/seen', { notificationId: notification.id });
  await waitForNotification(system, incident.id, (told) => told.id === notification.id && told.state === 'seen');
  await duty1.post('/api/v1/me/notifications/seen', { incidentIds: [incident.id] });
  await waitForNotification(system, incident.id, (told) => told.channel === 'console' && told.state === 'seen');
  expect((await duty1.detail(incident.id)).incident.status).toBe('open');
});

test('a service that stumbles is asked again; what was pushed once is not pushed twice', async () => {
  const before = phone.received.length;
  let asked = 0;
  push.answerWith(() => (asked++ === 0 ? 503 : 201));
  const incident = await anIncident(system).happens();
  await raiseAlert(system, { incidentId: incident.id, people: [one] });
  await until(() => asked === 1 || undefined);
  await until(async () => {
    system.clock.advance(1000);
    return phone.received.length > before || undefined;
  });
  await waitForNotification(system, incident.id, (told) => told.channel === 'web-push' && told.state === 'sent');
  expect(phone.received).toHaveLength(before + 1);
});

test('a browser that is gone is removed and said; LINE takes over although it was not wanted', async () => {
  const chat = await linkLine(duty1, system.line.phone('Somjai'));
  // That a chat was linked is told to the browser, which is still there.
  await until(() => phone.received.find(({ payload }) => payload.kind === 'account-changed'));
  await duty1.post('/api/v1/me/channels/settings', { webPush: true, line: false, quiet: null });
  push.answerWith(() => 410);
  const incident = await anIncident(system).happens();
  await raiseAlert(system, { incidentId: incident.id, people: [one] });
  const failed = await waitForNotification(
    system,
    incident.id,
    (told) => told.channel === 'web-push' && told.state === 'failed',
  );
  expect(failed.cause).toBe('status-410');
  await chat.waitForMessage(incident.code);
  expect((await channelsOf(duty1)).browsers).toEqual([]);
});

test('quiet hours hold back, the console rings all the same; on a test they do not count', async () => {
  push.answerWith(() => 201);
  await subscribe(phone);
  // Two people, so that the other keeps their station from being deaf.
  const two = await getDemoPerson(system, 'duty2');
  const other = push.browser('other');
  const duty2 = await system.officer('duty2');
  await duty2.post('/api/v1/me/channels/browsers', { ...other.subscription, label: 'x', language: 'en' });
  const bangkok = new Date(system.clock.now().getTime() + 7 * 3600_000).getUTCHours();
  const hour = (ahead: number) => `${String((bangkok + ahead + 24) % 24).padStart(2, '0')}:00`;
  const quiet = { from: hour(-1), until: hour(2) };
  expect((await duty1.post('/api/v1/me/channels/settings', { webPush: true, line: true, quiet })).status).toBe(200);
  // Whoever says that they go home is not on duty, whatever the roster says.
  expect((await duty1.post('/api/v1/me/duty/check-out', { agencyId: one.agencyId })).status).toBe(200);
  const before = phone.received.length;
  const incident = await anIncident(system).happens();
  await raiseAlert(system, { incidentId: incident.id, people: [one, two] });
  await waitForNotification(system, incident.id, (told) => told.personId === two.personId && told.state === 'sent');
  const told = (await listNotifications(system.owner, [incident.id])).filter(
    ({ personId }) => personId === one.personId,
  );
  expect(told.map(({ channel, state }) => `${channel} ${state}`).sort()).toEqual([
    'console owed',
    'line quiet',
    'web-push quiet',
  ]);
  expect(phone.received).toHaveLength(before);
  await duty1.post('/api/v1/me/channels/test', {});
  await until(() => phone.received[before]);
  expect(phone.received[before]?.payload).toMatchObject({ kind: 'test', code: null, incidentId: null });
});

test('twenty browsers ring for one person; one more takes the place of the one that rang longest ago, also all at once', async () => {
  const duty2 = await system.officer('duty2');
  const ring = (name: string) =>
    duty2.post('/api/v1/me/channels/browsers', { ...push.browser(name).subscription, label: name, language: 'th' });
  const labels = async () => (await channelsOf(duty2)).browsers.map(({ label }: { label: string }) => label);
  // The clock has run ahead: a new browser asks for a proof of the last ten minutes.
  await duty2.post('/api/v1/me/re-authenticate', { password: demonstration.password });
  await ring('oldest');
  system.clock.advance(60_000);
  expect(
    (await Promise.all(Array.from({ length: 19 }, (_, at) => ring(`b${at}`)))).map(({ status }) => status),
  ).toEqual(Array.from({ length: 19 }, () => 200));
  expect(await labels()).toHaveLength(20);
  system.clock.advance(60_000);
  await ring('newest');
  expect(await labels()).toHaveLength(20);
  expect(await labels()).toContain('newest');
  expect(await labels()).not.toContain('oldest');
  // The same browser again is no other.
  await ring('newest');
  expect(await labels()).toContain('b0');
  await Promise.all(Array.from({ length: 12 }, (_, at) => ring(`c${at}`)));
  expect(await labels()).toHaveLength(20);
});
