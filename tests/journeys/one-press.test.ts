import { expect, test } from 'vitest';
import type { IncidentDetail } from '../../contract/incident.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Jobs, Units } from '../../contract/units.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { jobsFor } from '../support/a-unit.ts';
import { anIncident } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const [duty, other, patrol] = [
  await system.officer('duty1'),
  await system.officer('duty2'),
  await system.officer('patrol1'),
];
const unit = (await duty.get<Units>('/api/v1/units')).body.units.find(({ callSign }) => callSign === 'สายตรวจ 1');
type Answered = Problem & IncidentDetail;
const press = (officer: typeof duty, id: string, etaMinutes: number) =>
  officer.post<Answered>(`/api/v1/incidents/${id}/assign`, { unitId: unit?.id, etaMinutes });
const auditOf = (id: string) =>
  rows(
    system.owner,
    sql<{ action: string }>`SELECT action FROM audit.entries WHERE subject_id = ${id} AND kind = 'action'`,
  );

test('one press answers and sends: answer, ETA, job and audit are one transaction, and both sides hear', async () => {
  const { id, phone } = await anIncident(system).happens();
  const answer = await press(duty, id, 6);
  expect(answer.status).toBe(200);
  expect(answer.body.incident).toMatchObject({
    status: 'unit-assigned',
    unitName: 'สายตรวจ 1',
    acknowledgedBy: { name: expect.stringContaining('ใจดี') },
    etaAt: expect.any(String),
  });
  // Who reads it later sees what was promised with it.
  expect(answer.body.timeline.at(-1)).toMatchObject({
    kind: 'unit-assigned',
    details: { unitName: 'สายตรวจ 1', etaMinutes: 6 },
  });
  // Rows of one transaction carry its number: none of these can be without the others.
  const transactions = await rows(
    system.owner,
    sql<{ transaction: string }>`SELECT xmin::text AS transaction FROM incident.timeline
        WHERE incident_id = ${id} AND kind = 'unit-assigned'
      UNION ALL SELECT xmin::text FROM units.assignments WHERE incident_id = ${id}
      UNION ALL SELECT xmin::text FROM audit.entries
        WHERE subject_id = ${id} AND action IN ('incident/unit-assigned', 'units/sent')`,
  );
  expect(transactions).toHaveLength(4);
  expect(new Set(transactions.map(({ transaction }) => transaction)).size).toBe(1);
  expect((await patrol.get<Jobs>('/api/v1/me/assignments')).body.jobs.map(({ incident }) => incident.id)).toEqual([id]);
  await phone.waitForMessage('6 นาที');
  await duty.post(`/api/v1/incidents/${id}/resolve`, { disposition: 'handled' });
  await patrol.post(`/api/v1/units/${unit?.id}/service`, { service: 'back' });
});

test('the unit was taken meanwhile: nothing of the press remains, and the incident still waits for an answer', async () => {
  const [mine, theirs] = [await anIncident(system).happens(), await anIncident(system).happens()];
  expect((await press(other, theirs.id, 9)).status).toBe(200);
  const before = { detail: await duty.detail(mine.id), audit: await auditOf(mine.id), said: mine.phone.messages() };
  const refused = await press(duty, mine.id, 6);
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'units/not-available', params: { code: theirs.code } },
  });
  const { incident, timeline, officers } = await duty.detail(mine.id);
  expect(incident).toMatchObject({ status: 'open', acknowledgedBy: null, unitName: null, etaAt: null });
  expect(incident.version).toBe(before.detail.incident.version);
  expect({ timeline, officers }).toEqual({ timeline: before.detail.timeline, officers: before.detail.officers });
  expect(await jobsFor(duty, mine.id)).toEqual([]);
  expect(await auditOf(mine.id)).toEqual(before.audit);
  expect(mine.phone.messages()).toEqual(before.said);
  // It is not lost: the plain answer still takes it.
  expect((await duty.post<Answered>(`/api/v1/incidents/${mine.id}/acknowledge`, { etaMinutes: 15 })).status).toBe(200);
});
