import { afterEach, expect, test } from 'vitest';
import type { Me } from '../../contract/access.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
const commander = await system.officer('commander');
const station = (await officer.get<Me>('/api/v1/me')).body.memberships[0]?.agency.id ?? '';
const sayReady = (readiness: string, by = officer) => by.post(`/api/v1/agencies/${station}/readiness`, { readiness });

afterEach(async () => {
  await sayReady('ready');
});

test('inside an area: the reason is given in both languages, with the place in words and the distance', async () => {
  const { detail, phone } = await anIncident(system).reportedAt(PLACES.muang).happens();
  expect(detail.routing.th).toContain('อยู่ในเขตรับผิดชอบ (โดยประมาณ) ของ สภ.เมืองพิษณุโลก');
  expect(detail.routing.en).toContain('Mueang Phitsanulok Police Station');
  expect(detail.incident.distanceMetres).toBeGreaterThan(500);
  expect(detail.incident.distanceMetres).toBeLessThan(1500);
  expect(detail.incident.place).toMatchObject({ provinceTh: 'พิษณุโลก', districtTh: 'เมืองพิษณุโลก' });
  await phone.waitForMessage('จ.พิษณุโลก');
});

test('near a border the neighbour is alerted too, and the reason is given', async () => {
  const neighbour = await system.officer('duty-wangthong');
  const live = neighbour.follow((await neighbour.queue()).cursor);
  const { id, detail } = await anIncident(system).reportedAt(PLACES.nearWangThong).happens();
  expect(detail.incident.responsibleAgency.id).toBe(station);
  expect(detail.routing.th).toContain('ใกล้เขต สภ.วังทอง');
  expect(detail.timeline.find(({ kind }) => kind === 'neighbour-notified')).toMatchObject({
    details: { agencyTh: 'สภ.วังทอง' },
  });
  expect(await live.waitFor((event) => event.event === 'incident-changed')).toMatchObject({ incident: { id } });
});

test('a station with nobody on duty is passed over, and the reason is given', async () => {
  expect((await sayReady('nobody-on-duty')).status).toBe(200);
  const { detail } = await anIncident(system).reportedAt(PLACES.muang).happens();
  expect(detail.incident.responsibleAgency.id).not.toBe(station);
  expect(detail.routing.th).toContain('ข้าม สภ.เมืองพิษณุโลก: ไม่มีผู้เข้าเวร');
  expect(detail.routing.th).toMatch(/ส่งให้ .+ ซึ่งพร้อมและอยู่ใกล้ที่สุด/);

  await sayReady('ready');
  const next = await anIncident(system).reportedAt(PLACES.muang).happens();
  expect(next.detail.incident.responsibleAgency.id).toBe(station);
});

test('only who serves there, or above it, says so; another station is answered as unknown', async () => {
  expect((await sayReady('nobody-on-duty', commander)).status).toBe(200);
  for (const name of ['duty-wangthong', 'duty-bangkok']) {
    expect(await sayReady('nobody-on-duty', await system.officer(name))).toMatchObject({
      status: 404,
      body: { code: 'jurisdiction/agency-not-found' },
    });
  }
  expect(await sayReady('no-heartbeat')).toMatchObject({ status: 400 });
});
