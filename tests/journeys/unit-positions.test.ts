import { afterAll, expect, test } from 'vitest';
import type { Me } from '../../contract/access.ts';
import type { PositionTaken } from '../../contract/unit-position.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aUnitOf } from '../support/a-sent-unit.ts';
import { anIncident } from '../support/an-incident.ts';
import { type Officer, until } from '../support/officer.ts';
import { followPositions, type PositionFollower } from '../support/position-follower.ts';
import { openSecondServer } from '../support/second-server.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const duty = await system.officer('duty1');
const neighbour = await system.officer('duty-wangthong');
const commander = await system.officer('commander');
const bangkok = await system.officer('duty-bangkok');
const patrol = await system.officer('patrol1');
const partner = await system.officer('patrol2');
const idOf = async (officer: Officer) => (await officer.get<Me>('/api/v1/me')).body.id;

const followers: PositionFollower[] = [];
const follow = async (officer: Officer, url = system.url) => {
  const follower = await followPositions(url, officer.cookie);
  followers.push(follower);
  return follower;
};
afterAll(() => {
  for (const follower of followers) follower.close();
});

const here = (more: object = {}) => ({
  ...{ lat: 16.8301, lng: 100.2701, accuracyMetres: 8, at: system.clock.now().toISOString() },
  ...more,
});
const share = (officer: Officer, more: object = {}) => officer.post<PositionTaken>('/api/v1/me/position', here(more));
const storedPositions = (unitId: string) =>
  rows(system.owner, sql<{ lat: number }>`SELECT lat FROM units.unit_positions WHERE unit_id = ${unitId}`);

test('a position is accepted only while the unit has an open job, and deleted afterwards', async () => {
  const { id } = await anIncident(system).happens();
  const unit = await aUnitOf(system, 'PS65003', [patrol], 'สาย 101');
  const map = await follow(duty);
  expect(await share(patrol)).toMatchObject({ status: 409, body: { code: 'units/not-assigned' } });
  expect(await storedPositions(unit.unitId)).toEqual([]);

  await unit.sentTo(id);
  expect(await share(patrol)).toEqual({
    status: 200,
    body: { unitId: unit.unitId, callSign: 'สาย 101', use: 'exact', doubt: null },
  });
  expect(await map.sees(unit.unitId)).toMatchObject({ callSign: 'สาย 101', status: 'assigned', lat: 16.8301 });

  await unit.isDone();
  expect(await share(patrol)).toMatchObject({ status: 409, body: { code: 'units/not-assigned' } });
  await map.stopsShowing(unit.unitId);
  await until(async () => ((await storedPositions(unit.unitId)).length === 0 ? true : undefined));
});

test('only the latest is stored: a late older one changes nothing, and a clock that is ahead blocks no other phone', async () => {
  const { id } = await anIncident(system).happens();
  const unit = await aUnitOf(system, 'PS65003', [patrol, partner], 'สาย 102');
  await unit.sentTo(id);
  const map = await follow(duty);
  const ahead = new Date(system.clock.now().getTime() + 3_600_000).toISOString();
  await share(patrol, { lat: 16.81, at: ahead });
  await map.sees(unit.unitId, ({ lat }) => lat === 16.81);
  await share(partner, { lat: 16.82 });
  await map.sees(unit.unitId, ({ lat }) => lat === 16.82);
  const before = new Date(system.clock.now().getTime() - 60_000).toISOString();
  expect((await share(patrol, { lat: 16.83, at: before })).status).toBe(200);
  expect(await storedPositions(unit.unitId)).toEqual([{ lat: 16.82 }]);
  await unit.isDone();
});

test('each person sees the units of their own branch; a patrol may not follow positions', async () => {
  const { id } = await anIncident(system).happens();
  const unit = await aUnitOf(system, 'PS65003', [patrol], 'สาย 103');
  await unit.sentTo(id);
  const [own, above, beside, far] = await Promise.all([duty, commander, neighbour, bangkok].map((one) => follow(one)));
  await share(patrol);
  await own?.sees(unit.unitId);
  await above?.sees(unit.unitId);
  // A visible unit follows in every stream; the hidden one would have come before it.
  const other = await aUnitOf(system, 'PS65013', [partner], 'วท. 1');
  await other.sentTo(id);
  await share(partner);
  await beside?.sees(other.unitId);
  expect(beside?.shown()?.has(unit.unitId)).toBe(false);
  expect(own?.shown()?.has(other.unitId)).toBe(false);
  expect([...(far?.shown()?.keys() ?? [])]).toEqual([]);
  expect((await patrol.get('/api/v1/positions/live')).status).toBe(403);
  expect((await fetch(`${system.url}/api/v1/positions/live`)).status).toBe(401);
  await unit.isDone();
  await other.isDone();
});

test('a position received by one server is shown on a console of another', async () => {
  const second = await openSecondServer(system);
  const { id } = await anIncident(system).happens();
  const unit = await aUnitOf(system, 'PS65003', [patrol], 'สาย 104');
  await unit.sentTo(id);
  const map = await follow(duty, second.url);
  await share(patrol, { lat: 16.81 });
  await map.sees(unit.unitId, ({ lat }) => lat === 16.81);
  await share(patrol, { lat: 16.82 });
  await map.sees(unit.unitId, ({ lat }) => lat === 16.82);
  await unit.isDone();
  await map.stopsShowing(unit.unitId);
});

test('a unit on its way to a withheld incident is withheld too, also on an open map', async () => {
  const { id } = await anIncident(system).happens();
  const unit = await aUnitOf(system, 'PS65003', [patrol], 'สาย 105');
  await unit.sentTo(id);
  const [theirs, others] = await Promise.all([follow(duty), follow(await system.officer('duty2'))]);
  await share(patrol);
  await theirs?.sees(unit.unitId);
  const boss = await system.officer('superintendent');
  const mark = { personId: await idOf(duty), kind: 'named', reason: 'ถูกกล่าวถึง' };
  expect((await boss.post(`/api/v1/incidents/${id}/conflicts`, mark)).status).toBe(200);
  await theirs?.stopsShowing(unit.unitId);
  await share(patrol, { lat: 16.84 });
  await others?.sees(unit.unitId, ({ lat }) => lat === 16.84);
  const later = await follow(duty);
  await until(() => later.shown());
  expect(later.shown()?.has(unit.unitId)).toBe(false);
  expect(theirs?.shown()?.has(unit.unitId)).toBe(false);
  await unit.isDone();
});

test('a position is in no log and no audit entry; that somebody follows the map is', async () => {
  const { id } = await anIncident(system).happens();
  const unit = await aUnitOf(system, 'PS65003', [patrol], 'สาย 106');
  await unit.sentTo(id);
  const count = () =>
    rows(
      system.owner,
      // Other jobs write events of their own meanwhile.
      sql<{ actions: number; events: number }>`SELECT
        (SELECT count(*) FROM platform.event_log WHERE type LIKE 'unit%' OR body::text LIKE '%16.9%') AS events,
        (SELECT count(*) FROM audit.entries WHERE actor_id = ${person}) AS actions`,
    );
  const person = await idOf(patrol);
  const before = await count();
  await share(patrol);
  await share(patrol, { lat: 16.9 });
  expect(await count()).toEqual(before);
  await follow(commander);
  const views = await rows(
    system.owner,
    sql`SELECT id FROM audit.entries WHERE action = 'units/follow-positions' AND actor_id = ${await idOf(commander)}`,
  );
  expect(views.length).toBeGreaterThan(0);
  await unit.isDone();
});

test('a stream of positions ends with its session', async () => {
  const officer = await system.officer('centre191');
  const map = await follow(officer);
  await until(() => map.shown());
  expect((await officer.post('/api/auth/sign-out', {})).status).toBe(200);
  // Checked at the next ping at the latest; here at once, as in every process when a right has ended.
  await map.ended;
  expect((await officer.get('/api/v1/positions/live')).status).toBe(401);
});
