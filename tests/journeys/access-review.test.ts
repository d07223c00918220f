import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { IncidentViews, UnusualViews } from '../../contract/access-review.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { type Officer, until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const duty = await system.officer('duty1');
const superintendent = await system.officer('superintendent');
const viewsOf = (by: Officer, id: string) => by.get<IncidentViews>(`/api/v1/incidents/${id}/views`);
const unusual = async (by: Officer) =>
  (await by.get<UnusualViews>('/api/v1/access-review/unusual-views')).body.findings;
const nameOf = async (officer: Officer) => (await officer.get<{ id: string; name: string }>('/api/v1/me')).body;

test('a supervisor sees who viewed and acted, when, in which role and from where, and this is recorded too', async () => {
  const { id } = await anIncident(system).acknowledgedBy(duty).happens();
  await duty.detail(id);
  await duty.detail(id);
  const officer = await nameOf(duty);
  const { body } = await viewsOf(superintendent, id);
  const found = body.people.find(({ person }) => person.id === officer.id);
  expect(found?.person).toMatchObject({ name: officer.name, serves: [{ role: 'duty-officer' }] });
  expect(found?.person.serves[0]?.agency?.nameTh).toBe('สภ.เมืองพิษณุโลก');
  expect(found?.visits).toHaveLength(1);
  expect(found?.visits[0]).toMatchObject({ from: '127.0.0.1', session: expect.stringMatching(/^\w{6}$/) });
  expect(found?.visits[0]?.parts).toEqual([
    { action: 'incident/acknowledged', kind: 'action', times: 1, reasons: [] },
    { action: 'incident/view', kind: 'view', times: 2, reasons: [] },
  ]);
  const supervisor = await nameOf(superintendent);
  const again = (await viewsOf(superintendent, id)).body.people.find(({ person }) => person.id === supervisor.id);
  expect(again?.visits[0]?.parts.map(({ action }) => action)).toEqual(['access-review/view-incident-views']);
});

test('others learn nothing: without the permission, outside the area, withheld, or not existing', async () => {
  const { id } = await anIncident(system).happens();
  expect(await viewsOf(duty, id)).toMatchObject({ status: 403, body: { code: 'access/not-permitted' } });
  const elsewhere = await anIncident(system).reportedAt(PLACES.bangkok).happens();
  const missing = await viewsOf(superintendent, randomUUID());
  expect(missing).toMatchObject({ status: 404, body: { code: 'incident/not-found' } });
  expect(await viewsOf(superintendent, elsewhere.id)).toEqual(missing);
  const { id: personId } = await nameOf(superintendent);
  await sql`INSERT INTO incident.conflicts (id, incident_id, person_id, kind, by_person_id, reason, at)
    VALUES (${randomUUID()}, ${id}, ${personId}, 'named', ${randomUUID()}, 'ทดสอบ', now())`.execute(system.app.db);
  expect(await viewsOf(superintendent, id)).toEqual(missing);
});

test('every view of personal data is audited with who, what, when and from where before the response', async () => {
  const { id } = await anIncident(system).happens();
  const before = await lastEntry();
  await duty.get('/api/v1/incidents');
  await duty.detail(id);
  const { id: actorId } = await nameOf(duty);
  const written = await rows(
    system.app.db,
    sql`SELECT kind, action, subject_kind AS "subjectKind", subject_id AS "subjectId", at, origin AS "from" FROM audit.entries
      WHERE id > ${before} AND actor_id = ${actorId} AND session_id IS NOT NULL ORDER BY id`,
  );
  const same = { kind: 'view', at: expect.any(Date), from: '127.0.0.1' };
  expect(written).toEqual([
    { ...same, action: 'control-room/view-board', subjectKind: 'board', subjectId: 'open' },
    { ...same, action: 'incident/view', subjectKind: 'incident', subjectId: id },
  ]);
});

test('views while nobody is on duty, and returning to a closed incident, are reported to the supervisor of the area only', async () => {
  const done = anIncident(system).acknowledgedBy(duty).onSceneBy(duty).resolvedBy(duty).closedBy(duty);
  const { id, code } = await done.happens();
  const agencyId = (await superintendent.detail(id)).incident.responsibleAgency.id;
  const national = await system.officer('desk1300');
  await duty.detail(id);
  for (let visit = 1; visit < 3; visit++) {
    system.clock.advance(16 * 60_000);
    await duty.detail(id);
    // Without requests their sessions would end.
    for (const other of [superintendent, national]) await other.get('/api/v1/me');
  }
  const changed = await superintendent.post(`/api/v1/agencies/${agencyId}/readiness`, { readiness: 'nobody-on-duty' });
  expect(changed.status).toBe(200);
  const officer = await nameOf(duty);
  // The server reads it from its tables, a moment later.
  await until(async () => {
    await duty.detail(id);
    const reasons = (await unusual(superintendent)).filter(({ person }) => person.id === officer.id);
    return reasons.some(({ why }) => why === 'off-duty') || undefined;
  });
  const found = (await unusual(superintendent)).find(({ why }) => why === 'repeated-after-end');
  expect(found).toMatchObject({ incidents: [{ id, code }], incidentCount: 1, person: { name: officer.name } });
  const other = await system.officer('duty-wangthong');
  expect(await other.get('/api/v1/access-review/unusual-views')).toMatchObject({ status: 403 });
  const { body } = await viewsOf(superintendent, id);
  expect(body.people.find(({ person }) => person.id === officer.id)?.unusual).toContain('repeated-after-end');
});

test('incidents withheld from a supervisor do not appear among the unusual views', async () => {
  const { id: personId } = await nameOf(superintendent);
  const [closed] = await unusual(superintendent);
  const [incident] = closed?.incidents ?? [];
  await sql`INSERT INTO incident.conflicts (id, incident_id, person_id, kind, by_person_id, reason, at)
    VALUES (${randomUUID()}, ${incident?.id}, ${personId}, 'named', ${randomUUID()}, 'ทดสอบ', now())`.execute(
    system.app.db,
  );
  expect(JSON.stringify(await unusual(superintendent))).not.toContain(incident?.code);
});

async function lastEntry(): Promise<number> {
  const [last] = await rows(system.app.db, sql<{ id: number }>`SELECT max(id) AS id FROM audit.entries`);
  return last?.id ?? 0;
}
