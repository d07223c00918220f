import { afterAll, expect, test } from 'vitest';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { listNotifications } from '../../server/capabilities/alerting/index.ts';
import { channelsOf, getDemoPerson, linkLine, raiseAlert, waitForNotification } from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { startPushService } from '../support/push-service.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ staffLine: true, escalation: 'off' });
const push = await startPushService();
afterAll(push.stop);
const duty1 = await system.officer('duty1');
const one = await getDemoPerson(system, 'duty1');
const phone = push.browser('phone');
const subscribe = (browser: typeof phone) =>
  duty1.post('/api/v1/me/channels/browsers', { ...browser.subscription, label: 'โทรศัพท์', language: 'th' });

test('a push is encrypted for the browser, signed, urgent, short-lived, and contains no place and no person', async () => {
  expect((await subscribe(phone)).status).toBe(200);
  const incident = await anIncident(system).silent().happens();
  await raiseAlert(system, { incidentId: incident.id, people: [one] });
  const got = await until(() => phone.received[0]);
  expect(push.faults).toEqual([]);
  const { notificationId, ...rest } = got.payload;
  expect(notificationId).toEqual(expect.any(String));
  expect(rest).toEqual({
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
    (it) => it.channel === 'web-push' && it.state === 'sent',
  );

  // A tap marks it as seen; that does not acknowledge the incident.
  await duty1.post('/api/v1/me/notifications/seen', { notificationId: notification.id });
  await waitForNotification(system, incident.id, (it) => it.id === notification.id && it.state === 'seen');
  await duty1.post('/api/v1/me/notifications/seen', { incidentIds: [incident.id] });
  await waitForNotification(system, incident.id, (it) => it.channel === 'console' && it.state === 'seen');
  expect((await duty1.detail(incident.id)).incident.status).toBe('open');
});

test('a push is retried after an error of the push service, and delivered only once', async () => {
  const before = phone.received.length;
  let requests = 0;
  push.answerWith(() => (requests++ === 0 ? 503 : 201));
  const incident = await anIncident(system).happens();
  await raiseAlert(system, { incidentId: incident.id, people: [one] });
  await until(() => requests === 1 || undefined);
  await until(async () => {
    system.clock.advance(1000);
    return phone.received.length > before || undefined;
  });
  await waitForNotification(system, incident.id, (it) => it.channel === 'web-push' && it.state === 'sent');
  expect(phone.received).toHaveLength(before + 1);
});

test('a subscription that is gone is removed; LINE takes over although it was not wanted', async () => {
  const chat = await linkLine(duty1, system.line.phone('Somjai'));
  // The browser is still subscribed, and is notified that a chat was linked.
  await until(() => phone.received.find(({ payload }) => payload.kind === 'account-changed'));
  await duty1.post('/api/v1/me/channels/settings', { webPush: true, line: false, quiet: null });
  push.answerWith(() => 410);
  const incident = await anIncident(system).happens();
  await raiseAlert(system, { incidentId: incident.id, people: [one] });
  const failed = await waitForNotification(
    system,
    incident.id,
    (it) => it.channel === 'web-push' && it.state === 'failed',
  );
  expect(failed.cause).toBe('status-410');
  await chat.waitForMessage(incident.code);
  expect((await channelsOf(duty1)).browsers).toEqual([]);
});

test('quiet hours suppress push and LINE but not the console; a test ignores them', async () => {
  push.answerWith(() => 201);
  await subscribe(phone);
  // Two people, because quiet hours are ignored if everybody of the station has them.
  const two = await getDemoPerson(system, 'duty2');
  const other = push.browser('other');
  const duty2 = await system.officer('duty2');
  await duty2.post('/api/v1/me/channels/browsers', { ...other.subscription, label: 'x', language: 'en' });
  const bangkok = new Date(system.clock.now().getTime() + 7 * 3600_000).getUTCHours();
  const hour = (ahead: number) => `${String((bangkok + ahead + 24) % 24).padStart(2, '0')}:00`;
  const quiet = { from: hour(-1), until: hour(2) };
  expect((await duty1.post('/api/v1/me/channels/settings', { webPush: true, line: true, quiet })).status).toBe(200);
  // Checking out ends duty, whatever the roster says.
  expect((await duty1.post('/api/v1/me/duty/check-out', { agencyId: one.agencyId })).status).toBe(200);
  const before = phone.received.length;
  const incident = await anIncident(system).happens();
  await raiseAlert(system, { incidentId: incident.id, people: [one, two] });
  await waitForNotification(system, incident.id, (it) => it.personId === two.personId && it.state === 'sent');
  const theirs = (await listNotifications(system.owner, [incident.id])).filter(
    ({ personId }) => personId === one.personId,
  );
  expect(theirs.map(({ channel, state }) => `${channel} ${state}`).sort()).toEqual([
    'console pending',
    'line suppressed',
    'web-push suppressed',
  ]);
  expect(phone.received).toHaveLength(before);
  await duty1.post('/api/v1/me/channels/test', {});
  await until(() => phone.received[before]);
  expect(phone.received[before]?.payload).toMatchObject({ kind: 'test', code: null, incidentId: null });
});

test('a person has at most twenty browsers; one more replaces the one with the oldest push, also for parallel requests', async () => {
  const duty2 = await system.officer('duty2');
  const ring = (name: string) =>
    duty2.post('/api/v1/me/channels/browsers', { ...push.browser(name).subscription, label: name, language: 'th' });
  const labels = async () => (await channelsOf(duty2)).browsers.map(({ label }: { label: string }) => label);
  // The clock was advanced: a new browser needs re-authentication within the last ten minutes.
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
  // Subscribing the same browser again adds none.
  await ring('newest');
  expect(await labels()).toContain('b0');
  await Promise.all(Array.from({ length: 12 }, (_, at) => ring(`c${at}`)));
  expect(await labels()).toHaveLength(20);
});
