import { expect, test } from 'vitest';
import type { HandOvers } from '../../contract/care.ts';
import type { StationOutcomes } from '../../contract/station-outcomes.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident } from '../support/an-incident.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const HOUR = 3_600_000;
/** ตำบลในเมือง: its centre is the caseworker's. */
const HOME = { lat: 16.814, lng: 100.26 };
const handOvers = async (name: string) =>
  (await (await system.officerAgain(name)).get<HandOvers>('/api/v1/care/hand-overs')).body.handOvers;
const end = async (officer: Officer, id: string, resolve: object, close: object = {}) => {
  expect((await officer.post(`/api/v1/incidents/${id}/resolve`, resolve)).status).toBe(200);
  return officer.post(`/api/v1/incidents/${id}/close`, close);
};
const acknowledged = async (builder = anIncident(system).reportedAt(HOME), by = 'duty1') =>
  builder.acknowledgedBy(await system.officer(by)).happens();
/** After days without a sign-in a station is passed over, so somebody of the province must answer. */
const acknowledgedInProvince = () => acknowledged(anIncident(system).reportedAt(HOME), 'commander');
/** Signs people in again after days. */
async function later(milliseconds: number) {
  await system.pass(milliseconds);
  for (const name of ['commander', 'desk1300']) await system.officerAgain(name);
}

test('at closing a victim or a child is handed over to the tambon centre, masked; a centre sees its own, the province its branch', async () => {
  const duty = await system.officer('duty1');
  const happened = await acknowledged(anIncident(system).reportedAt(HOME).silent());
  const { code, id } = happened;
  expect((await end(duty, id, { disposition: 'handled', victims: true, children: true })).status).toBe(200);
  const [mine] = (await handOvers('caseworker')).filter((one) => one.code === code);
  expect(mine).toMatchObject({
    victims: true,
    children: true,
    silent: true,
    to: { nameTh: expect.stringContaining('ในเมือง') },
  });
  expect(JSON.stringify(mine)).not.toMatch(/phone|lat|lng|note|reporter/i);
  const codes = async (name: string) => (await handOvers(name)).map((one) => one.code);
  for (const name of ['social-office', 'superintendent', 'commander', 'desk1300'])
    expect(await codes(name)).toContain(code);
  expect(await (await system.officer('duty1')).get('/api/v1/care/hand-overs')).toMatchObject({ status: 403 });
  expect((await duty.detail(id)).timeline.find(({ kind }) => kind === 'handed-over')?.details).toMatchObject({
    children: true,
  });

  // An incident that is withheld from somebody is missing in their list too.
  const boss = await system.officer('superintendent');
  const commander = await system.officer('commander');
  const bossId = (await boss.get<{ id: string }>('/api/v1/me')).body.id;
  await commander.post(`/api/v1/incidents/${id}/conflicts`, { personId: bossId, kind: 'named', reason: 'ญาติ' });
  expect(await codes('superintendent')).not.toContain(code);
});

test('without an answer of the officer care is assumed; a reporter’s answer is not overridden without a reason', async () => {
  const duty = await system.officer('duty1');
  const plain = await acknowledged();
  await end(duty, plain.id, { disposition: 'handled' });
  const mistaken = await acknowledged();
  await end(duty, mistaken.id, { disposition: 'unfounded' });
  const codes = (await handOvers('caseworker')).map(({ code }) => code);
  expect(codes).toContain(plain.code);
  expect(codes).not.toContain(mistaken.code);

  const child = await acknowledged();
  await duty.post(`/api/v1/incidents/${child.id}/safety-notes`, { kind: 'children' });
  const nobody = { disposition: 'unfounded', victims: false, children: false };
  const refused = await end(duty, child.id, nobody);
  expect(refused).toMatchObject({ status: 409, body: { code: 'incident/hand-over-reason-needed' } });
  expect((await duty.post(`/api/v1/incidents/${child.id}/close`, { noHandOver: 'in-care-already' })).status).toBe(200);
  expect((await duty.detail(child.id)).timeline.find(({ kind }) => kind === 'not-handed-over')?.details).toEqual({
    noHandOver: 'in-care-already',
  });
  expect((await handOvers('caseworker')).map(({ code }) => code)).not.toContain(child.code);
});

test('"nobody came" and stars are counted for the station, for its superintendent and the province', async () => {
  const duty = await system.officer('duty1');
  const { id, phone } = await acknowledged();
  await end(duty, id, { disposition: 'handled' });
  await phone.waitForMessage('ให้คะแนน');
  await phone.tap('2 ดาว');
  await phone.waitForMessage('บันทึกแล้ว');
  await phone.tap('ไม่มีใครมา');
  await phone.waitForMessage('เร่งด่วนที่สุด');
  const numbers = async (name: string) => {
    const { body } = await (await system.officerAgain(name)).get<StationOutcomes>('/api/v1/station-outcomes?days=7');
    return body.stations.find(({ agency }) => agency.nameTh === 'สภ.เมืองพิษณุโลก');
  };
  for (const name of ['superintendent', 'commander']) {
    expect(await numbers(name)).toMatchObject({ nobodyCame: 1, ratings: 1, stars: 2 });
  }
  expect(await (await system.officer('duty1')).get('/api/v1/station-outcomes')).toMatchObject({ status: 403 });
  expect((await duty.detail(id)).incident).toMatchObject({ status: 'reopened', priority: 'critical' });
});

test('a day and a week later the reporter is asked how they are, without sound and without revealing anything', async () => {
  const duty = await system.officerAgain('commander');
  const { id, phone } = await acknowledgedInProvince();
  await end(duty, id, { disposition: 'handled' });
  await phone.waitForMessage('ให้คะแนน');
  const locked = phone.lockScreen().length;
  await later(23 * HOUR);
  await later(HOUR);
  const day = await phone.waitForMessage('ช่วงนี้เป็นอย่างไรบ้าง');
  expect(day.silent).toBe(true);
  expect(phone.visibleQuickReplies().map((action) => ('label' in action ? action.label : ''))).toEqual([
    'สบายดี',
    'อยากคุยด้วย',
    'ไม่ต้องถามอีก',
  ]);
  await phone.tap('สบายดี');
  await phone.waitForMessage('ดีแล้ว');
  await later(6 * 24 * HOUR);
  const after = day.id;
  await phone.waitForMessage('ช่วงนี้เป็นอย่างไรบ้าง', { after });
  await phone.tap('อยากคุยด้วย');
  const answered = await phone.waitForMessage('รอสักครู่', { after });
  expect(answered.silent).toBe(true);
  expect(phone.visibleQuickReplies().map((action) => ('label' in action ? action.label : ''))).toContain('โทรปรึกษา');
  // The alarm rings: at the station, and for everybody above it.
  const officer = await system.officer('commander');
  const alarm = await officer.sees((incident) => incident.id === id);
  expect(alarm).toMatchObject({ status: 'reopened', priority: 'critical' });
  const reasons = (await officer.detail(id)).timeline.map(({ details }) => details.reason);
  expect(reasons).toContain('asked-for-help');
  expect(phone.lockScreen().length).toBe(locked);
  // Ids have 18 digits, more than a number holds.
  const sent = phone.messages().filter(({ from, id: at }) => from === 'bot' && BigInt(at) >= BigInt(after));
  for (const { text, silent } of sent) {
    expect([text, silent]).toEqual([text, true]);
    expect(text).not.toMatch(/ตำรวจ|สถานี|สภ\.|เหตุ|เจ้าหน้าที่|191|1300|แจ้ง|ช่วย/);
  }
});

test('nobody is asked who declined it, blocked us or has an open report; a reopening cancels the question', async () => {
  const duty = await system.officerAgain('commander');
  const closed = async () => {
    const happened = await acknowledgedInProvince();
    await end(duty, happened.id, { disposition: 'handled' });
    await happened.phone.waitForMessage('ให้คะแนน');
    return happened;
  };
  const stops = await closed();
  const blocks = await closed();
  const again = await closed();
  const reopened = await closed();
  await blocks.phone.block();
  await duty.post(`/api/v1/incidents/${reopened.id}/reopen`, { reason: 'ยังไม่จบ' });
  // Shortly before: a report that nobody finishes is given up long before a day is over.
  await later(24 * HOUR - 60_000);
  await again.phone.sendText('ช่วยด้วย');
  await again.phone.waitForMessage('แบบไหน');
  await later(60_000);
  await stops.phone.waitForMessage('ช่วงนี้เป็นอย่างไรบ้าง');
  await stops.phone.tap('ไม่ต้องถามอีก');
  await stops.phone.waitForMessage('จะไม่ถามอีก');
  await later(7 * 24 * HOUR);
  const skipped = async (id: string) =>
    rows(
      system.owner,
      sql<{ kind: string; skipped: string | null }>`SELECT kind, skipped FROM care.welfare_checks
        WHERE incident_id = ${id} AND (asked_at IS NOT NULL OR skipped IS NOT NULL) ORDER BY due_at`,
    );
  const both = (id: string) => system.until(async () => ((await skipped(id)).length === 2 ? skipped(id) : undefined));
  expect(await both(stops.id)).toEqual([
    { kind: 'day', skipped: null },
    { kind: 'week', skipped: 'not-wanted' },
  ]);
  expect((await both(blocks.id)).map((one) => one.skipped)).toEqual(['unreachable', 'unreachable']);
  expect((await both(again.id))[0]).toEqual({ kind: 'day', skipped: 'in-touch' });
  expect((await both(reopened.id)).map((one) => one.skipped)).toEqual(['reopened', 'reopened']);
  expect(reopened.phone.messages().some(({ text }) => text.includes('ช่วงนี้'))).toBe(false);
});
