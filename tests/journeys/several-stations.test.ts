import { expect, test } from 'vitest';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { anIncident } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const lead = await system.officer('duty1');
const supporter = await system.officer('duty-wangthong');
const centre = await system.officer('centre191');
const wangThong = await getRow(
  system.owner,
  sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = 'PS65013'`,
);

test('a second station supports it and one leads: only the lead resolves, transfers and involves further stations', async () => {
  const { id } = await anIncident(system).acknowledgedBy(lead).happens();
  expect((await supporter.get(`/api/v1/incidents/${id}`)).status).toBe(404);
  const asked = await lead.post(`/api/v1/incidents/${id}/stations`, { agencyId: wangThong.id, reason: 'มีหลายคน' });
  expect(asked.body.stations).toMatchObject([
    { role: 'responsible' },
    { role: 'supporting', agency: { id: wangThong.id } },
  ]);
  expect(asked.body.timeline.at(-1)).toMatchObject({ kind: 'station-involved', details: { reason: 'มีหลายคน' } });

  const seen = await supporter.detail(id);
  expect(seen.stations.find(({ role }) => role === 'responsible')?.agency.id).toBe(seen.incident.responsibleAgency.id);
  expect(seen.actions).toEqual(expect.arrayContaining(['en-route', 'on-scene', 'messages']));
  for (const forbidden of ['resolve', 'close', 'transfer', 'stations', 'take-over'])
    expect(seen.actions).not.toContain(forbidden);
  expect((await supporter.post(`/api/v1/incidents/${id}/on-scene`, {})).status).toBe(200);
  expect((await supporter.post(`/api/v1/incidents/${id}/resolve`, { disposition: 'handled' })).status).toBe(403);
  expect(
    (await supporter.post(`/api/v1/incidents/${id}/transfer`, { agencyId: wangThong.id, reason: 'x' })).status,
  ).toBe(403);

  const twice = await lead.post(`/api/v1/incidents/${id}/stations`, { agencyId: wangThong.id, reason: 'อีก' });
  expect(twice).toMatchObject({ status: 409, body: { code: 'incident/station-not-possible' } });
  const released = await lead.post(`/api/v1/incidents/${id}/stations/${wangThong.id}/release`, {});
  expect(released.body.stations).toMatchObject([{ role: 'responsible' }, { role: 'former' }]);
  expect((await supporter.detail(id)).actions).not.toContain('on-scene');
  expect(await supporter.post(`/api/v1/incidents/${id}/en-route`, {})).toMatchObject({
    status: 409,
    body: { code: 'incident/moved-on', params: { did: 'incident/station-released' } },
  });
});

test('an accepted transfer moves the lead: the supporter leads, the former lead only sees it', async () => {
  const { id } = await anIncident(system).acknowledgedBy(lead).happens();
  await lead.post(`/api/v1/incidents/${id}/stations`, { agencyId: wangThong.id, reason: 'ใกล้กว่า' });
  await lead.post(`/api/v1/incidents/${id}/transfer`, { agencyId: wangThong.id, reason: 'ใกล้กว่า' });
  expect((await lead.detail(id)).stations.find(({ role }) => role === 'supporting')?.agency.id).toBe(wangThong.id);
  await supporter.post(`/api/v1/incidents/${id}/transfer-answer`, { accept: true });
  expect((await supporter.detail(id)).stations.map(({ role }) => role).sort()).toEqual(['former', 'responsible']);
  expect(await lead.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 5 })).toMatchObject({
    status: 409,
    body: { code: 'incident/moved-on', params: { did: 'incident/transfer-accepted' } },
  });
});

test('191 takes over from a station whose patrol is on the way: the station continues as a supporter', async () => {
  const { id } = await anIncident(system).acknowledgedBy(lead).enRouteBy(lead).happens();
  const taken = await centre.post(`/api/v1/incidents/${id}/take-over`, { reason: 'ประสานหลายหน่วย' });
  expect(taken.body.timeline.at(-1)).toMatchObject({ kind: 'taken-over', details: { reason: 'ประสานหลายหน่วย' } });
  expect((await lead.detail(id)).actions).toContain('on-scene');
  expect((await lead.post(`/api/v1/incidents/${id}/on-scene`, {})).status).toBe(200);
  expect(await lead.post(`/api/v1/incidents/${id}/resolve`, { disposition: 'handled' })).toMatchObject({
    status: 409,
    body: { code: 'incident/moved-on', params: { did: 'incident/taken-over' } },
  });
});
