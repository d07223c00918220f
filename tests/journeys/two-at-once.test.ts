import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const [one, other] = [await system.officer('duty1'), await system.officer('duty2')];
const RACES = 100;

test(`two officers press "acknowledge" at the same moment, ${RACES} times: one wins, the other learns who`, async () => {
  const incidents = [];
  for (let batch = 0; batch < RACES / 10; batch++) {
    incidents.push(...(await Promise.all(Array.from({ length: 10 }, () => anIncident(system).happens()))));
  }
  const wins = new Map<string, number>();
  for (const { id } of incidents) {
    const path = `/api/v1/incidents/${id}/acknowledge`;
    const answers = await Promise.all([
      one.post<Problem>(path, { etaMinutes: 5 }),
      other.post<Problem>(path, { etaMinutes: 9 }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const loser = answers.find(({ status }) => status === 409);
    const { incident, timeline } = await one.detail(id);
    const winner = incident.acknowledgedBy?.name ?? '';
    expect(loser?.body).toMatchObject({ code: 'incident/already-acknowledged', params: { name: winner } });
    // The title says what happened, the detail who was faster; neither repeats the other.
    expect(loser?.body.title).not.toContain(winner);
    expect(loser?.body.detail).toContain(winner);
    const acknowledged = timeline.filter(({ kind }) => kind === 'acknowledged');
    expect(acknowledged).toMatchObject([{ by: { name: winner } }]);
    wins.set(winner, (wins.get(winner) ?? 0) + 1);
  }
  expect([...wins.values()].reduce((sum, each) => sum + each, 0)).toBe(RACES);
}, 600_000);

test('the same submission twice, also at once, is one and gets one answer', async () => {
  const { id, phone } = await anIncident(system).happens();
  const key = randomUUID();
  const send = () => one.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 7 }, key);
  const [first, second] = await Promise.all([send(), send()]);
  const third = await send();
  expect(first.status).toBe(200);
  expect([second, third]).toEqual([first, first]);
  const { timeline } = await one.detail(id);
  expect(timeline.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
  await phone.waitForMessage('7 นาที');
  await system.line.webhooks.idle();
  expect(phone.messages().filter(({ text }) => text.includes('7 นาที'))).toHaveLength(1);
});

test('the same key with another request is refused; the same key of another person is another key', async () => {
  const { id } = await anIncident(system).happens();
  const key = randomUUID();
  const path = `/api/v1/incidents/${id}/acknowledge`;
  expect((await one.post(path, { etaMinutes: 7 }, key)).status).toBe(200);
  expect(await one.post(path, { etaMinutes: 8 }, key)).toMatchObject({
    status: 422,
    body: { code: 'request/idempotency-key-reused' },
  });
  expect(await one.post(`/api/v1/incidents/${id}/en-route`, {}, key)).toMatchObject({ status: 422 });
  expect(await other.post(path, { etaMinutes: 7 }, key)).toMatchObject({
    status: 409,
    body: { code: 'incident/already-acknowledged' },
  });
});

test('what failed may be sent again under the same key', async () => {
  const { id } = await anIncident(system).happens();
  const key = randomUUID();
  const close = () => one.post(`/api/v1/incidents/${id}/close`, {}, key);
  expect(await close()).toMatchObject({ status: 409, body: { code: 'incident/change-not-allowed' } });
  await one.post(`/api/v1/incidents/${id}/resolve`, { disposition: 'handled' });
  expect(await close()).toMatchObject({ status: 200, body: { incident: { status: 'closed' } } });
});

test('a reporter who writes while officers act delays nobody and loses no message', async () => {
  const { id, phone } = await anIncident(system).happens();
  const texts = Array.from({ length: 15 }, (_, number) => `ข้อความที่ ${number + 1}`);
  const writing = Promise.all(texts.map((text) => phone.sendText(text)));
  const actions: [string, object][] = [
    ['acknowledge', { etaMinutes: 8 }],
    ['eta', { etaMinutes: 12 }],
    ['assign', { unitName: 'สายตรวจ 9' }],
    ['en-route', {}],
    ['eta', { etaMinutes: 3 }],
    ['on-scene', {}],
  ];
  for (const [action, body] of actions) {
    const answer = await one.post(`/api/v1/incidents/${id}/${action}`, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  }
  await writing;
  await expect
    .poll(async () => (await one.detail(id)).messages.map(({ text }) => text).toSorted())
    .toEqual(texts.toSorted());
  // Both lock the conversation first and the incident second, so there is no deadlock.
  const deadlocks = sql<{
    deadlocks: number;
  }>`SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`;
  expect(await rows(system.app.db, deadlocks)).toEqual([{ deadlocks: 0 }]);
});
