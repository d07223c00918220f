import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Me } from '../../contract/access.ts';
import type { IncidentQueue } from '../../contract/incident.ts';
import type { Conflicts, Staff } from '../../contract/incident-visibility.ts';
import type { Problem } from '../../contract/problem.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { type Officer, until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const duty = await system.officer('duty1');
const second = await system.officer('duty2');
const boss = await system.officer('superintendent');
const centre = await system.officer('centre191');
const commander = await system.officer('commander');
const patrol = await system.officer('patrol1');
const idOf = async (officer: Officer) => (await officer.get<Me>('/api/v1/me')).body.id;
const path = (id: string, rest = '') => `/api/v1/incidents/${id}${rest}`;
const board = async (officer: Officer) => (await officer.get<IncidentQueue>('/api/v1/incidents')).body.incidents;
const auditOf = (id: string, action: string) =>
  rows(
    system.app.db,
    sql<{ actorId: string; details: Record<string, unknown> }>`SELECT actor_id AS "actorId", details
      FROM audit.entries WHERE subject_id = ${id} AND action = ${action} ORDER BY id`,
  );

/** An incident whose reporter gave a phone. */
async function withPhone(place = PLACES.muang) {
  const incident = await anIncident(system).reportedAt(place).happens();
  await incident.phone.sendText('0812345567');
  await until(async () => ((await duty.detail(incident.id)).reports[0]?.phone ? true : undefined));
  return incident;
}
const NOT_THERE = { status: 404, body: { code: 'incident/not-found' } };

const me = await idOf(second);
const mark = (id: string, personId: string, by = boss) =>
  by.post<{ id: string }>(path(id, '/conflicts'), { personId, kind: 'named', reason: 'ผู้แจ้งออกชื่อ' });

test('once marked, the incident does not exist for them: viewed, acted on, listed, live or requested again', async () => {
  const { id, phone } = await withPhone();
  const live = second.follow((await second.queue()).cursor);
  const receiving = duty.follow((await duty.queue()).cursor);
  const key = randomUUID();
  const first = await second.post(path(id, '/acknowledge'), { etaMinutes: 5 }, key);
  expect(first.status).toBe(200);
  expect((await mark(id, me)).status).toBe(200);
  await live.waitFor((event) => event.event === 'incident-gone' && event.incidentId === id);
  const received = live.events.length;

  // Something happens to it that others receive, and then something they receive as well.
  expect((await duty.post(path(id, '/on-scene'))).status).toBe(200);
  await phone.sendText('ช่วยเร็วหน่อย');
  await receiving.waitFor((event) => event.event === 'chat-message' && event.incidentId === id);
  const next = await anIncident(system).happens();
  await live.waitFor((event) => event.event === 'incident-changed' && event.incident.id === next.id);
  const later = live.events.slice(received);
  expect(JSON.stringify(later)).not.toContain(id);

  const actions: [string, object][] = [
    ['/acknowledge', { etaMinutes: 5 }],
    ['/resolve', { disposition: 'handled' }],
    ['/transfer', { agencyId: randomUUID(), reason: 'ทดสอบ' }],
    ['/merge', { intoIncidentId: next.id }],
    ['/unmask', { field: 'phone', reason: 'call-reporter' }],
  ];
  for (const [action, body] of actions) {
    const hidden = await second.post<Problem>(path(id, action), body);
    expect(hidden, action).toMatchObject(NOT_THERE);
    expect(hidden, action).toEqual(await second.post<Problem>(path(randomUUID(), action), body));
  }
  expect(await second.get(path(id))).toMatchObject(NOT_THERE);
  expect(await second.get(path(id, '/officers'))).toMatchObject(NOT_THERE);
  expect(await second.post(path(next.id, '/merge'), { intoIncidentId: id })).toMatchObject(NOT_THERE);
  // The stored answer of a repeated request is not returned either.
  expect(await second.post(path(id, '/acknowledge'), { etaMinutes: 5 }, key)).toMatchObject(NOT_THERE);
  for (const scope of ['open', 'recent']) {
    const { body } = await second.get<IncidentQueue>(`/api/v1/incidents?scope=${scope}`);
    expect(JSON.stringify(body)).not.toContain(id);
  }
});

test('it does not ring for them: a stream opened later, or resumed from before, stays silent', async () => {
  const { cursor } = await second.queue();
  const { id } = await withPhone();
  expect((await mark(id, me)).status).toBe(200);
  const again = second.follow(cursor);
  const next = await anIncident(system).happens();
  await again.waitFor((event) => event.event === 'incident-changed' && event.incident.id === next.id);
  const about = again.events.filter(({ data }) => JSON.stringify(data).includes(id));
  expect(about).toEqual([]);
  // They load a new snapshot without it: a console that was offline may never have known its id.
  expect(again.events.map(({ data }) => data.event)).toContain('reload');
});

test('somebody who could not see it anyway does not learn of it when marked', async () => {
  const { id } = await withPhone();
  const faraway = await system.officer('duty-bangkok');
  const live = faraway.follow((await faraway.queue()).cursor);
  expect((await mark(id, await idOf(faraway))).status).toBe(200);
  const own = await anIncident(system).reportedAt(PLACES.bangkok).happens();
  await live.waitFor((event) => event.event === 'incident-changed' && event.incident.id === own.id);
  expect(live.events.filter(({ data }) => !JSON.stringify(data).includes(own.id))).toEqual([]);
});

test('a duplicate suggestion does not reveal it', async () => {
  const near = (metres: number) => ({ ...PLACES.muang, lat: PLACES.muang.lat + metres / 111_000 + 0.02 });
  const hidden = await anIncident(system).reportedAt(near(0)).happens();
  const shown = await anIncident(system).reportedAt(near(20)).happens();
  expect((await second.detail(shown.id)).duplicates.map(({ incident }) => incident.id)).toContain(hidden.id);
  expect((await mark(hidden.id, me)).status).toBe(200);
  const { cursor } = await second.queue();
  const live = second.follow(cursor);
  expect((await duty.post(path(shown.id, '/acknowledge'), { etaMinutes: 5 })).status).toBe(200);
  const row = await live.waitFor((event) => event.event === 'incident-changed' && event.incident.id === shown.id);
  expect(row).toMatchObject({ incident: { hasDuplicateSuggestions: false } });
  const detail = await second.detail(shown.id);
  expect(JSON.stringify(detail)).not.toContain(hidden.id);
  expect(detail.incident.hasDuplicateSuggestions).toBe(false);
  expect((await board(second)).find(({ id }) => id === shown.id)?.hasDuplicateSuggestions).toBe(false);
  expect((await board(duty)).find(({ id }) => id === shown.id)?.hasDuplicateSuggestions).toBe(true);
});

test('a conflict of interest spreads to merged incidents, in both directions', async () => {
  const hidden = await anIncident(system).happens();
  const target = await anIncident(system).happens();
  expect((await mark(hidden.id, me)).status).toBe(200);
  expect((await duty.post(path(hidden.id, '/merge'), { intoIncidentId: target.id })).status).toBe(200);
  expect(await second.get(path(target.id))).toMatchObject(NOT_THERE);
  const third = await anIncident(system).happens();
  expect((await duty.post(path(third.id, '/merge'), { intoIncidentId: target.id })).status).toBe(200);
  expect(await second.get(path(third.id))).toMatchObject(NOT_THERE);
  // A conflict of one of them applies to all.
  expect((await mark(third.id, await idOf(patrol))).status).toBe(200);
  const marked = (await boss.get<Conflicts>(path(hidden.id, '/conflicts'))).body.conflicts;
  expect(marked.map(({ person }) => person.id)).toContain(await idOf(patrol));
});

test('only a supervisor marks and lifts; the person concerned can do neither, whatever their rank', async () => {
  const { id } = await withPhone();
  const bossId = await idOf(boss);
  expect(await duty.post(path(id, '/conflicts'), { personId: me, kind: 'named', reason: 'ทดสอบ' })).toMatchObject({
    status: 403,
  });
  const marked = await mark(id, bossId, centre);
  expect(marked.status).toBe(200);
  expect(await mark(id, bossId, centre)).toMatchObject({ status: 409, body: { code: 'incident/conflict-exists' } });
  for (const answer of [
    await boss.get(path(id, '/conflicts')),
    await boss.get(path(id, '/guests')),
    await boss.post(path(id, `/conflicts/${marked.body.id}/lift`), { reason: 'ไม่จริง' }),
    await mark(id, me),
  ]) {
    expect(answer).toMatchObject(NOT_THERE);
  }
  const list = (await commander.get<Conflicts>(path(id, '/conflicts'))).body.conflicts;
  expect(list).toMatchObject([
    { person: { id: bossId }, by: { id: await idOf(centre) }, reason: 'ผู้แจ้งออกชื่อ', liftedAt: null },
  ]);
  const live = boss.follow((await boss.queue()).cursor);
  const lifted = await commander.post(path(id, `/conflicts/${marked.body.id}/lift`), { reason: 'ชื่อซ้ำ คนละคน' });
  expect(lifted.status).toBe(200);
  await live.waitFor((event) => event.event === 'incident-changed' && event.incident.id === id);
  expect((await boss.detail(id)).incident.id).toBe(id);
  expect((await auditOf(id, 'incident/conflict-marked')).map(({ details }) => details)).toEqual([
    { conflictId: marked.body.id, personId: bossId, kind: 'named' },
  ]);
  expect(await auditOf(id, 'incident/conflict-lifted')).toHaveLength(1);
});

test('a person with a conflict is neither sent nor invited, and is removed where they were', async () => {
  const { id } = await withPhone();
  const patrolId = await idOf(patrol);
  expect((await duty.post(path(id, '/assign'), { unitName: 'สายตรวจ 1', officerIds: [patrolId] })).status).toBe(200);
  expect((await mark(id, patrolId)).status).toBe(200);
  expect(await patrol.get(path(id))).toMatchObject(NOT_THERE);
  expect((await duty.detail(id)).officers).toEqual([]);
  expect(await duty.post(path(id, '/officers'), { officerIds: [patrolId] })).toMatchObject({ status: 409 });
  const choice = (await duty.get<Staff>(path(id, '/officers'))).body.people;
  expect(choice.map((person) => person.id)).not.toContain(patrolId);
});

test('colleagues are found by part of their name', async () => {
  const found = (await boss.get<Staff>(`/api/v1/staff?search=${encodeURIComponent('ตื่นเสมอ')}`)).body.people;
  expect(found).toMatchObject([{ id: me, serves: [{ role: 'duty-officer' }] }]);
  expect((await duty.get('/api/v1/staff?search=a')).status).toBe(403);
});

test('nobody marks themselves: another supervisor must, and nothing is half-written', async () => {
  const { id } = await anIncident(system).happens();
  expect(await mark(id, await idOf(boss))).toMatchObject({ status: 422, body: { code: 'incident/conflict-own' } });
  expect((await boss.get<Conflicts>(path(id, '/conflicts'))).body.conflicts).toEqual([]);
  expect((await boss.detail(id)).incident.id).toBe(id);
});
