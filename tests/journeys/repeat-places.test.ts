import { expect, test } from 'vitest';
import type { PlaceDetail, RepeatPlaces, Revisit } from '../../contract/places.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// Go back to this door: several reports at one place, who may know of it, who visits, and what came of it.

const system = await openTestSystem({ escalation: 'off' });
const DAY_MS = 86_400_000;
const METRE = 1 / 111_195;
const signIn = (name: string) => system.officerAgain(name);
const near = (place: { lat: number; lng: number }, metres: number) => ({ ...place, lat: place.lat + metres * METRE });
const list = async (by: Officer) => {
  await system.pass(5000);
  const answer = await by.get<RepeatPlaces>('/api/v1/insight/repeat-places');
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
};
const read = (by: Officer, id: string, purpose = 'planning') =>
  by.get<PlaceDetail>(`/api/v1/insight/places/${id}?purpose=${purpose}`);
const at = (place: { lat: number; lng: number }) => anIncident(system).reportedAt(place);
/** Sessions end before the next day; the desk is who sees what happens. */
const nextDay = async () => {
  system.clock.advance(DAY_MS);
  await signIn('desk1300');
};
const today = () => thaiDayOf(system.clock.now());

test('three calls to one door: the list begins with it, an analyst sees no address, a visit is due tomorrow', async () => {
  const home = PLACES.muang;
  await at(home).happens();
  const officer = await signIn('duty1');
  expect((await list(officer)).places).toEqual([]);
  await at(near(home, 20)).happens();
  const { phone } = await at(near(home, 10)).happens();
  const heard = phone.messages().length;
  // Another door, and one that is only repeated once.
  await at(near(home, 400)).happens();
  await at(near(home, 405)).happens();

  const analyst = await signIn('analyst');
  const planned = await list(analyst);
  expect(planned.places.map(({ n }) => n)).toEqual([3, 2]);
  const [place] = planned.places;
  expect(place).toMatchObject({ mayRead: false, isQuiet: null, revisits: [], lastOn: today() });
  expect(place?.cell).toMatch(/^88[0-9a-f]{13}$/);
  const id = place?.id ?? '';
  expect((await read(analyst, id)).status).toBe(403);
  // Not theirs: another station's officer, and a centre elsewhere.
  expect((await list(await signIn('duty-bangkok'))).places).toEqual([]);
  expect(await read(await signIn('duty-bangkok'), id)).toMatchObject({
    status: 404,
    body: { code: 'insight/place-not-found' },
  });

  const detail = (await read(await signIn('duty1'), id)).body;
  expect(detail.incidents.map(({ because }) => because)).toEqual(['nearby', 'nearby', 'first']);
  expect(detail.revisits.map(({ day, dueOn, who, isMine }) => [day, dueOn, who, isMine])).toEqual(
    [28, 7, 1].map((day) => [day, addDays(today(), day), 'both', true]),
  );
  const { personId } = await getDemoPerson(system, 'duty1');
  const looks = await rows(
    system.owner,
    sql`SELECT details ->> 'purpose' AS purpose FROM audit.entries
      WHERE kind = 'view' AND action = 'insight/view-place' AND subject_id = ${id} AND actor_id = ${personId}`,
  );
  expect(looks).toEqual([{ purpose: 'planning' }]);
  expect(JSON.stringify(detail)).not.toMatch(/reporter|phone|channel/i);

  // Nobody goes before the day; then the patrol sees this door and no other, without a right to read addresses.
  const answer = { outcome: 'not-at-home', cameOf: [], dangerNow: false };
  const [first] = detail.revisits.filter(({ day }) => day === 1);
  const say = (by: Officer, body: object = answer) =>
    by.post<Revisit>(`/api/v1/insight/revisits/${first?.id}/answer`, body);
  const patrol = await signIn('patrol1');
  expect((await list(patrol)).places).toEqual([]);
  expect(await say(patrol)).toMatchObject({ status: 422, body: { code: 'insight/revisit-not-due' } });
  await nextDay();
  const out = await signIn('patrol1');
  expect((await list(out)).places).toMatchObject([{ n: 3, mayRead: true }, { n: 2 }]);
  expect((await read(out, id, 'revisit')).body.position.lat).toBeCloseTo(home.lat, 3);

  // Nobody at home: again tomorrow. Then somebody opens, and the visit is over.
  expect(await say(out)).toMatchObject({ status: 200, body: { state: 'open', tries: 1, dueOn: addDays(today(), 1) } });
  await nextDay();
  const worker = await signIn('caseworker');
  const done = {
    outcome: 'referred',
    cameOf: ['still-afraid', 'help-wanted'],
    referredTo: 'shelter',
    dangerNow: false,
  };
  expect(await say(worker, done)).toMatchObject({
    ...{ status: 200, body: { state: 'referred', referredTo: 'shelter', cameOf: ['still-afraid', 'help-wanted'] } },
  });
  expect(await say(await signIn('duty1'))).toMatchObject({ status: 409, body: { code: 'insight/revisit-answered' } });
  expect((await list(await signIn('duty1'))).visits).toMatchObject({ referred: 1, open: 5, due: 1 });
  // Whoever reported was told nothing of any visit.
  expect(phone.messages()).toHaveLength(heard);

  // A fourth incident begins the visits again.
  await at(near(home, 5)).happens();
  const again = (await list(await signIn('duty1'))).places.find((one) => one.id === id);
  expect(again?.revisits.map(({ state, dueOn }) => [state, dueOn])).toEqual(
    [1, 7, 28].map((day) => ['open', addDays(today(), day)]),
  );
});

test('where somebody reported in silence no patrol is sent, and what the centre finds there is reported in silence', async () => {
  const home = PLACES.wangThong;
  const officer = await signIn('duty-wangthong');
  // Days have passed in which nobody answered the morning's heartbeat: by day the station would be passed over.
  const { agencyId } = await getDemoPerson(system, 'duty-wangthong');
  const ready = await officer.post(`/api/v1/agencies/${agencyId}/readiness`, { readiness: 'ready' });
  expect(ready.status).toBe(200);
  await at(home).silent().happens();
  await at(near(home, 5)).happens();
  const [place] = (await list(officer)).places;
  expect(place).toMatchObject({ n: 2, isQuiet: true });
  expect(place?.revisits.map(({ who, isMine }) => [who, isMine])).toEqual([1, 7, 28].map(() => ['centre', false]));
  await nextDay();
  // Neither a patrol that serves there nor another one learns of the visit.
  expect((await list(await signIn('patrol1'))).places.map(({ id }) => id)).not.toContain(place?.id);
  const [visit] = await rows(
    system.owner,
    sql<{ id: string; centreId: string }>`SELECT id, centre_id AS "centreId" FROM insight.revisits
      WHERE id = ${place?.revisits[0]?.id ?? ''}`,
  );
  await sql`UPDATE insight.revisits SET centre_id = ${(await getDemoPerson(system, 'caseworker')).agencyId} WHERE id = ${visit?.id}`.execute(
    system.owner,
  );
  const desk = await system.officer('desk1300');
  const known = (await desk.queue()).incidents.map(({ id }) => id);
  const worker = await signIn('caseworker');
  const told = await worker.post(`/api/v1/insight/revisits/${visit?.id}/answer`, {
    ...{ outcome: 'done', cameOf: ['injured'], dangerNow: true },
  });
  expect(told).toMatchObject({ status: 200, body: { state: 'done' } });
  const [raised] = await rows(
    system.owner,
    sql<{ reportId: string }>`SELECT danger_report_id AS "reportId" FROM insight.revisits WHERE id = ${visit?.id}`,
  );
  const opened = await desk.sees(({ id }) => !known.includes(id));
  expect(opened).toMatchObject({ status: 'open', silent: true });
  expect((await desk.detail(opened.id)).reports.map(({ reportId }) => reportId)).toEqual([raised?.reportId]);
});

test('a person joins two places and takes an incident out of one; each can be undone, and who is second is told', async () => {
  const home = PLACES.nearWangThong;
  const [one, two] = [await at(home).happens(), await at(near(home, 2)).happens()];
  await at(near(home, 60)).happens();
  const officer = await signIn('duty1');
  await list(officer);
  const idOf = async (incidentId: string) => {
    const [member] = await rows(
      system.owner,
      sql<{ id: string }>`SELECT root_id AS id FROM insight.place_incidents AS member
        JOIN insight.places AS place ON place.id = member.place_id WHERE incident_id = ${incidentId}`,
    );
    return member?.id ?? '';
  };
  const id = await idOf(one.id);
  const { near: others } = (await read(officer, id)).body;
  expect(others).toMatchObject([{ n: 1, metres: 58 }]);
  const correct = (what: string, body: object) => officer.post(`/api/v1/insight/places/${id}/${what}`, body);
  const placeId = others[0]?.id ?? '';
  expect(await correct('join', { placeId })).toMatchObject({ status: 200 });
  expect((await read(officer, id)).body).toMatchObject({ joined: [{ id: placeId, n: 1 }], near: [] });
  expect((await list(officer)).places.find((place) => place.id === id)?.n).toBe(3);
  expect(await correct('join', { placeId })).toMatchObject({ status: 409, body: { code: 'insight/place-changed' } });
  expect(await correct('part', { placeId })).toMatchObject({ status: 200 });

  expect(await correct('separate', { incidentId: two.id })).toMatchObject({ status: 200 });
  // One incident is no repetition, and what was planned for two is not done.
  expect((await list(officer)).places.find((place) => place.id === id)).toBeUndefined();
  expect((await read(officer, id)).body.incidents.map(({ isApart }) => isApart)).toEqual([true, false]);
  // No rule brings it back: only a person.
  await officer.post(`/api/v1/incidents/${two.id}/acknowledge`, { etaMinutes: 5 });
  await list(officer);
  expect(await idOf(two.id)).not.toBe(id);
  expect(await correct('put-back', { incidentId: two.id })).toMatchObject({ status: 200 });
  const [back] = (await list(officer)).places.filter((place) => place.id === id);
  expect(back).toMatchObject({ n: 2 });
  expect(back?.revisits.map(({ state }) => state)).toEqual(['open', 'open', 'open']);
  expect(await correct('put-back', { incidentId: two.id })).toMatchObject({ status: 409 });

  // Whoever is named in an incident there does not learn of the place.
  const { personId } = await getDemoPerson(system, 'duty2');
  const boss = await signIn('superintendent');
  expect((await list(await signIn('duty2'))).places.map((place) => place.id)).toContain(id);
  expect(
    await boss.post(`/api/v1/incidents/${one.id}/conflicts`, { personId, kind: 'named', reason: 'ญาติของผู้ถูกกล่าวหา' }),
  ).toMatchObject({
    status: 200,
  });
  const named = await signIn('duty2');
  expect((await list(named)).places.map((place) => place.id)).not.toContain(id);
  expect((await read(named, id)).status).toBe(404);

  // Merged into another one it is no incident of its own.
  expect(await officer.post(`/api/v1/incidents/${two.id}/merge`, { intoIncidentId: one.id })).toMatchObject({
    status: 200,
  });
  expect((await list(officer)).places.map((place) => place.id)).not.toContain(id);
});

test('a position that is moved far away takes its incident out of the place, also where a person had put it apart', async () => {
  const home = PLACES.muang;
  const far = near(home, -3000);
  const [one, two] = [await at(near(home, 900)).happens(), await at(near(home, 905)).happens()];
  const officer = await signIn('duty1');
  const placeOf = async (incidentId: string) => {
    await list(officer);
    const [member] = await rows(
      system.owner,
      sql<{ id: string }>`SELECT place_id AS id FROM insight.place_incidents WHERE incident_id = ${incidentId}`,
    );
    return member?.id;
  };
  const id = await placeOf(one.id);
  expect(await placeOf(two.id)).toBe(id);
  await two.phone.sendLocation(far);
  const apart = await placeOf(two.id);
  expect(apart).not.toBe(id);
  expect((await list(officer)).places.map((place) => place.id)).not.toContain(id);
  // Two at the new door, of which a person takes one out; then its position is moved again, to a door that is known.
  await at(near(far, 5)).happens();
  await list(officer);
  expect(await officer.post(`/api/v1/insight/places/${apart}/separate`, { incidentId: two.id })).toMatchObject({
    status: 200,
  });
  expect(await placeOf(two.id)).not.toBe(apart);
  await two.phone.sendLocation(near(home, 905));
  expect(await placeOf(two.id)).toBe(id);
});
