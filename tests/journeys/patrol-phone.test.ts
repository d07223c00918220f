import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import type { MyJob, PatrolPhotos } from '../../contract/patrol-phone.ts';
import type { Assignment, Jobs } from '../../contract/units.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aUnit, jobsFor, personIdOf } from '../support/a-unit.ts';
import { anIncident } from '../support/an-incident.ts';
import type { Answer, Officer } from '../support/officer.ts';
import { aPhoto, CAMERA } from '../support/reporter-files.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const duty = await system.officer('duty1');
const boss = await system.officer('superintendent');
const commander = await system.officer('commander');
const bangkok = await system.officer('duty-bangkok');
const patrol = await system.officer('patrol1');
const partner = await system.officer('patrol2');
await sql`DELETE FROM units.members`.execute(system.owner);
const unit = await aUnit(boss)
  .called('สาย 201')
  .with(await personIdOf(patrol))
  .serves();
await aUnit(boss)
  .called('สาย 202')
  .with(await personIdOf(partner))
  .serves();

afterEach(async () => {
  for (const { assignment } of (await patrol.get<Jobs>('/api/v1/me/assignments')).body.jobs) {
    await patrol.post<object>(`/api/v1/assignments/${assignment.id}/done`, {});
  }
});

/** An incident that the unit was sent to, with its job. */
async function sentOut(): Promise<{ id: string; job: Assignment }> {
  const { id } = await anIncident(system).acknowledgedBy(duty).happens();
  const answer = await duty.post(`/api/v1/incidents/${id}/units`, { unitId: unit.id });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  const [job] = await jobsFor(duty, id);
  if (!job) throw new Error('no job');
  return { id, job };
}

const later = () => system.clock.now().toISOString();
async function sendPhoto(
  officer: Officer,
  jobId: string,
  bytes: Buffer,
  key = randomUUID(),
  at = later(),
): Promise<Answer> {
  const response = await fetch(`${system.url}/api/v1/assignments/${jobId}/photos?happenedAt=${at}`, {
    method: 'POST',
    headers: { cookie: officer.cookie, 'content-type': 'image/jpeg', 'idempotency-key': key },
    body: new Uint8Array(bytes),
  });
  return { status: response.status, body: await response.json() };
}
const photosOf = async (officer: Officer, id: string) =>
  (await officer.get<PatrolPhotos>(`/api/v1/incidents/${id}/photos`)).body.photos;

test('a patrol’s picture is cleaned, stored once, and visible to those who see the incident', async () => {
  const { id, job } = await sentOut();
  const key = randomUUID();
  const [photo, at] = [await aPhoto(), later()];
  const first = await sendPhoto(patrol, job.id, photo, key, at);
  const again = await sendPhoto(patrol, job.id, photo, key, at);
  expect(first.status).toBe(200);
  expect(again).toEqual(first);
  const [stored, ...others] = await photosOf(duty, id);
  expect(others).toEqual([]);
  expect(stored).toMatchObject({ callSign: 'สาย 201', assignmentId: job.id });

  const opened = await fetch(`${system.url}${stored?.url}`, { headers: { cookie: duty.cookie } });
  expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(Buffer.from(await opened.arrayBuffer()).includes(CAMERA)).toBe(false);
  const theirs = await fetch(`${system.url}${stored?.url}`, { headers: { cookie: commander.cookie } });
  expect(await theirs.json()).toMatchObject({ status: 404, code: 'units/photo-not-found' });
  expect((await bangkok.get(`/api/v1/incidents/${id}/photos`)).body).toMatchObject({ code: 'incident/not-found' });
  expect((await duty.detail(id)).timeline.map(({ kind }) => kind)).toContain('unit-photo');
  expect((await duty.detail(id)).messages).toEqual([]);
});

test('only the unit’s own crew may add pictures, and nothing but pictures', async () => {
  const { id, job } = await sentOut();
  const photo = await aPhoto();
  expect(await sendPhoto(partner, job.id, photo)).toMatchObject({ status: 404 });
  expect(await sendPhoto(duty, job.id, photo)).toMatchObject({ status: 403 });
  expect(await sendPhoto(bangkok, job.id, photo)).toMatchObject({ status: 404 });
  expect(await sendPhoto(patrol, job.id, Buffer.from('<svg onload="alert(1)"/>'))).toMatchObject({ status: 422 });
  const none = await fetch(`${system.url}/api/v1/assignments/${job.id}/photos?happenedAt=${later()}`, {
    method: 'POST',
    headers: { 'content-type': 'image/jpeg' },
    body: new Uint8Array(photo),
  });
  expect(none.status).toBe(401);
  expect(await photosOf(duty, id)).toEqual([]);
});

test('a phone that comes back too late learns how the job ended and by whom, and nothing else', async () => {
  const { id, job } = await sentOut();
  await duty.post(`/api/v1/incidents/${id}/resolve`, { disposition: 'handled' });
  await duty.post(`/api/v1/incidents/${id}/close`, {});
  expect((await patrol.get<Jobs>('/api/v1/me/assignments')).body.jobs).toEqual([]);
  const late = await patrol.post<object>(`/api/v1/assignments/${job.id}/on-scene`, { happenedAt: later() });
  expect(late.status).toBeGreaterThanOrEqual(400);
  const truth = await patrol.get<MyJob>(`/api/v1/me/assignments/${job.id}`);
  const officer = (await duty.get<{ name: string }>('/api/v1/me')).body.name;
  expect(truth.body).toEqual({
    ...{ id: job.id, status: 'done', incident: 'closed', by: officer },
    since: expect.stringMatching(/^20/),
  });
  expect((await partner.get(`/api/v1/me/assignments/${job.id}`)).status).toBe(404);
});

test('not even the end of a withheld incident is revealed', async () => {
  const { id, job } = await sentOut();
  await duty.post(`/api/v1/incidents/${id}/units/${unit.id}/withdraw`, {});
  expect((await patrol.get<MyJob>(`/api/v1/me/assignments/${job.id}`)).body).toMatchObject({
    status: 'withdrawn',
    incident: 'open',
    by: expect.stringContaining('สมมติ ใจดี'),
  });
  const mark = { personId: await personIdOf(patrol), kind: 'named', reason: 'ถูกกล่าวถึง' };
  expect((await boss.post(`/api/v1/incidents/${id}/conflicts`, mark)).status).toBe(200);
  expect((await patrol.get(`/api/v1/me/assignments/${job.id}`)).status).toBe(404);
});

test('late taps keep their own time and order', async () => {
  const { job } = await sentOut();
  const at = (minutesAgo: number) => new Date(system.clock.now().getTime() - minutesAgo * 60_000).toISOString();
  system.clock.advance(20 * 60_000);
  const went = { happenedAt: at(12) };
  expect((await patrol.post<object>(`/api/v1/assignments/${job.id}/en-route`, went)).status).toBe(200);
  expect((await patrol.post<object>(`/api/v1/assignments/${job.id}/on-scene`, { happenedAt: at(4) })).status).toBe(200);
  const [stored] = await rows(
    system.owner,
    sql<{ went: Date; came: Date }>`SELECT en_route_at AS went, on_scene_at AS came FROM units.assignments
      WHERE id = ${job.id}`,
  );
  expect(Number(stored?.came) - Number(stored?.went)).toBeGreaterThan(7 * 60_000);
  expect(Number(stored?.went)).toBe(Date.parse(went.happenedAt));
});
