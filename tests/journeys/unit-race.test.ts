import { expect, test } from 'vitest';
import type { Me } from '../../contract/access.ts';
import type { IncidentDetail } from '../../contract/incident.ts';
import type { Problem } from '../../contract/problem.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aPatrol, aUnit, jobsFor, unitAsSeenBy } from '../support/a-unit.ts';
import { anIncident } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const [one, other, superior] = [
  await system.officer('duty1'),
  await system.officer('duty2'),
  await system.officer('superintendent'),
];
const RACES = 100;
type Answered = Problem & IncidentDetail;

test(`two dispatchers send one unit to two incidents at the same moment, ${RACES} times: only one ever wins`, async () => {
  const unit = await aUnit(superior)
    .with(await aPatrol(system))
    .serves();
  const [first, second] = [await anIncident(system).happens(), await anIncident(system).happens()];
  const names = await Promise.all([one, other].map(async (each) => (await each.get<Me>('/api/v1/me')).body.name));
  const wins = new Map([
    [first.id, 0],
    [second.id, 0],
  ]);
  for (let race = 0; race < RACES; race++) {
    const answers = await Promise.all([
      one.post<Answered>(`/api/v1/incidents/${first.id}/units`, { unitId: unit.id }),
      other.post<Answered>(`/api/v1/incidents/${second.id}/units`, { unitId: unit.id }),
    ]);
    expect(
      answers.map(({ status }) => status).toSorted(),
      JSON.stringify(answers.map(({ body }) => body.code)),
    ).toEqual([200, 409]);
    const [won, code] = answers[0].status === 200 ? [first.id, first.code] : [second.id, second.code];
    const winner = answers[0].status === 200 ? names[0] : names[1];
    const lost = answers.find(({ status }) => status === 409)?.body;
    // The loser learns which incident has it and who sent it there.
    expect(lost).toMatchObject({ code: 'units/not-available', params: { unit: unit.callSign, code } });
    expect(lost?.title).toContain(code);
    expect(lost?.params?.name).toBe(winner);
    const open = await rows(
      system.owner,
      sql<{ incidentId: string }>`SELECT incident_id AS "incidentId" FROM units.assignments
        WHERE unit_id = ${unit.id} AND ended_at IS NULL`,
    );
    expect(open).toEqual([{ incidentId: won }]);
    wins.set(won, (wins.get(won) ?? 0) + 1);
    const back = await superior.post(`/api/v1/incidents/${won}/units/${unit.id}/withdraw`);
    expect(back.status).toBe(200);
  }
  expect([...wins.values()].reduce((sum, each) => sum + each, 0)).toBe(RACES);
}, 300_000);

test('a further job is given only on purpose, and does not hide the first', async () => {
  const unit = await aUnit(superior)
    .with(await aPatrol(system))
    .serves();
  const [first, second] = [await anIncident(system).happens(), await anIncident(system).happens()];
  await one.post(`/api/v1/incidents/${first.id}/assign`, { unitId: unit.id });
  const refused = await other.post<Answered>(`/api/v1/incidents/${second.id}/assign`, { unitId: unit.id });
  expect(refused).toMatchObject({ status: 409, body: { code: 'units/not-available' } });
  expect((await other.detail(second.id)).incident).toMatchObject({ status: 'open', unitName: null });
  const meant = await other.post(`/api/v1/incidents/${second.id}/assign`, { unitId: unit.id, queue: true });
  expect(meant.status).toBe(200);
  const [job, further] = [(await jobsFor(one, first.id))[0], (await jobsFor(one, second.id))[0]];
  expect((await unitAsSeenBy(one, unit.id))?.jobs.map(({ incidentCode }) => incidentCode)).toEqual([
    first.code,
    second.code,
  ]);

  // A step of one job changes that job only.
  await one.post(`/api/v1/assignments/${job?.id}/en-route`);
  await one.post(`/api/v1/assignments/${job?.id}/on-scene`);
  expect((await jobsFor(one, second.id))[0]).toMatchObject({ ...further, version: 1, status: 'assigned' });
  expect((await one.detail(second.id)).incident.status).toBe('unit-assigned');
  expect((await unitAsSeenBy(one, unit.id))?.status).toBe('on-scene');
  await one.post(`/api/v1/assignments/${job?.id}/done`);
  expect((await unitAsSeenBy(one, unit.id))?.status).toBe('assigned');
  expect((await jobsFor(one, second.id))[0]).toMatchObject({ status: 'assigned', isQueued: false });
});
