import { expect, test } from 'vitest';
import type { CaseDetail, CaseList, CaseOpened } from '../../contract/case-api.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { anIncident } from '../support/an-incident.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const HOUR = 3_600_000;
/** ตำบลในเมือง: its centre is the caseworker's. */
const HOME = { lat: 16.814, lng: 100.26 };
const WANG_THONG = { lat: 16.8215, lng: 100.4025 };

const detail = async (officer: Officer, id: string) => (await officer.get<CaseDetail>(`/api/v1/cases/${id}`)).body;
const casesOf = async (name: string, incidentCode: string, scope = 'open') => {
  const officer = await system.officerAgain(name);
  const { body } = await officer.get<CaseList>(`/api/v1/cases?scope=${scope}`);
  return body.cases.filter((one) => one.incidentCode === incidentCode);
};
const ended = async (builder = anIncident(system).reportedAt(HOME), resolve: object = { disposition: 'handled' }) => {
  const commander = await system.officerAgain('commander');
  const happened = await builder.acknowledgedBy(commander).happens();
  expect((await commander.post(`/api/v1/incidents/${happened.id}/resolve`, resolve)).status).toBe(200);
  expect((await commander.post(`/api/v1/incidents/${happened.id}/close`)).status).toBe(200);
  await happened.phone.waitForMessage('ให้คะแนน');
  return happened;
};
/** The scheduled jobs run every five seconds. */
const soon = () => system.pass(6000);

test('the 1300 desk opens a case at the centre of the place; a walk-in is cared for where they came', async () => {
  const desk = await system.officer('desk1300');
  const worker = await system.officer('caseworker');
  const registration = { name: 'นางสมมติ โทรมา', birth: { kind: 'exact', date: '2015-03-01' } };
  const call = { source: 'call-1300', isMinor: false, place: HOME, risk: 'medium', registration };
  const { status, body } = await desk.post<CaseOpened>('/api/v1/cases', call);
  expect([status, body.agency?.nameTh]).toEqual([200, expect.stringContaining('ในเมือง')]);
  const seen = await detail(worker, body.id);
  // A child by the birth date: no name in the title, the person with all that was said.
  expect(seen.case).toMatchObject({ source: 'call-1300', isMinor: true, personName: null, risk: 'medium' });
  expect(seen.person).toMatchObject({ name: 'นางสมมติ โทรมา', birthDate: '2015-03-01' });
  expect(seen.case.place.subdistrictTh).toBe('ในเมือง');

  const far = await desk.post<CaseOpened>('/api/v1/cases', { ...call, place: WANG_THONG });
  expect(far.body.agency.nameTh).toContain('พิษณุโลก');
  const office = await system.officer('social-office');
  const { timeline } = await detail(office, far.body.id);
  expect(timeline.map(({ kind }) => kind).slice(0, 2)).toEqual(['registered', 'passed-to-province']);

  const walkIn = { source: 'walk-in', isMinor: false, place: WANG_THONG };
  const here = await worker.post<CaseOpened>('/api/v1/cases', walkIn);
  expect(here.body.agency.nameTh).toContain('ในเมือง');
  expect((await worker.post(`/api/v1/cases/${here.body.id}/accept`)).status).toBe(200);
  const refusals = [
    { ...walkIn, place: { lat: 48, lng: 11 } },
    { ...walkIn, registration: { birth: 'เมื่อวาน' } },
  ];
  for (const refused of refusals) expect((await worker.post('/api/v1/cases', refused)).status).toBe(422);
  const duty = await system.officer('duty1');
  expect((await duty.post('/api/v1/cases', walkIn)).status).toBe(403);
});

test('the reporter learns in LINE who will contact them, once and without sound; never in silence', async () => {
  const { code, phone } = await ended();
  await soon();
  const told = await phone.waitForMessage('จะติดต่อคุณ');
  expect(told).toMatchObject({ silent: true, text: expect.stringContaining('ในเมือง') });
  expect(told.text).not.toMatch(/ตำรวจ|เหตุ|เคส|ทำร้าย|แจ้ง/);
  await soon();
  const [one] = await casesOf('caseworker', code);
  const seen = await detail(await system.officer('caseworker'), one?.id ?? '');
  expect(seen.reporterMessage).toBe('sent');
  // When a worker is named is another job's affair.
  const kinds = seen.timeline.map(({ kind }) => kind).filter((kind) => kind !== 'suggested');
  expect(kinds).toEqual(['registered', 'reporter-told']);
  expect(phone.messages().filter(({ text }) => text.includes('จะติดต่อคุณ'))).toHaveLength(1);

  const quiet = await ended(anIncident(system).reportedAt(HOME).silent());
  const silentCase = await system.until(async () => {
    await soon();
    const [found] = await casesOf('caseworker', quiet.code);
    const shown = found && (await detail(await system.officer('caseworker'), found.id));
    return shown?.reporterMessage === 'withheld' ? shown : undefined;
  });
  expect(silentCase.timeline.find(({ kind }) => kind === 'reporter-not-told')?.details).toEqual({ why: 'silent' });
  expect(quiet.phone.messages().some(({ text }) => text.includes('จะติดต่อคุณ'))).toBe(false);
});

test('"I would like to talk" in the welfare check: the worker learns of it, or a closed case is reopened, or one is opened', async () => {
  const joins = await ended();
  const reopens = await ended();
  const opens = await ended(anIncident(system).reportedAt(HOME), { disposition: 'unfounded' });
  expect(await casesOf('caseworker', opens.code)).toEqual([]);
  await sql`UPDATE care.cases SET status = 'closed', closed_at = now(), end_reason = 'goals-met', version = version + 1
    WHERE incident_id = ${reopens.id}`.execute(system.owner);
  // Told before the question is asked, which makes the conversation silent.
  for (const { phone } of [joins, reopens]) {
    await soon();
    await phone.waitForMessage('จะติดต่อคุณ');
  }
  // With a worker it stays at the centre.
  const [joined] = await casesOf('caseworker', joins.code);
  await (await system.officer('caseworker')).post(`/api/v1/cases/${joined?.id}/accept`);
  await system.pass(24 * HOUR);
  for (const { phone } of [joins, reopens, opens]) {
    await phone.waitForMessage('ช่วงนี้เป็นอย่างไรบ้าง');
    await phone.tap('อยากคุยด้วย');
    await phone.waitForMessage('รอสักครู่');
  }
  const kindsOf = async (code: string) => {
    const [one] = await casesOf('caseworker', code);
    return one && (await detail(await system.officer('caseworker'), one.id)).timeline.map(({ kind }) => kind);
  };
  // Others report from the same place meanwhile, and a day is over.
  const others = ['new-incident', 'clock-passed', 'suggested'];
  const own = (await kindsOf(joins.code))?.filter((kind) => !others.includes(kind));
  const answered = ['asked-how-it-goes', 'said-how-it-goes', 'asked-for-help'];
  expect(own).toEqual(['registered', 'reporter-told', 'accepted', ...answered]);
  expect((await casesOf('caseworker', reopens.code))[0]).toMatchObject({ status: 'reopened', reopenCount: 1 });
  expect((await kindsOf(reopens.code))?.filter((kind) => !others.includes(kind)).at(-1)).toBe('reopened');
  expect((await casesOf('caseworker', opens.code))[0]).toMatchObject({ source: 'welfare-check', status: 'registered' });
  // The phone may be in other hands by now: nobody is told in LINE after such a question.
  await soon();
  await system.until(async () => {
    const found = await rows(system.owner, sql`SELECT 1 FROM care.cases WHERE reporter_message = 'due'`);
    return found.length === 0 ? true : undefined;
  });
  expect(opens.phone.messages().some(({ text }) => text.includes('จะติดต่อคุณ'))).toBe(false);
});

test('a case without a report has nobody to tell', async () => {
  const id = await aCase(system.owner);
  await soon();
  const [stored] = await rows(
    system.owner,
    sql<{ told: string }>`SELECT reporter_message AS told FROM care.cases WHERE id = ${id}`,
  );
  expect(stored?.told).toBe('none');
});
