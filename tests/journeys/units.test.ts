import { expect, test } from 'vitest';
import type { IncidentDetail } from '../../contract/incident.ts';
import type { Problem } from '../../contract/problem.ts';
import { RETURNING_FOR_MS } from '../../contract/unit-status.ts';
import type { Assignment, Jobs, Unit, UnitSuggestions, Units } from '../../contract/units.ts';
import { aPatrol, aUnit, jobsFor, personIdOf, unitAsSeenBy } from '../support/a-unit.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const [duty, superior, patrol1, patrol2, wangThong] = [
  await system.officer('duty1'),
  await system.officer('superintendent'),
  await system.officer('patrol1'),
  await system.officer('patrol2'),
  await system.officer('duty-wangthong'),
];
const { units: register } = (await duty.get<Units>('/api/v1/units')).body;
const called = (name: string): Unit => {
  const unit = register.find(({ callSign }) => callSign === name);
  if (!unit) throw new Error(`the demonstration has no unit ${name}`);
  return unit;
};
const [one, two] = [called('สายตรวจ 1'), called('สายตรวจ 2')];
type Answered = Problem & IncidentDetail;
const send = (incidentId: string, unitId: string, rest: object = {}) =>
  duty.post<Answered>(`/api/v1/incidents/${incidentId}/units`, { unitId, ...rest });
const end = (incidentId: string) => duty.post(`/api/v1/incidents/${incidentId}/resolve`, { disposition: 'handled' });
const statusOf = async (unit: Unit) => (await unitAsSeenBy(duty, unit.id))?.status;

test('a unit is sent in one request: its crew sees the job, its steps change the incident, the reporter is notified', async () => {
  const { id, phone } = await anIncident(system).acknowledgedBy(duty).happens();
  expect((await patrol1.get<Jobs>('/api/v1/me/assignments')).body).toMatchObject({
    unit: { callSign: 'สายตรวจ 1' },
    jobs: [],
  });
  const sent = await duty.post<Answered>(`/api/v1/incidents/${id}/assign`, { unitId: one.id, etaMinutes: 9 });
  expect(sent.body.incident).toMatchObject({ status: 'unit-assigned', unitName: 'สายตรวจ 1' });
  expect(sent.body.officers.map((officer) => officer.id)).toEqual([await personIdOf(patrol1)]);
  await phone.waitForMessage('9 นาที');

  const { jobs } = (await patrol1.get<Jobs>('/api/v1/me/assignments')).body;
  expect(jobs).toMatchObject([{ assignment: { status: 'assigned' }, incident: { id, position: PLACES.muang } }]);
  const job = jobs[0]?.assignment.id;
  expect((await patrol1.post<Assignment>(`/api/v1/assignments/${job}/en-route`)).body.status).toBe('en-route');
  expect((await duty.detail(id)).incident.status).toBe('en-route');
  expect(await statusOf(one)).toBe('en-route');
  await patrol1.post(`/api/v1/assignments/${job}/on-scene`, { note: 'ถึงแล้ว พบผู้แจ้ง' });
  await phone.waitForMessage(/ถึงที่|ไปถึง|มาถึง/);
  const done = await patrol1.post<Assignment>(`/api/v1/assignments/${job}/done`, { disposition: 'handled' });
  expect(done.body).toMatchObject({ status: 'done', disposition: 'handled' });
  // The disposition is set by the responsible station, so the incident stays open.
  expect((await duty.detail(id)).incident).toMatchObject({ status: 'on-scene', resultFrom: 'สายตรวจ 1' });
  expect(await statusOf(one)).toBe('returning');
  expect((await patrol1.post<Unit>(`/api/v1/units/${one.id}/service`, { service: 'back' })).body.status).toBe(
    'available',
  );
  await end(id);
});

test('a second unit has a job of its own: a step of one does not affect the other', async () => {
  const { id } = await anIncident(system).acknowledgedBy(duty).happens();
  await send(id, one.id);
  const { body } = await send(id, two.id);
  expect(body.incident).toMatchObject({ status: 'unit-assigned', unitName: 'สายตรวจ 1, สายตรวจ 2' });
  const [first, second] = await jobsFor(duty, id);
  await patrol2.post(`/api/v1/assignments/${second?.id}/on-scene`);
  expect((await duty.detail(id)).incident.status).toBe('on-scene');
  expect((await jobsFor(duty, id))[0]).toEqual(first);
  // The other unit is still on its way, and may report steps.
  expect((await patrol1.post(`/api/v1/assignments/${first?.id}/en-route`)).status).toBe(200);
  const { incident, timeline } = await duty.detail(id);
  expect(incident.status).toBe('on-scene');
  expect(timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['unit-added', 'unit-en-route']));

  // Only the crew may report a step of its unit.
  const foreign = await patrol2.post<Problem>(`/api/v1/assignments/${first?.id}/on-scene`);
  expect(foreign).toMatchObject({ status: 403, body: { code: 'access/not-permitted' } });
  // After a withdrawal its crew no longer sees the incident; the other crew does.
  await duty.post(`/api/v1/incidents/${id}/units/${one.id}/withdraw`, { reason: 'พอแล้ว' });
  expect((await patrol1.get(`/api/v1/incidents/${id}`)).status).toBe(404);
  expect((await patrol2.get(`/api/v1/incidents/${id}`)).status).toBe(200);
  const late = await patrol1.post<Problem>(`/api/v1/assignments/${first?.id}/on-scene`);
  expect(late).toMatchObject({ status: 409, body: { code: 'units/assignment-changed' } });
  await end(id);
});

test('a late tap keeps the time it happened; an outdated one is refused with the current status', async () => {
  const { id } = await anIncident(system).acknowledgedBy(duty).happens();
  await send(id, one.id);
  const [job] = await jobsFor(duty, id);
  system.clock.advance(4 * 60_000);
  const happenedAt = new Date(system.clock.now().getTime() - 2 * 60_000).toISOString();
  const sent = await patrol1.post<Assignment>(`/api/v1/assignments/${job?.id}/en-route`, { happenedAt });
  expect(sent.body.enRouteAt).toBe(happenedAt);
  const entry = (await duty.detail(id)).timeline.find(({ kind }) => kind === 'en-route');
  expect(entry?.details).toMatchObject({ happenedAt, unitName: 'สายตรวจ 1' });
  // A phone clock that is ahead or far behind does not change the order of events.
  const tomorrow = new Date(system.clock.now().getTime() + 86_400_000).toISOString();
  const there = await patrol1.post<Assignment>(`/api/v1/assignments/${job?.id}/on-scene`, { happenedAt: tomorrow });
  expect(there.body.onSceneAt && Date.parse(there.body.onSceneAt)).toBeLessThanOrEqual(system.clock.now().getTime());
  const over = await patrol1.post<Problem>(`/api/v1/assignments/${job?.id}/en-route`, { happenedAt });
  expect(over).toMatchObject({
    status: 409,
    body: { code: 'units/assignment-changed', params: { status: 'on-scene', version: 3 } },
  });
  await end(id);
});

test('a merge moves units to the remaining incident, and a transfer releases them', async () => {
  // The unit on its way to the first incident goes to the second.
  const [first, second] = [await anIncident(system).happens(), await anIncident(system).happens()];
  await send(first.id, one.id);
  await duty.post(`/api/v1/incidents/${first.id}/merge`, { intoIncidentId: second.id });
  expect(await jobsFor(duty, second.id)).toMatchObject([{ unitId: one.id, status: 'assigned' }]);
  expect((await unitAsSeenBy(duty, one.id))?.jobs.map(({ incidentCode }) => incidentCode)).toEqual([second.code]);

  // Another station takes over: the units of this one are free at once.
  const [theirs] = (await wangThong.get<Units>('/api/v1/units')).body.units;
  const agencyId = theirs?.agency.id;
  await duty.post(`/api/v1/incidents/${second.id}/transfer`, { agencyId, reason: 'ใกล้กว่า' });
  await wangThong.post(`/api/v1/incidents/${second.id}/transfer-answer`, { accept: true });
  expect((await unitAsSeenBy(duty, one.id))?.jobs).toEqual([]);
});

test('for an actor from whom an incident is withheld its unit looks out of service, and a refusal reveals nothing', async () => {
  const withheld = await anIncident(system).happens();
  await superior.post(`/api/v1/incidents/${withheld.id}/conflicts`, {
    personId: await personIdOf(duty),
    kind: 'named',
    reason: 'ทดสอบ',
  });
  const unit = await aUnit(superior)
    .with(await aPatrol(system))
    .serves();
  await superior.post(`/api/v1/incidents/${withheld.id}/units`, { unitId: unit.id });
  expect(await unitAsSeenBy(superior, unit.id)).toMatchObject({ status: 'assigned' });
  expect(await unitAsSeenBy(duty, unit.id)).toMatchObject({ status: 'out-of-service', jobs: [] });
  const other = await anIncident(system).happens();
  for (const queue of [false, true]) {
    const refused = await send(other.id, unit.id, { queue });
    expect(refused).toMatchObject({ status: 409, body: { code: 'units/out-of-service' } });
    expect(JSON.stringify(refused.body)).not.toContain(withheld.code);
  }
  const path = `/api/v1/incidents/${other.id}/unit-suggestions`;
  const { suggestions } = (await duty.get<UnitSuggestions>(path)).body;
  expect(suggestions.map(({ unitId }) => unitId)).not.toContain(unit.id);
});

test('suggestions: best first, with reasons, and only units that can go', async () => {
  const busy = await aUnit(superior)
    .called('ชุดไม่ว่าง')
    .with(await aPatrol(system))
    .serves();
  const broken = await aUnit(superior)
    .called('ชุดรถเสีย')
    .with(await aPatrol(system))
    .serves();
  const away = await anIncident(system).happens();
  await send(away.id, busy.id);
  await duty.post(`/api/v1/units/${broken.id}/service`, { service: 'out-of-service', reason: 'ยางแตก' });
  const { id } = await anIncident(system).happens();
  const path = `/api/v1/incidents/${id}/unit-suggestions`;
  const { suggestions, via } = (await duty.get<UnitSuggestions>(path)).body;
  expect(via).toBe('estimate');
  const names = suggestions.map(({ callSign }) => callSign);
  expect(names.slice(0, 2).toSorted()).toEqual(['สายตรวจ 1', 'สายตรวจ 2']);
  expect(names.at(-1)).toBe('ชุดไม่ว่าง');
  expect(names).not.toContain('ชุดรถเสีย');
  // Units of another station are not suggested.
  expect(names).not.toContain('วังทอง 1');
  expect(suggestions[0]).toMatchObject({ from: 'station', openJobs: 0, members: 1, status: 'available' });
  expect((await send(id, broken.id)).body.code).toBe('units/out-of-service');
  expect((await send(id, called('สายตรวจ 3').id)).body.code).toBe('units/without-crew');
  const foreign = await wangThong.post<Problem>(`/api/v1/units/${one.id}/service`, { service: 'out-of-service' });
  expect(foreign).toMatchObject({ status: 404, body: { code: 'units/not-found' } });
  await end(id);
});

test('call signs are unique, and nobody is in two units', async () => {
  const agencyId = one.agency.id;
  const make = (body: object) => superior.post<Problem>(`/api/v1/agencies/${agencyId}/units`, { kind: 'car', ...body });
  expect((await make({ callSign: 'สายตรวจ 1' })).body.code).toBe('units/call-sign-taken');
  const taken = await make({ callSign: 'ใหม่', memberIds: [await personIdOf(patrol1)] });
  expect(taken.body.code).toBe('units/person-in-another-unit');
  expect((await make({ callSign: 'ใหม่', memberIds: [await personIdOf(wangThong)] })).body.code).toBe(
    'units/person-in-another-unit',
  );
});

test('a change of crew while the unit has a job: who joins sees the incident, who leaves no longer does', async () => {
  const unit = await aUnit(superior)
    .with(await aPatrol(system))
    .serves();
  const { id } = await anIncident(system).happens();
  await send(id, unit.id);
  const joining = await personIdOf(patrol2);
  await superior.post(`/api/v1/units/${two.id}/change`, { memberIds: [] });
  expect((await superior.post(`/api/v1/units/${unit.id}/change`, { memberIds: [joining] })).status).toBe(200);
  expect((await patrol2.get(`/api/v1/incidents/${id}`)).status).toBe(200);
  const busy = await superior.post<Problem>(`/api/v1/units/${unit.id}/disband`);
  expect(busy.body.code).toBe('units/has-jobs');
  // A unit with a job always has a crew: somebody else goes, or it is withdrawn.
  const nobody = await superior.post<Problem>(`/api/v1/units/${unit.id}/change`, { memberIds: [] });
  expect(nobody).toMatchObject({ status: 409, body: { code: 'units/without-crew' } });
  await superior.post(`/api/v1/units/${unit.id}/change`, { memberIds: [await aPatrol(system)] });
  expect((await patrol2.get(`/api/v1/incidents/${id}`)).status).toBe(404);
  await superior.post(`/api/v1/units/${two.id}/change`, { memberIds: [joining] });
  await end(id);
  expect((await superior.post(`/api/v1/units/${unit.id}/disband`)).status).toBe(200);
  expect(await unitAsSeenBy(duty, unit.id)).toBeUndefined();
});

test("open consoles and the crew's phones are informed that a unit changed; the neighbouring station is not", async () => {
  const { cursor } = await duty.queue();
  const [ours, phone, theirs] = [duty.follow(cursor), patrol1.follow(cursor), wangThong.follow(cursor)];
  const { id } = await anIncident(system).happens();
  await send(id, one.id);
  for (const stream of [ours, phone]) {
    await stream.waitFor((event) => event.event === 'unit-changed' && event.unitId === one.id);
  }
  await duty.post(`/api/v1/units/${one.id}/service`, { service: 'in-service' });
  expect(theirs.events.filter(({ data }) => data.event === 'unit-changed')).toEqual([]);
  await end(id);
});

test('the end of an incident releases its units; one that had set out is returning first, then free', async () => {
  const { id } = await anIncident(system).acknowledgedBy(duty).happens();
  await send(id, one.id);
  await send(id, two.id);
  await patrol1.post(`/api/v1/incidents/${id}/en-route`);
  await end(id);
  expect(await jobsFor(duty, id)).toMatchObject([{ status: 'done' }, { status: 'done' }]);
  expect([await statusOf(one), await statusOf(two)]).toEqual(['returning', 'available']);
  system.clock.advance(RETURNING_FOR_MS);
  expect(await statusOf(one)).toBe('available');
});
