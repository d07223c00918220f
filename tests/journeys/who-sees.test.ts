import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Me } from '../../contract/access.ts';
import type { IncidentDetail, IncidentQueue } from '../../contract/incident.ts';
import type { Guests, Staff, Unmasked } from '../../contract/incident-visibility.ts';
import type { Problem } from '../../contract/problem.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { type Officer, until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const duty = await system.officer('duty1');
const boss = await system.officer('superintendent');
const centre = await system.officer('centre191');
const commander = await system.officer('commander');
const nationalCentre = await system.officer('desk1300');
const neighbour = await system.officer('duty-wangthong');
const patrol = await system.officer('patrol1');
const other = await system.officer('patrol2');
const guest = await system.officer('guest-hospital');
const analyst = await system.officer('analyst');
const idOf = async (officer: Officer) => (await officer.get<Me>('/api/v1/me')).body.id;
const path = (id: string, rest = '') => `/api/v1/incidents/${id}${rest}`;
const board = async (officer: Officer) => (await officer.get<IncidentQueue>('/api/v1/incidents')).body.incidents;
const auditOf = (id: string, action: string) =>
  rows(
    system.app.db,
    sql<{ actorId: string; details: Record<string, unknown> }>`SELECT actor_id AS "actorId", details
      FROM audit.entries WHERE subject_id = ${id} AND action = ${action} ORDER BY id`,
  );

/** An incident whose reporter gave a phone. */
async function withPhone(place = PLACES.muang) {
  const incident = await anIncident(system).reportedAt(place).happens();
  await incident.phone.sendText('0812345567');
  await until(async () => ((await duty.detail(incident.id)).reports[0]?.phone ? true : undefined));
  return incident;
}
const NOT_THERE = { status: 404, body: { code: 'incident/not-found' } };

describe('fields by role', () => {
  test('the agencies that answer see the phone number, others only that there is one', async () => {
    const { id } = await withPhone(PLACES.nearWangThong);
    for (const officer of [duty, centre]) {
      expect((await officer.detail(id)).reports).toMatchObject([{ phone: '+66812345567', phoneMasked: false }]);
    }
    for (const officer of [boss, commander, nationalCentre, neighbour]) {
      expect((await officer.detail(id)).reports).toMatchObject([{ phone: '08x-xxx-x567', phoneMasked: true }]);
      expect((await officer.detail(id)).actions).toContain('unmask');
    }
    expect((await duty.detail(id)).actions).not.toContain('unmask');
  });

  test('unmasking shows the value and is recorded with its reason; free text stays out of the audit trail', async () => {
    const { id, detail } = await withPhone();
    const asked = { field: 'phone', reason: 'other', text: 'ญาติผู้แจ้งโทรมาสอบถาม' };
    const shown = await commander.post<Unmasked>(path(id, '/unmask'), asked);
    const reportId = detail.reports[0]?.reportId;
    expect(shown).toEqual({ status: 200, body: { phones: [{ reportId, phone: '+66812345567' }], positions: [] } });
    expect(await auditOf(id, 'incident/unmask')).toEqual([
      { actorId: await idOf(commander), details: { field: 'phone', reason: 'other', unmaskingId: expect.any(String) } },
    ]);
    const stored = await rows(
      system.app.db,
      sql`SELECT reason_text FROM incident.unmaskings WHERE incident_id = ${id}`,
    );
    expect(stored).toEqual([{ reason_text: asked.text }]);
    // Unmasking applies to one answer only.
    expect((await commander.detail(id)).reports[0]?.phoneMasked).toBe(true);
  });

  test('no reason, no number; and nobody unmasks what they may not see', async () => {
    const { id } = await withPhone();
    expect((await commander.post(path(id, '/unmask'), { field: 'phone', reason: 'other' })).status).toBe(400);
    expect((await commander.post(path(id, '/unmask'), { field: 'phone' })).status).toBe(400);
    const asked = { field: 'phone', reason: 'call-reporter' };
    const hidden = await neighbour.post<Problem>(path(id, '/unmask'), asked);
    expect(hidden).toMatchObject(NOT_THERE);
    expect(await neighbour.post<Problem>(path(randomUUID(), '/unmask'), asked)).toEqual(hidden);
    expect(await auditOf(id, 'incident/unmask')).toEqual([]);
  });

  test('an analyst sees no incident, neither on the board nor live', async () => {
    const { id } = await withPhone();
    for (const address of ['/api/v1/incidents', path(id)]) {
      expect(await analyst.get(address)).toMatchObject({ status: 403, body: { code: 'access/not-permitted' } });
    }
    const live = analyst.follow((await duty.queue()).cursor);
    const receiving = duty.follow((await duty.queue()).cursor);
    const next = await anIncident(system).happens();
    await receiving.waitFor((event) => event.event === 'incident-changed' && event.incident.id === next.id);
    expect(live.events).toEqual([]);
  });
});

describe('a patrol', () => {
  test('sees what it is sent to, from then on and until it is recalled, and nothing else', async () => {
    const { id } = await withPhone();
    const me = await idOf(patrol);
    expect(await patrol.get(path(id))).toMatchObject(NOT_THERE);
    expect((await board(patrol)).map((each) => each.id)).not.toContain(id);
    const live = patrol.follow((await duty.queue()).cursor);
    const choice = (await duty.get<Staff>(path(id, '/officers'))).body.people;
    expect(choice.map((person) => person.id)).toContain(me);
    const sent = await duty.post(path(id, '/assign'), { unitName: 'สายตรวจ 1', officerIds: [me] });
    expect(sent).toMatchObject({ status: 200, body: { officers: [{ id: me }] } });
    const seen = await live.waitFor((event) => event.event === 'incident-changed' && event.incident.id === id);
    expect(seen).toMatchObject({ incident: { placeMasked: false, position: PLACES.muang } });
    expect((await board(patrol)).map((each) => each.id)).toContain(id);
    const detail = await patrol.detail(id);
    expect(detail.reports).toMatchObject([{ phone: '+66812345567' }]);
    expect(detail.actions).toEqual(['en-route', 'on-scene', 'type', 'safety-notes']);
    expect((await patrol.post(path(id, '/en-route'))).status).toBe(200);
    expect(await patrol.post(path(id, '/resolve'), { disposition: 'handled' })).toMatchObject({ status: 403 });
    expect(await other.get(path(id))).toMatchObject(NOT_THERE);

    expect((await duty.post(path(id, '/officers'), { officerIds: [await idOf(other)] })).status).toBe(200);
    await live.waitFor((event) => event.event === 'incident-gone' && event.incidentId === id);
    expect(await patrol.get(path(id))).toMatchObject(NOT_THERE);
    expect((await other.detail(id)).incident.id).toBe(id);
  });

  test('only people of the station can be sent', async () => {
    const { id } = await withPhone();
    for (const person of [await idOf(neighbour), await idOf(analyst), await idOf(guest), randomUUID()]) {
      expect(await duty.post(path(id, '/officers'), { officerIds: [person] })).toMatchObject({
        status: 409,
        body: { code: 'incident/officer-not-available' },
      });
    }
  });
});

describe('a guest', () => {
  const day = (days: number) => addDays(thaiDayOf(system.clock.now()), days);

  test('sees the one incident, masked, until the invitation ends', async () => {
    const invited = await withPhone();
    await invited.phone.sendText('อยู่บ้านเลขที่ 12 หลังวัด');
    await until(async () => ((await duty.detail(invited.id)).messages.length > 0 ? true : undefined));
    const personId = await idOf(guest);
    const live = guest.follow((await duty.queue()).cursor);
    const asked = { personId, until: day(2), reason: 'ดูแลบาดแผลและจิตใจ' };
    const written = await boss.post<{ id: string }>(path(invited.id, '/guests'), asked);
    expect(written.status).toBe(200);

    const row = await live.waitFor((event) => event.event === 'incident-changed');
    const { body } = await guest.get<IncidentDetail>(path(invited.id));
    const whole = JSON.stringify([row, body, await board(guest)]);
    expect(whole).not.toMatch(/12 หลังวัด|812345567|16\.8211|100\.2659/);
    expect(body).toMatchObject({
      incident: { placeMasked: true, place: { subdistrictTh: expect.any(String) } },
      reports: [{ phone: '08x-xxx-x567' }],
      positions: [],
      messages: [],
      actions: [],
    });
    expect((await board(guest)).map(({ id }) => id)).toEqual([invited.id]);
    expect(await guest.post(path(invited.id, '/unmask'), { field: 'phone', reason: 'call-reporter' })).toMatchObject({
      status: 403,
    });

    const list = (await boss.get<Guests>(path(invited.id, '/guests'))).body.guests;
    expect(list).toMatchObject([{ person: { id: personId }, reason: asked.reason, endedAt: null }]);
    expect((await boss.post(path(invited.id, `/guests/${written.body.id}/end`))).status).toBe(200);
    await live.waitFor((event) => event.event === 'incident-gone' && event.incidentId === invited.id);
    expect(await guest.get(path(invited.id))).toMatchObject(NOT_THERE);
    expect(await board(guest)).toEqual([]);
  });

  test('only a partner can be invited, and for a year at most', async () => {
    const { id } = await withPhone();
    const ask = async (officer: Officer, until: string) =>
      boss.post<Problem>(path(id, '/guests'), { personId: await idOf(officer), until, reason: 'ทดสอบ' });
    for (const answer of [
      await ask(analyst, day(1)),
      await ask(patrol, day(1)),
      await ask(guest, day(-1)),
      await ask(guest, day(500)),
    ]) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'incident/guest-not-possible' } });
    }
  });
});
