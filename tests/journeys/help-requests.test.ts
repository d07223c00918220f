import { expect, test } from 'vitest';
import type {
  FiledHelpList,
  HelpChanged,
  HelpCheckList,
  HelpDetail,
  HelpDraft,
  HelpList,
} from '../../contract/help-api.ts';
import type { Problem } from '../../contract/problem.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aHelpForm, aHelpRequest } from '../support/a-help-request.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Answer, Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// Requests for help, journeys 7 and 8 of the care notes, from outside: a volunteer files for a neighbour, leaders of tambon
// and amphoe check, and danger in the middle of a form alerts the station at once.

/** What a refusal holds besides the status of the answer. */
type Refusal = Pick<Problem, 'params' | 'detail'> & { code: string };
const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const [volunteer, volunteer2, leader, amphoe, elsewhere, worker, desk] = (await Promise.all(
  [
    ...['volunteer', 'volunteer2', 'volunteer-leader', 'amphoe-leader', 'amphoe-leader-nakhonthai', 'caseworker'],
    'desk1300',
  ].map((name) => system.officer(name)),
)) as [Officer, Officer, Officer, Officer, Officer, Officer, Officer];

async function must<Body>(asked: Promise<Answer<Body>>): Promise<Body> {
  const { status, body } = await asked;
  expect([status, body]).toEqual([200, expect.anything()]);
  return body;
}
let made = 1000;
/** An ID number that nobody else has. */
function anId(): string {
  made += 1;
  const twelve = `1${String(made).padStart(11, '0')}`;
  const sum = [...twelve].reduce((total, digit, place) => total + Number(digit) * (13 - place), 0);
  return twelve + ((11 - (sum % 11)) % 10);
}
const formOf = (idNumber = anId(), special: Record<string, unknown> = {}) =>
  aHelpForm({ ...special, person: { ...aHelpForm().person, idNumber, ...(special.person as object) } });
const begin = (by: Officer, form: unknown = formOf(), rest: object = {}) =>
  by.post<HelpDraft>('/api/v1/help-drafts', { danger: 'no', form, ...rest });
const send = (by: Officer, id: string, body: object = {}) =>
  by.post<HelpChanged & Refusal>(`/api/v1/help-drafts/${id}/submit`, body);
async function filed(by: Officer, form: unknown = formOf()): Promise<HelpChanged> {
  const draft = await must(begin(by, form));
  return must(send(by, draft.id));
}
const checksOf = async (by: Officer) => (await must(by.get<HelpCheckList>('/api/v1/help-checks'))).checks;
async function check(by: Officer, requestId: string, body: object = { result: 'confirmed', isRelative: false }) {
  const found = (await checksOf(by)).find((each) => each.requestId === requestId);
  return by.post<HelpChanged & Refusal>(`/api/v1/help-checks/${found?.id}/decide`, body);
}

test('a draft is kept as it was typed: what is missing or can not be read is named, and nothing is lost', async () => {
  const draft = await must(
    begin(volunteer, { person: { name: 'นายสมมติ ดีใจ', idNumber: '123', sex: 'female' }, nonsense: [1], place: 'บ้าน' }),
  );
  expect(draft.form.person).toEqual({ name: 'นายสมมติ ดีใจ', sex: 'female' });
  expect(draft.gaps).toEqual(
    expect.arrayContaining([
      { field: 'person.idNumber', why: 'wrong' },
      { field: 'place', why: 'wrong' },
      { field: 'hardship.codes', why: 'missing' },
    ]),
  );
  const refused = await send(volunteer, draft.id);
  expect([refused.status, refused.body.code]).toEqual([422, 'help/form-incomplete']);
  const saved = await must(
    volunteer.post<HelpDraft>(`/api/v1/help-drafts/${draft.id}`, { form: formOf(), danger: null }),
  );
  expect([saved.gaps, saved.danger, saved.version]).toEqual([[], 'no', 3]);
  expect((await volunteer2.get(`/api/v1/help-drafts/${draft.id}`)).status).toBe(404);
  expect((await volunteer2.post(`/api/v1/help-drafts/${draft.id}`, { form: {} })).status).toBe(404);
});

test('danger comes first: "yes" beside a form that nobody can read makes an incident, alerts the station and keeps the draft', async () => {
  const draft = await must(
    begin(
      volunteer,
      { person: 7, place: { lat: 16.8139, lng: 100.26, source: 'gps', address: 5 } },
      { danger: 'yes', silent: true },
    ),
  );
  expect([draft.status, draft.danger]).toEqual(['draft', 'yes']);
  expect(draft.dangerReportId).not.toBeNull();
  const incident = await getRow(
    db,
    sql<{ status: string; silent: boolean }>`SELECT status, incident.silent FROM incident.reports AS report
      JOIN incident.incidents AS incident ON incident.id = report.incident_id WHERE report.report_id = ${draft.dangerReportId}`,
  );
  expect(incident).toEqual({ status: 'open', silent: true });
  const again = await must(
    volunteer.post<HelpDraft>(`/api/v1/help-drafts/${draft.id}`, { danger: 'yes', form: formOf() }),
  );
  expect([again.dangerReportId, again.gaps]).toEqual([draft.dangerReportId, []]);
  expect(await rows(db, sql`SELECT 1 FROM incident.reports WHERE report_id = ${draft.dangerReportId}`)).toHaveLength(1);
  // Nothing stands in the way of the danger, not even a body that is no form at all.
  const bare = await must(volunteer.post<HelpDraft>('/api/v1/help-drafts', { danger: 'yes', form: 'x', channel: 'y' }));
  expect(bare.dangerReportId).not.toBeNull();
  // A "yes" alone loses nothing of the form either.
  const alone = await must(volunteer.post<HelpDraft>(`/api/v1/help-drafts/${draft.id}`, { danger: 'yes' }));
  expect([alone.gaps, alone.form.person?.name]).toEqual([[], 'นางสมมติ ทองคำ']);
  // And it goes on as a request.
  expect((await must(send(volunteer, draft.id))).status).toBe('submitted');
  // Danger again, after the police are done with the first: a new incident, and nothing of what was sent is shown.
  await sql`UPDATE intake.reports SET last_notified = jsonb_set(last_notified, '{status}', '"closed"')
    WHERE id = ${draft.dangerReportId}`.execute(db);
  const later = await must(volunteer.post<HelpDraft>(`/api/v1/help-drafts/${draft.id}`, { danger: 'yes' }));
  expect([later.form, later.earlier, later.status]).toEqual([{}, [], 'submitted']);
  expect(later.dangerReportId).not.toBe(draft.dangerReportId);
  expect(await rows(db, sql`SELECT 1 FROM incident.reports WHERE report_id = ${later.dangerReportId}`)).toHaveLength(1);
});

test('a volunteer files, the leaders of tambon and amphoe check, and the volunteer sees the status and nothing else', async () => {
  const { id, status } = await filed(volunteer);
  expect(status).toBe('submitted');
  const [toCheck] = (await checksOf(leader)).filter(({ requestId }) => requestId === id);
  expect(toCheck).toMatchObject({ level: 'tambon', form: { person: { name: 'นางสมมติ ทองคำ' } } });
  expect(JSON.stringify(toCheck)).not.toMatch(/account|contact/);
  expect((await checksOf(amphoe)).filter(({ requestId }) => requestId === id)).toEqual([]);
  expect((await must(check(leader, id))).status).toBe('submitted');
  expect((await checksOf(elsewhere)).filter(({ requestId }) => requestId === id)).toEqual([]);
  expect((await must(check(amphoe, id))).status).toBe('checked');
  // Checked: the leaders see nothing of it any more.
  for (const by of [leader, amphoe, elsewhere, volunteer, volunteer2])
    expect((await by.get(`/api/v1/help-requests/${id}`)).status).toBe(403);
  const { requests } = await must(volunteer.get<FiledHelpList>('/api/v1/help-filed'));
  const mine = requests.find((one) => one.id === id);
  expect(mine).toMatchObject({ label: 'นางสมมติ ท.', status: 'being-checked', toCorrect: 0 });
  expect(JSON.stringify(requests)).not.toMatch(/ทองคำ|11017|0812345000/);
  expect((await must(volunteer2.get<FiledHelpList>('/api/v1/help-filed'))).requests.map((one) => one.id)).not.toContain(
    id,
  );
  expect((await volunteer.get(`/api/v1/help-drafts/${id}`)).status).toBe(404);
  const detail = await must(worker.get<HelpDetail>(`/api/v1/help-requests/${id}`));
  expect(detail.checks.map(({ level, result, by }) => [level, result, by !== null])).toEqual([
    ['tambon', 'confirmed', true],
    ['amphoe', 'confirmed', true],
  ]);
  expect(detail.timeline.map(({ kind }) => kind)).toEqual([
    ...['begun', 'submitted', 'check-asked', 'check-confirmed', 'check-asked', 'check-confirmed', 'checked'],
  ]);
  const queue = await must(worker.get<HelpList>('/api/v1/help-requests'));
  expect(queue.requests.map((one) => one.id)).toContain(id);
  expect((await desk.get(`/api/v1/help-requests/${id}`)).status).toBe(200);
});

test('neither a relative nor whoever filed it checks; where nobody is left the check is passed over, and that is said', async () => {
  // The leader files: nobody else of the tambon leads, so the amphoe is asked at once.
  const own = await filed(leader);
  expect((await checksOf(leader)).filter(({ requestId }) => requestId === own.id)).toEqual([]);
  const { checks } = await must(worker.get<HelpDetail>(`/api/v1/help-requests/${own.id}`));
  expect(checks.map(({ level, result, reason }) => [level, result, reason])).toEqual([
    ['tambon', 'skipped', 'only-relatives'],
    ['amphoe', null, null],
  ]);
  // A leader whose own ID number stands in the household.
  const { personId } = await getDemoPerson(system, 'volunteer-leader');
  const idNumber = anId();
  await sql`INSERT INTO access.own_numbers (id, user_id, kind, number)
    VALUES (gen_random_uuid(), ${personId}, 'id-number', ${idNumber})`.execute(db);
  const family = await filed(
    volunteer,
    formOf(anId(), { household: { members: [{ name: 'ญาติสมมติ', relation: 'child', idNumber }] } }),
  );
  expect((await checksOf(leader)).filter(({ requestId }) => requestId === family.id)).toEqual([]);
  await sql`DELETE FROM access.own_numbers WHERE user_id = ${personId}`.execute(db);
  // A leader who says so.
  const told = await filed(volunteer);
  await must(check(leader, told.id, { result: 'confirmed', isRelative: true }));
  expect((await checksOf(leader)).filter(({ requestId }) => requestId === told.id)).toEqual([]);
  const after = await must(worker.get<HelpDetail>(`/api/v1/help-requests/${told.id}`));
  expect(after.checks.map(({ level, result, reason, by }) => [level, result, reason, by])).toEqual([
    ['tambon', 'skipped', 'only-relatives', null],
    ['amphoe', null, null, null],
  ]);
  // Of another amphoe, by guessing.
  const [open] = await rows(
    db,
    sql<{ id: string }>`SELECT id FROM help.checks WHERE request_id = ${told.id} AND result IS NULL`,
  );
  const guessed = await elsewhere.post<Problem>(`/api/v1/help-checks/${open?.id}/decide`, {
    ...{ result: 'confirmed', isRelative: false },
  });
  expect([guessed.status, guessed.body.code]).toEqual([404, 'help/check-not-found']);
});

test('the same person and benefit is open once; earlier in the fiscal year it warns, and the ceiling blocks', async () => {
  const idNumber = anId();
  const first = await filed(volunteer, formOf(idNumber));
  const second = await must(begin(volunteer2, formOf(idNumber)));
  expect(second.openCode).toBe(first.code);
  const twice = await send(volunteer2, second.id, { sure: true });
  expect([twice.status, twice.body.code]).toEqual([409, 'help/already-open']);

  const grants = anId();
  const now = system.clock.now();
  const granted = { at: now, benefit: 'elderly-in-difficulty', amount: 2000 };
  await aHelpRequest(db, { status: 'paying', idNumber: grants, granted, benefit: 'low-income-aid' });
  await sql`UPDATE help.requests SET status = 'closed', ended_at = now(), benefit = 'elderly-in-difficulty', submitted_at = ${now}
    WHERE id_number = ${grants}`.execute(db);
  const warned = await must(begin(volunteer, formOf(grants)));
  expect(warned.outlook[0]).toMatchObject({
    benefit: 'elderly-in-difficulty',
    used: 1,
    timesPerYear: 3,
    isReached: false,
  });
  const asked = await send(volunteer, warned.id);
  expect([asked.status, asked.body.code]).toEqual([409, 'help/earlier-request']);
  for (const _ of [2, 3])
    await aHelpRequest(db, { status: 'paying', idNumber: grants, granted, benefit: `other-${_}` });
  const reached = await must(volunteer.post<HelpDraft>(`/api/v1/help-drafts/${warned.id}`, { form: formOf(grants) }));
  expect(reached.outlook[0]).toMatchObject({ used: 3, isReached: true });
  const blocked = await send(volunteer, warned.id, { sure: true });
  expect([blocked.status, blocked.body.code]).toEqual([409, 'help/ceiling-reached']);
});

test('two volunteers who file the same person at once, a hundred times: one request each time, and the other is told by whom', async () => {
  for (let time = 0; time < 100; time += 1) {
    if (time % 8 === 0) system.clock.advance(60_000);
    const idNumber = anId();
    const drafts = await Promise.all(
      [begin(volunteer, formOf(idNumber)), begin(volunteer2, formOf(idNumber))].map(must),
    );
    const [one, other] = await Promise.all([
      send(volunteer, drafts[0]?.id ?? ''),
      send(volunteer2, drafts[1]?.id ?? ''),
    ]);
    expect([one.status, other.status].sort()).toEqual([200, 409]);
    const lost = one.status === 409 ? one : other;
    expect(lost.body).toMatchObject({ code: 'help/already-open', params: { name: expect.any(String) } });
  }
}, 120_000);

test('what nobody checks within two working days is passed over, level by level, and that is said', async () => {
  const { id } = await filed(volunteer);
  await system.pass(6 * 86_400_000);
  await system.until(async () => {
    const detail = await must(worker.get<HelpDetail>(`/api/v1/help-requests/${id}`));
    return detail.checks.length === 2 ? detail : undefined;
  });
  await system.pass(6 * 86_400_000);
  const detail = await system.until(async () => {
    const now = await must(worker.get<HelpDetail>(`/api/v1/help-requests/${id}`));
    return now.request.status === 'checked' ? now : undefined;
  });
  expect(detail.checks.map(({ result, reason }) => [result, reason])).toEqual([
    ['skipped', 'not-in-time'],
    ['skipped', 'not-in-time'],
  ]);
});
