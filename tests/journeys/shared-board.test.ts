import { beforeAll, describe, expect, test } from 'vitest';
import type { Me } from '../../contract/access.ts';
import { incidentQueueSchema } from '../../contract/incident.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident, type Happened, PLACES } from '../support/an-incident.ts';
import { type Officer, until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const duty = await system.officer('duty1');
const second = await system.officer('duty2');
const boss = await system.officer('superintendent');
const centre = await system.officer('centre191');
const neighbour = await system.officer('duty-wangthong');
const patrol = await system.officer('patrol1');
const otherPatrol = await system.officer('patrol2');
const guest = await system.officer('guest-hospital');
const idOf = async (officer: Officer) => (await officer.get<Me>('/api/v1/me')).body.id;
const path = (id: string, rest = '') => `/api/v1/incidents/${id}${rest}`;
const board = async (officer: Officer) => (await officer.get('/api/v1/incidents')).body;
const must = async (answer: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`answered ${status} ${JSON.stringify(body)}`);
};

/** The boards of `duty`, which is shared, and of `second`, of one moment: nothing was logged between them. */
function boardsOfOneMoment() {
  return until(async () => {
    const [before, theirs, shared] = [await duty.queue(), await second.queue(), await duty.queue()];
    const isOneMoment = before.cursor === theirs.cursor && theirs.cursor === shared.cursor;
    return isOneMoment ? { before, theirs, shared } : undefined;
  });
}

describe('nobody is given a board that shows more than they may see', () => {
  test('what is withheld from one of two colleagues with the same rights is shown to the other alone', async () => {
    const { id } = await anIncident(system).happens();
    expect(JSON.stringify([await board(duty), await board(second)])).toContain(id);
    await must(boss.post(path(id, '/conflicts'), { personId: await idOf(second), kind: 'named', reason: 'ญาติ' }));
    expect(JSON.stringify(await board(duty))).toContain(id);
    expect(JSON.stringify(await board(second))).not.toContain(id);
    // Nor does the board of the one from whom it is withheld hide it from the other.
    expect(JSON.stringify(await board(duty))).toContain(id);
    const conflict = (await boss.get<{ conflicts: { id: string }[] }>(path(id, '/conflicts'))).body.conflicts[0];
    await must(boss.post(path(id, `/conflicts/${conflict?.id}/lift`), { reason: 'ชื่อซ้ำ' }));
    expect(JSON.stringify(await board(second))).toContain(id);
  });

  test('a patrol that was not sent does not see what its colleague was sent to', async () => {
    const { id } = await anIncident(system).acknowledgedBy(duty).happens();
    expect(JSON.stringify([await board(patrol), await board(otherPatrol)])).not.toContain(id);
    await must(duty.post(path(id, '/assign'), { unitName: 'สายตรวจ 1', officerIds: [await idOf(patrol)] }));
    expect(JSON.stringify(await board(patrol))).toContain(id);
    expect(JSON.stringify(await board(otherPatrol))).not.toContain(id);
    expect(JSON.stringify(await board(patrol))).toContain(id);
  });

  test('another jurisdiction and another role at the same moment see their own', async () => {
    const { id } = await anIncident(system).reportedAt(PLACES.muang).happens();
    const there = await anIncident(system).reportedAt(PLACES.wangThong).happens();
    const [own, theirs, province] = await Promise.all([board(duty), board(neighbour), board(centre)]);
    expect(JSON.stringify(own)).toContain(id);
    expect(JSON.stringify(own)).not.toContain(there.id);
    expect(JSON.stringify(theirs)).not.toContain(id);
    expect(JSON.stringify(province)).toContain(id);
    expect(JSON.stringify(province)).toContain(there.id);
  });

  test('a guest sees what they were invited to, masked, after everybody else was shown it whole', async () => {
    const { id } = await anIncident(system).happens();
    await must(boss.post(path(id, '/guests'), { personId: await idOf(guest), until: dayIn(2), reason: 'ดูแลบาดแผล' }));
    await Promise.all([board(duty), board(centre)]);
    expect((await guest.queue()).incidents).toMatchObject([{ id, placeMasked: true, placeDetail: null }]);
  });
});

describe('a shared board is what would be built for one person alone', () => {
  let happened: Happened;
  let other: Happened;
  // Sent to an incident, `second` is always given a board of their own.
  beforeAll(async () => {
    const sentTo = await anIncident(system).acknowledgedBy(duty).happens();
    await must(duty.post(path(sentTo.id, '/assign'), { unitName: 'สายตรวจ 2', officerIds: [await idOf(second)] }));
    happened = await anIncident(system).happens();
    other = await anIncident(system).happens();
  });
  const byDuty = (action: string, body: object) => () => must(duty.post(path(happened.id, action), body));
  const byPhone = (text: string) => async () => {
    const before = (await duty.detail(happened.id)).timeline.length;
    await happened.phone.sendText(text);
    await until(async () => (await duty.detail(happened.id)).timeline.length > before || undefined);
  };

  test.each<[string, () => Promise<unknown>]>([
    ['a phone number', byPhone('0812345567')],
    ['a message of the reporter', byPhone('เร็วหน่อย')],
    ['an acknowledgement', byDuty('/acknowledge', { etaMinutes: 8 })],
    ['a message to the reporter', byDuty('/messages', { text: 'กำลังไป' })],
    ['a new ETA', byDuty('/eta', { etaMinutes: 12 })],
    ['another type', byDuty('/type', { type: 'confinement' })],
    ['a unit', async () => byDuty('/assign', { unitName: 'ชุดเดินเท้า', officerIds: [await idOf(otherPatrol)] })()],
    ['more about the place', byDuty('/place-detail', { detail: 'หลังวัด', was: null })],
    ['on the way', byDuty('/en-route', {})],
    ['on scene', byDuty('/on-scene', {})],
    ['a merge', () => must(duty.post(path(other.id, '/merge'), { intoIncidentId: happened.id }))],
    ['a merge undone', () => must(duty.post(path(other.id, '/unmerge'), {}))],
    ['a further incident', () => anIncident(system).silent().happens()],
    ['a transfer', async () => transferTo(other.id)],
    ['an end', byDuty('/resolve', { disposition: 'handled' })],
  ])('after %s', async (_, change) => {
    const earlier = await boardsOfOneMoment();
    await change();
    const { before, theirs, shared } = await boardsOfOneMoment();
    expect(shared.incidents).toEqual(theirs.incidents);
    expect(before.incidents).toEqual(theirs.incidents);
    expect(incidentQueueSchema.parse(shared)).toEqual(shared);
    expect(shared.incidents).not.toEqual(earlier.shared.incidents);
  });

  async function transferTo(id: string) {
    const wangThong = (await neighbour.get<Me>('/api/v1/me')).body.memberships[0]?.agency.id;
    await must(duty.post(path(id, '/transfer'), { agencyId: wangThong, reason: 'ใกล้กว่า' }));
  }
});

test('each person’s view of a shared board is recorded, with what it showed', async () => {
  const people = [await idOf(duty), await idOf(second), await idOf(duty)];
  const last = await rows(system.app.db, sql<{ id: number }>`SELECT coalesce(max(id), 0) AS id FROM audit.entries`);
  const shown = [await duty.queue(), await second.queue(), await duty.queue()];
  const recorded = await rows(
    system.app.db,
    sql<{ actorId: string; details: unknown }>`SELECT actor_id AS "actorId", details FROM audit.entries
      WHERE action = 'control-room/view-board' AND id > ${last[0]?.id} ORDER BY id`,
  );
  expect(recorded).toMatchObject(
    shown.map(({ incidents }, at) => ({
      actorId: people[at],
      details: { incidents: incidents.length, unfinished: 0 },
    })),
  );
  expect(recorded).toHaveLength(shown.length);
});

function dayIn(days: number): string {
  return addDays(thaiDayOf(system.clock.now()), days);
}
