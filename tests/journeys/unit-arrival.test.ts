import { expect, test } from 'vitest';
import type { PositionTaken } from '../../contract/unit-position.ts';
import type { Jobs, UnitSuggestions, Units } from '../../contract/units.ts';
import { sql } from '../../server/platform/database/database.ts';
import { jobsFor } from '../support/a-unit.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const [duty, patrol] = [await system.officer('duty1'), await system.officer('patrol1')];
const { units } = (await duty.get<Units>('/api/v1/units')).body;
const unit = units.find(({ callSign }) => callSign === 'สายตรวจ 1');
/** About ten kilometres away in a straight line: more than a quarter of an hour by road. */
const FAR = { lat: PLACES.muang.lat + 0.09, lng: PLACES.muang.lng };
const share = (at: { lat: number; lng: number }) =>
  patrol.post('/api/v1/me/position', { ...at, accuracyMetres: 8, at: system.clock.now().toISOString() });
const etaOf = async (id: string) =>
  Date.parse((await duty.detail(id)).incident.etaAt ?? '') - system.clock.now().getTime();

test('an ETA that does not match the position is corrected, and the reporter is notified', async () => {
  const { id, phone } = await anIncident(system).happens();
  await duty.post(`/api/v1/incidents/${id}/assign`, { unitId: unit?.id, etaMinutes: 4 });
  const [job] = await jobsFor(duty, id);
  // Not on its way yet: its position does not correct the ETA.
  await share(FAR);
  await patrol.post(`/api/v1/assignments/${job?.id}/en-route`);
  expect((await duty.detail(id)).timeline.some(({ kind }) => kind === 'eta-changed')).toBe(false);

  system.clock.advance(5000);
  expect((await share(FAR)).status).toBe(200);
  const entry = await until(async () => (await duty.detail(id)).timeline.find(({ kind }) => kind === 'eta-changed'));
  expect(entry).toMatchObject({ by: null, details: { byPosition: true, unitName: 'สายตรวจ 1', etaMinutes: 22 } });
  await phone.waitForMessage('22 นาที');
  expect(await etaOf(id)).toBeGreaterThan(20 * 60_000);
  expect((await jobsFor(duty, id))[0]?.etaAt).toBe((await duty.detail(id)).incident.etaAt);

  // Much nearer a little later: no correction within two minutes, but one after that.
  system.clock.advance(60_000);
  await share(PLACES.muang);
  system.clock.advance(61_000);
  await share(PLACES.muang);
  await until(async () => ((await etaOf(id)) <= 60_000 ? true : undefined));
  const changes = (await duty.detail(id)).timeline.filter(({ kind }) => kind === 'eta-changed');
  expect(changes.map(({ details }) => details.etaMinutes)).toEqual([22, 1]);

  // A unit with a job is estimated from its position, and is ranked behind free ones.
  const other = await anIncident(system).reportedAt(PLACES.nearWangThong).happens();
  const path = `/api/v1/incidents/${other.id}/unit-suggestions`;
  const { suggestions } = (await duty.get<UnitSuggestions>(path)).body;
  const ours = suggestions.find(({ unitId }) => unitId === unit?.id);
  expect(ours).toMatchObject({ from: 'position', status: 'en-route', openJobs: 1 });
  expect(ours?.positionAt).not.toBeNull();
  expect(suggestions.at(-1)).toEqual(ours);

  // On scene it corrects nothing any more.
  await patrol.post(`/api/v1/assignments/${job?.id}/on-scene`);
  system.clock.advance(180_000);
  await share(FAR);
  expect((await duty.detail(id)).incident.etaAt).toBeNull();
});

test('an implausible position corrects no ETA and does not move the unit on the map; the phone gets the reason', async () => {
  const { id, phone } = await anIncident(system).happens();
  const [job] = await jobsFor(duty, id);
  expect(job).toBeUndefined();
  const { jobs } = (await patrol.get<Jobs>('/api/v1/me/assignments')).body;
  for (const { assignment } of jobs) await patrol.post(`/api/v1/assignments/${assignment.id}/done`);
  await duty.post(`/api/v1/incidents/${id}/assign`, { unitId: unit?.id, etaMinutes: 6 });
  const [sent] = await jobsFor(duty, id);
  await patrol.post(`/api/v1/assignments/${sent?.id}/en-route`);
  system.clock.advance(700_000);
  const measured = { accuracyMetres: null, at: system.clock.now().toISOString() };
  for (const [position, answer] of [
    [
      { lat: 0, lng: 0, ...measured },
      { use: 'ignored', doubt: 'outside-thailand' },
    ],
    [
      { lat: 17.19, lng: 100.27, ...measured, accuracyMetres: 50_000 },
      { use: 'vague', doubt: 'too-vague' },
    ],
  ] as const) {
    system.clock.advance(16_000);
    const at = system.clock.now().toISOString();
    const taken = await patrol.post<PositionTaken>('/api/v1/me/position', { ...position, at });
    expect(taken).toMatchObject({ status: 200, body: answer });
  }
  // A plausible position follows, so that any effect of the others would have come before it.
  system.clock.advance(600_000);
  await share(FAR);
  await until(async () => (await duty.detail(id)).timeline.some(({ kind }) => kind === 'eta-changed') || undefined);
  const changes = (await duty.detail(id)).timeline.filter(({ kind }) => kind === 'eta-changed');
  expect(changes.map(({ details }) => details.etaMinutes)).toEqual([22]);
  expect(phone.messages().filter(({ text }) => /240|88 นาที/.test(text))).toEqual([]);
  // A vague position is not a starting point for suggestions.
  system.clock.advance(16_000);
  await patrol.post('/api/v1/me/position', {
    lat: 17.19,
    lng: 100.27,
    ...measured,
    at: system.clock.now().toISOString(),
  });
  const other = await anIncident(system).happens();
  const path = `/api/v1/incidents/${other.id}/unit-suggestions`;
  const { suggestions } = (await duty.get<UnitSuggestions>(path)).body;
  expect(suggestions.find(({ unitId }) => unitId === unit?.id)).toMatchObject({ from: 'station', positionAt: null });
});

test('a place known only as an area corrects no ETA: its centre is not where the reporter is', async () => {
  const { jobs } = (await patrol.get<Jobs>('/api/v1/me/assignments')).body;
  for (const { assignment } of jobs) await patrol.post(`/api/v1/assignments/${assignment.id}/done`);
  // Enough time to have come from its last position, or the jump would be doubted.
  system.clock.advance(1_200_000);
  const { id, phone } = await anIncident(system).happens();
  const isWithin = (metres: number | null) =>
    sql`UPDATE incident.incidents SET accuracy_metres = ${metres} WHERE id = ${id}`.execute(system.owner);
  await isWithin(4200);
  await duty.post(`/api/v1/incidents/${id}/assign`, { unitId: unit?.id, etaMinutes: 4 });
  await patrol.post(`/api/v1/assignments/${(await jobsFor(duty, id))[0]?.id}/en-route`);
  system.clock.advance(16_000);
  await share(FAR);
  // Leave time for the ETA check, which runs after the response, before the reporter sends a pin.
  await new Promise((done) => setTimeout(done, 500));
  await isWithin(null);
  system.clock.advance(240_000);
  await share({ lat: PLACES.muang.lat + 0.06, lng: PLACES.muang.lng });
  const changes = async () => (await duty.detail(id)).timeline.filter(({ kind }) => kind === 'eta-changed');
  await until(async () => (await changes()).length > 0 || undefined);
  expect((await changes()).map(({ details }) => details.etaMinutes)).toEqual([15]);
  expect(phone.messages().filter(({ text }) => text.includes('22 นาที'))).toEqual([]);
});
