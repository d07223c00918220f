import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const own = await system.officer('duty1');
const neighbour = await system.officer('duty-wangthong');
const faraway = await system.officer('duty-bangkok');
const administrator = await system.officer('administrator');
const incident = await anIncident(system).reportedAt(PLACES.muang).happens();
const border = await anIncident(system).reportedAt(PLACES.nearWangThong).happens();

const ACTS: [string, object | null][] = [
  ['acknowledge', { etaMinutes: 5 }],
  ['eta', { etaMinutes: 5 }],
  ['assign', { unitName: 'สายตรวจ 1' }],
  ['en-route', null],
  ['on-scene', null],
  ['resolve', { disposition: 'handled' }],
  ['close', null],
  ['reopen', { reason: 'ทดสอบ' }],
  ['cancel', null],
  ['transfer', { agencyId: randomUUID(), reason: 'ทดสอบ' }],
  ['transfer-answer', { accept: true }],
  ['merge', { intoIncidentId: randomUUID() }],
  ['unmerge', null],
  ['messages', { text: 'สวัสดี' }],
];

describe.each(ACTS)('%s', (act, body) => {
  const ask = (officer: typeof own, id: string) => officer.post<Problem>(`/api/v1/incidents/${id}/${act}`, body ?? {});

  test('an incident of another area is answered like one that does not exist', async () => {
    const hidden = await ask(faraway, incident.id);
    const missing = await ask(faraway, randomUUID());
    expect(hidden).toMatchObject({ status: 404, body: { code: 'incident/not-found' } });
    expect(hidden).toEqual(missing);
  });

  test('a notified neighbour sees it and may not act on it', async () => {
    expect(await ask(neighbour, border.id)).toMatchObject(
      act === 'transfer-answer'
        ? { status: 409, body: { code: 'incident/no-transfer-pending' } }
        : { status: 403, body: { code: 'access/not-permitted' } },
    );
  });

  test('who may not act at all is refused before anything is looked up', async () => {
    expect(await ask(administrator, incident.id)).toMatchObject({
      status: 403,
      body: { code: 'access/not-permitted' },
    });
  });

  test('without a session nothing is answered', async () => {
    const response = await fetch(`${system.url}/api/v1/incidents/${incident.id}/${act}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'access/not-signed-in' });
  });
});

test('none of it changed anything', async () => {
  for (const { id, detail } of [incident, border]) {
    const now = await own.detail(id);
    expect(now.incident).toEqual(detail.incident);
    expect(now.timeline).toEqual(detail.timeline);
  }
});

test('looking: own, neighbour’s, and nobody else’s', async () => {
  const look = (officer: typeof own, id: string) => officer.get<Problem>(`/api/v1/incidents/${id}`);
  expect((await look(own, incident.id)).status).toBe(200);
  expect((await look(neighbour, border.id)).status).toBe(200);
  const hidden = await look(faraway, incident.id);
  expect(hidden).toMatchObject({ status: 404, body: { code: 'incident/not-found' } });
  expect(await look(faraway, randomUUID())).toEqual(hidden);
  expect(await look(neighbour, incident.id)).toEqual(hidden);
});

test('each board shows what concerns its branch of the tree', async () => {
  const shown = async (name: string) =>
    (await (await system.officer(name)).queue()).incidents.map(({ id }) => id).toSorted();
  const both = [incident.id, border.id].toSorted();
  for (const name of ['duty1', 'centre191', 'commander', 'desk1300']) expect(await shown(name), name).toEqual(both);
  expect(await shown('duty-wangthong')).toEqual([border.id]);
  for (const name of ['duty-bangkok', 'duty-wangnamkhu']) expect(await shown(name), name).toEqual([]);
});

test('the centre of the province may act for its stations', async () => {
  const centre = await system.officer('centre191');
  const { id } = await anIncident(system).happens();
  expect((await centre.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 6 })).status).toBe(200);
});
