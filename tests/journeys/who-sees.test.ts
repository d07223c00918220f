import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Me } from '../../contract/access.ts';
import type { IncidentDetail, IncidentQueue } from '../../contract/incident.ts';
import type { Conflicts, Guests, Staff, Unmasked } from '../../contract/incident-sight.ts';
import type { Problem } from '../../contract/problem.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { type Officer, until } from '../support/officer.ts';
import { openHouse } from '../support/whole-house.ts';

const house = await openHouse();
const duty = await house.officer('duty1');
const second = await house.officer('duty2');
const boss = await house.officer('superintendent');
const centre = await house.officer('centre191');
const commander = await house.officer('commander');
const desk = await house.officer('desk1300');
const neighbour = await house.officer('duty-wangthong');
const patrol = await house.officer('patrol1');
const other = await house.officer('patrol2');
const guest = await house.officer('guest-hospital');
const analyst = await house.officer('analyst');
const idOf = async (officer: Officer) => (await officer.get<Me>('/api/v1/me')).body.id;
const path = (id: string, rest = '') => `/api/v1/incidents/${id}${rest}`;
const board = async (officer: Officer) => (await officer.get<IncidentQueue>('/api/v1/incidents')).body.incidents;
const auditOf = (id: string, act: string) =>
  rows(
    house.app.db,
    sql<{ actorId: string; details: Record<string, unknown> }>`SELECT actor_id AS "actorId", details
      FROM audit.entries WHERE subject_id = ${id} AND act = ${act} ORDER BY id`,
  );

/** An incident whose reporter gave a phone. */
async function withPhone(place = PLACES.muang) {
  const incident = await anIncident(house).reportedAt(place).happens();
  await incident.phone.sendText('0812345567');
  await until(async () => ((await duty.detail(incident.id)).reports[0]?.phone ? true : undefined));
  return incident;
}
const NOT_THERE = { status: 404, body: { code: 'incident/not-found' } };

describe('fields by role', () => {
  test('who answers for it sees the phone, others see that there is one', async () => {
    const { id } = await withPhone(PLACES.nearWangThong);
    for (const officer of [duty, centre]) {
      expect((await officer.detail(id)).reports).toMatchObject([{ phone: '+66812345567', phoneMasked: false }]);
    }
    for (const officer of [boss, commander, desk, neighbour]) {
      expect((await officer.detail(id)).reports).toMatchObject([{ phone: '08x-xxx-x567', phoneMasked: true }]);
      expect((await officer.detail(id)).actions).toContain('unmask');
    }
    expect((await duty.detail(id)).actions).not.toContain('unmask');
  });

  test('unmasking shows the value and is recorded with its reason; words stay out of the audit', async () => {
    const { id, detail } = await withPhone();
    const asked = { field: 'phone', reason: 'other', words: 'ญาติผู้แจ้งโทรมาสอบถาม' };
    const shown = await commander.post<Unmasked>(path(id, '/unmask'), asked);
    const reportId = detail.reports[0]?.reportId;
    expect(shown).toEqual({ status: 200, body: { phones: [{ reportId, phone: '+66812345567' }], positions: [] } });
    expect(await auditOf(id, 'incident/unmask')).toEqual([
      { actorId: await idOf(commander), details: { field: 'phone', reason: 'other', unmaskingId: expect.any(String) } },
    ]);
    const kept = await rows(house.app.db, sql`SELECT reason_words FROM incident.unmaskings WHERE incident_id = ${id}`);
    expect(kept).toEqual([{ reason_words: asked.words }]);
    // Once shown is not shown for ever.
    expect((await commander.detail(id)).reports[0]?.phoneMasked).toBe(true);
  });

  test('no reason, no number; and nobody unmasks what they can not see', async () => {
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
    const hearing = duty.follow((await duty.queue()).cursor);
    const next = await anIncident(house).happens();
    await hearing.waitFor((event) => event.event === 'incident-changed' && event.incident.id === next.id);
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
    expect(detail.actions).toEqual(['en-route', 'on-scene']);
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
  const day = (days: number) => new Date(house.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);

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

describe('a conflict of interest', () => {
  let me: string;
  beforeAll(async () => {
    me = await idOf(second);
  });
  const mark = (id: string, personId: string, by = boss) =>
    by.post<{ id: string }>(path(id, '/conflicts'), { personId, kind: 'named', reason: 'ผู้แจ้งออกชื่อ' });

  test('from the mark on the incident is not there: looked at, acted on, listed, live or asked again', async () => {
    const { id, phone } = await withPhone();
    const live = second.follow((await second.queue()).cursor);
    const hearing = duty.follow((await duty.queue()).cursor);
    const key = randomUUID();
    const first = await second.post(path(id, '/acknowledge'), { etaMinutes: 5 }, key);
    expect(first.status).toBe(200);
    expect((await mark(id, me)).status).toBe(200);
    await live.waitFor((event) => event.event === 'incident-gone' && event.incidentId === id);
    const heard = live.events.length;

    // Something happens to it that others hear of, and then something they hear of as well.
    expect((await duty.post(path(id, '/on-scene'))).status).toBe(200);
    await phone.sendText('ช่วยเร็วหน่อย');
    await hearing.waitFor((event) => event.event === 'chat-message' && event.incidentId === id);
    const next = await anIncident(house).happens();
    await live.waitFor((event) => event.event === 'incident-changed' && event.incident.id === next.id);
    const later = live.events.slice(heard);
    expect(JSON.stringify(later)).not.toContain(id);

    const acts: [string, object][] = [
      ['/acknowledge', { etaMinutes: 5 }],
      ['/resolve', { disposition: 'handled' }],
      ['/transfer', { agencyId: randomUUID(), reason: 'ทดสอบ' }],
      ['/merge', { intoIncidentId: next.id }],
      ['/unmask', { field: 'phone', reason: 'call-reporter' }],
    ];
    for (const [act, body] of acts) {
      const hidden = await second.post<Problem>(path(id, act), body);
      expect(hidden, act).toMatchObject(NOT_THERE);
      expect(hidden, act).toEqual(await second.post<Problem>(path(randomUUID(), act), body));
    }
    expect(await second.get(path(id))).toMatchObject(NOT_THERE);
    expect(await second.get(path(id, '/officers'))).toMatchObject(NOT_THERE);
    expect(await second.post(path(next.id, '/merge'), { intoIncidentId: id })).toMatchObject(NOT_THERE);
    // The answer kept for a repeated request is not given out either.
    expect(await second.post(path(id, '/acknowledge'), { etaMinutes: 5 }, key)).toMatchObject(NOT_THERE);
    for (const scope of ['open', 'recent']) {
      const { body } = await second.get<IncidentQueue>(`/api/v1/incidents?scope=${scope}`);
      expect(JSON.stringify(body)).not.toContain(id);
    }
  });

  test('it does not ring for them: a stream opened later, or taken up again from before, stays silent', async () => {
    const { cursor } = await second.queue();
    const { id } = await withPhone();
    expect((await mark(id, me)).status).toBe(200);
    const again = second.follow(cursor);
    const next = await anIncident(house).happens();
    await again.waitFor((event) => event.event === 'incident-changed' && event.incident.id === next.id);
    const about = again.events.filter(({ data }) => JSON.stringify(data).includes(id));
    expect(about).toEqual([]);
    // A new snapshot, which is without it: its number may be new to whoever was away.
    expect(again.events.map(({ data }) => data.event)).toContain('reload');
  });

  test('whoever could not see it anyway does not learn of it from the mark', async () => {
    const { id } = await withPhone();
    const faraway = await house.officer('duty-bangkok');
    const live = faraway.follow((await faraway.queue()).cursor);
    expect((await mark(id, await idOf(faraway))).status).toBe(200);
    const own = await anIncident(house).reportedAt(PLACES.bangkok).happens();
    await live.waitFor((event) => event.event === 'incident-changed' && event.incident.id === own.id);
    expect(live.events.filter(({ data }) => !JSON.stringify(data).includes(own.id))).toEqual([]);
  });

  test('a suggestion of duplicates does not give it away', async () => {
    const near = (metres: number) => ({ ...PLACES.muang, lat: PLACES.muang.lat + metres / 111_000 + 0.02 });
    const kept = await anIncident(house).reportedAt(near(0)).happens();
    const shown = await anIncident(house).reportedAt(near(20)).happens();
    expect((await second.detail(shown.id)).duplicates.map(({ incident }) => incident.id)).toContain(kept.id);
    expect((await mark(kept.id, me)).status).toBe(200);
    const { cursor } = await second.queue();
    const live = second.follow(cursor);
    expect((await duty.post(path(shown.id, '/acknowledge'), { etaMinutes: 5 })).status).toBe(200);
    const row = await live.waitFor((event) => event.event === 'incident-changed' && event.incident.id === shown.id);
    expect(row).toMatchObject({ incident: { hasDuplicateSuggestions: false } });
    const detail = await second.detail(shown.id);
    expect(JSON.stringify(detail)).not.toContain(kept.id);
    expect(detail.incident.hasDuplicateSuggestions).toBe(false);
    expect((await board(second)).find(({ id }) => id === shown.id)?.hasDuplicateSuggestions).toBe(false);
    expect((await board(duty)).find(({ id }) => id === shown.id)?.hasDuplicateSuggestions).toBe(true);
  });

  test('what is kept of one is kept of what it is merged into, either way round', async () => {
    const kept = await anIncident(house).happens();
    const target = await anIncident(house).happens();
    expect((await mark(kept.id, me)).status).toBe(200);
    expect((await duty.post(path(kept.id, '/merge'), { intoIncidentId: target.id })).status).toBe(200);
    expect(await second.get(path(target.id))).toMatchObject(NOT_THERE);
    const third = await anIncident(house).happens();
    expect((await duty.post(path(third.id, '/merge'), { intoIncidentId: target.id })).status).toBe(200);
    expect(await second.get(path(third.id))).toMatchObject(NOT_THERE);
    // A mark on one of them holds for all.
    expect((await mark(third.id, await idOf(patrol))).status).toBe(200);
    const marked = (await boss.get<Conflicts>(path(kept.id, '/conflicts'))).body.conflicts;
    expect(marked.map(({ person }) => person.id)).toContain(await idOf(patrol));
  });

  test('only a supervisor marks and lifts; whoever it is kept from can do neither, whatever their rank', async () => {
    const { id } = await withPhone();
    const bossId = await idOf(boss);
    expect(await duty.post(path(id, '/conflicts'), { personId: me, kind: 'named', reason: 'ทดสอบ' })).toMatchObject({
      status: 403,
    });
    const marked = await mark(id, bossId, centre);
    expect(marked.status).toBe(200);
    expect(await mark(id, bossId, centre)).toMatchObject({ status: 409, body: { code: 'incident/conflict-exists' } });
    for (const answer of [
      await boss.get(path(id, '/conflicts')),
      await boss.get(path(id, '/guests')),
      await boss.post(path(id, `/conflicts/${marked.body.id}/lift`), { reason: 'ไม่จริง' }),
      await mark(id, me),
    ]) {
      expect(answer).toMatchObject(NOT_THERE);
    }
    const list = (await commander.get<Conflicts>(path(id, '/conflicts'))).body.conflicts;
    expect(list).toMatchObject([
      { person: { id: bossId }, by: { id: await idOf(centre) }, reason: 'ผู้แจ้งออกชื่อ', liftedAt: null },
    ]);
    const live = boss.follow((await boss.queue()).cursor);
    const lifted = await commander.post(path(id, `/conflicts/${marked.body.id}/lift`), { reason: 'ชื่อซ้ำ คนละคน' });
    expect(lifted.status).toBe(200);
    await live.waitFor((event) => event.event === 'incident-changed' && event.incident.id === id);
    expect((await boss.detail(id)).incident.id).toBe(id);
    expect((await auditOf(id, 'incident/conflict-marked')).map(({ details }) => details)).toEqual([
      { conflictId: marked.body.id, personId: bossId, kind: 'named' },
    ]);
    expect(await auditOf(id, 'incident/conflict-lifted')).toHaveLength(1);
  });

  test('who is kept from it is neither sent nor invited, and no longer where they were', async () => {
    const { id } = await withPhone();
    const patrolId = await idOf(patrol);
    expect((await duty.post(path(id, '/assign'), { unitName: 'สายตรวจ 1', officerIds: [patrolId] })).status).toBe(200);
    expect((await mark(id, patrolId)).status).toBe(200);
    expect(await patrol.get(path(id))).toMatchObject(NOT_THERE);
    expect((await duty.detail(id)).officers).toEqual([]);
    expect(await duty.post(path(id, '/officers'), { officerIds: [patrolId] })).toMatchObject({ status: 409 });
    const choice = (await duty.get<Staff>(path(id, '/officers'))).body.people;
    expect(choice.map((person) => person.id)).not.toContain(patrolId);
  });

  test('colleagues are found by part of their name', async () => {
    const found = (await boss.get<Staff>(`/api/v1/staff?search=${encodeURIComponent('ตื่นเสมอ')}`)).body.people;
    expect(found).toMatchObject([{ id: me, serves: [{ role: 'duty-officer' }] }]);
    expect((await duty.get('/api/v1/staff?search=a')).status).toBe(403);
  });
});
