import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CaseClocks, CaseDetail, CaseList, RecordSaved } from '../../contract/case-api.ts';
import { ASSESSMENT_TOOL, DOMAINS } from '../../contract/case-forms.ts';
import { addDays, momentOf, thaiDayOf } from '../../contract/thai-day.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

// After the closure of a case: what is asked in LINE a month and three months later, and what an answer leads to.

const system = await openTestSystem({ escalation: 'off' });
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HOME = { lat: 16.814, lng: 100.26 };
const ASKED = 'ช่วงนี้เป็นอย่างไรบ้าง';
const people = ['caseworker', 'care-supervisor', 'commander', 'desk1300', 'duty1'];
type Answer = { id: string };

/** Everybody signs in again where days have passed. */
async function later(milliseconds: number): Promise<void> {
  await system.pass(milliseconds);
  for (const name of people) await system.officerAgain(name);
}
async function post<Body = Answer>(name: string, path: string, body: object = {}): Promise<Body> {
  system.clock.advance(1000);
  const answer = await (await system.officer(name)).post<Body>(path, body);
  expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
  return answer.body;
}
const detail = async (id: string) =>
  (await (await system.officer('caseworker')).get<CaseDetail>(`/api/v1/cases/${id}`)).body;
const kindsOf = async (id: string) => (await detail(id)).timeline.map(({ kind }) => kind);
async function write(id: string, kind: string, body: object): Promise<void> {
  const path = `/api/v1/cases/${id}/records/${randomUUID()}`;
  const { version } = await post<RecordSaved>('caseworker', path, { kind, basedOn: 0, body });
  await post('caseworker', `${path}/sign`, { version });
}
/** Where the person is safe to be reached; `null` where nobody asked. */
const byLine = (hours: object | 'any') => ({ channel: 'line', detail: 'ไลน์ของเจ้าตัว', hours, mustNotKnow: [] });
const registration = (safeContact: object) => ({
  ...{ name: 'นางสาวสมมติ ใจดี', noIdReason: 'refuses', birth: { kind: 'estimated', year: 1990 }, sex: 'female' },
  ...{ nationality: 'th', language: 'th', disabilities: ['none'], pregnant: 'no', schoolStatus: 'not-applicable' },
  ...{ safeContact, basis: 'consent' },
});

/** An incident that was reported in LINE, with the case that follows it, as the worker has it. */
async function acceptedCase({ silent = false, where = HOME } = {}) {
  const builder = anIncident(system).reportedAt(where);
  const commander = await system.officer('commander');
  const happened = await (silent ? builder.silent() : builder).acknowledgedBy(commander).happens();
  await post('commander', `/api/v1/incidents/${happened.id}/resolve`, { disposition: 'handled', victims: true });
  await post('commander', `/api/v1/incidents/${happened.id}/close`);
  const worker = await system.officer('caseworker');
  const { id: caseId } = await system.until(async () => {
    const { body } = await worker.get<CaseList>('/api/v1/cases?scope=waiting');
    return body.cases.find((one) => one.incidentCode === happened.code);
  });
  await post('caseworker', `/api/v1/cases/${caseId}/accept`);
  return { ...happened, caseId };
}

async function closedCase({ contact, mayAsk, silent }: { contact: object; mayAsk: object; silent?: boolean }) {
  const one = await acceptedCase({ silent: silent ?? false });
  const { caseId } = one;
  await write(caseId, 'registration', registration(contact));
  const domains = Object.fromEntries(DOMAINS.map((domain) => [domain, { score: 0 }]));
  await write(caseId, 'assessment', { ...ASSESSMENT_TOOL, domains });
  await write(caseId, 'closure', {
    ...{ reason: 'no-need', ownWords: 'อยู่กับพี่สาวแล้ว', worryAtStart: 6, worryNow: 1, safe: 'yes', callIfWorse: '1300' },
    mayAsk,
  });
  const { id } = await post('caseworker', `/api/v1/cases/${caseId}/approvals`, {
    subject: 'closure',
    reason: 'no-need',
  });
  await post('care-supervisor', `/api/v1/cases/${caseId}/approvals/${id}/decide`, { decision: 'approved' });
  expect((await detail(caseId)).case.status).toBe('closed');
  return one;
}
const countOf = async (id: string, kind: string) => (await kindsOf(id)).filter((each) => each === kind).length;
const labels = (phone: { visibleQuickReplies(): readonly object[] }) =>
  phone.visibleQuickReplies().map((action) => ('label' in action ? action.label : ''));

test('from the closure to "not safe": asked inside the safe hours in neutral words, later, and then the case is open again', async () => {
  // The safe hours begin two hours after the month is over.
  const minutes = (at: Date) => Math.round((at.getTime() - momentOf(thaiDayOf(at), 0).getTime()) / 60_000);
  const time = (minute: number) =>
    [Math.floor(minute / 60) % 24, minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
  const start = minutes(system.clock.now());
  const hours = { from: time(start + 120), to: time(start + 240) };
  const { caseId, phone, id } = await closedCase({
    ...{ contact: byLine(hours), mayAsk: { after30Days: true, after90Days: true } },
  });
  await later(DAY);
  const first = await phone.waitForMessage(ASKED);
  await system.until(async () => (await countOf(caseId, 'asked-how-it-goes')) === 1 || undefined);
  await phone.tap('สบายดี');
  await system.until(async () => (await countOf(caseId, 'said-how-it-goes')) === 1 || undefined);
  await later(6 * DAY);
  const second = await phone.waitForMessage(ASKED, { after: first.id });
  await later(23 * DAY + 60_000);
  const planned = () =>
    rows(
      system.owner,
      sql<{ kind: string; dueAt: Date; asked: boolean }>`SELECT kind, due_at AS "dueAt", asked_at IS NOT NULL AS asked
        FROM care.welfare_checks WHERE case_id = ${caseId} ORDER BY due_at`,
    );
  const [check] = await system.until(async () => ((await planned()).length > 0 ? planned() : undefined));
  expect(check).toMatchObject({ kind: 'month', asked: false });
  expect(minutes(check?.dueAt as Date) % 1440).toBe((start + 120) % 1440);
  expect(phone.messages().filter(({ text, from }) => from === 'bot' && text.includes(ASKED))).toHaveLength(2);
  await later(3 * HOUR);
  const asked = await phone.waitForMessage(ASKED, { after: second.id });
  expect(asked.silent).toBe(true);
  expect(labels(phone)).toEqual(['สบายดี', 'อยากคุยด้วย', 'ไว้ทีหลัง', 'ไม่ต้องถามอีก']);
  await phone.tap('ไว้ทีหลัง');
  await phone.waitForMessage('ได้ ไว้คุยกันใหม่', { after: asked.id });

  await later(7 * DAY + 60_000);
  const again = await phone.waitForMessage(ASKED, { after: asked.id });
  await sql`DELETE FROM alerting.notifications`.execute(system.owner);
  await phone.tap('อยากคุยด้วย');
  const answered = await phone.waitForMessage('รอสักครู่', { after: again.id });
  expect([answered.silent, labels(phone).includes('โทรปรึกษา')]).toEqual([true, true]);
  const open = await system.until(async () => {
    const now = await detail(caseId);
    return now.case.status === 'reopened' ? now : undefined;
  });
  expect(open.case).toMatchObject({ risk: 'high', worker: null });
  expect(open.timeline.find(({ kind }) => kind === 'reopened')).toMatchObject({
    by: null,
    details: { reason: 'not-safe' },
  });
  const { body } = await (await system.officer('caseworker')).get<CaseClocks>(`/api/v1/cases/${caseId}/clocks`);
  expect(body.clocks.map(({ rule }) => rule).toSorted()).toEqual(['acceptance', 'assessment', 'first-contact', 'plan']);
  const told = await rows(
    system.owner,
    sql<{ email: string }>`SELECT DISTINCT person.email FROM alerting.notifications AS notification
        JOIN alerting.alerts AS alert ON alert.id = notification.alert_id
        JOIN access.users AS person ON person.id = notification.person_id
      WHERE alert.kind = 'case-urgent' ORDER BY 1`,
  );
  expect(told.map(({ email }) => email.split('@')[0])).toEqual(['care-supervisor', 'caseworker']);
  // It is a matter of care: no alarm rings at the police.
  expect((await (await system.officer('commander')).detail(id)).incident.status).toBe('closed');
  for (const { text, silent } of phone
    .messages()
    .filter(({ from, id: at }) => from === 'bot' && BigInt(at) >= BigInt(asked.id))) {
    expect([text, silent]).toEqual([text, true]);
    expect(text).not.toMatch(/ตำรวจ|สถานี|สภ\.|เหตุ|เจ้าหน้าที่|191|1300|แจ้ง|ช่วย|เคส|พม\./);
  }
  // Three months are not asked of an open case.
  await post('caseworker', `/api/v1/cases/${caseId}/accept`);
  await later(60 * DAY);
  expect(await countOf(caseId, 'reopened')).toBe(1);
  expect(await countOf(caseId, 'asked-how-it-goes')).toBe(4);
});

test('training: days pass for one case, each question comes once in the chat, and "not safe" opens the case again', async () => {
  const hour = new Date(system.clock.now().getTime() + 7 * HOUR).getUTCHours();
  const at = (hours: number) => `${String((hour + hours) % 24).padStart(2, '0')}:00`;
  // Nobody who learns waits for the safe hours, which are half a day away.
  const { caseId, phone } = await closedCase({
    ...{ contact: byLine({ from: at(12), to: at(13) }), mayAsk: { after30Days: true, after90Days: true } },
  });
  const pass = (days: number) => post('caseworker', `/api/v1/cases/${caseId}/let-days-pass`, { days });
  const answered = async (label: string, times: number) => {
    await phone.tap(label);
    await system.until(async () => (await countOf(caseId, 'said-how-it-goes')) === times || undefined);
  };
  await pass(1);
  system.clock.advance(5000);
  const day = await phone.waitForMessage(ASKED);
  await answered('สบายดี', 1);
  // The days of the week's question are over as well: the last one is asked.
  await pass(30);
  system.clock.advance(5000);
  const month = await phone.waitForMessage(ASKED, { after: day.id });
  await answered('สบายดี', 2);
  for (const days of [30, 30, 30]) await pass(days);
  system.clock.advance(5000);
  await phone.waitForMessage(ASKED, { after: month.id });
  await answered('อยากคุยด้วย', 3);
  await system.until(async () => (await detail(caseId)).case.status === 'reopened' || undefined);
  expect(phone.messages().filter(({ text, from }) => from === 'bot' && text.includes(ASKED))).toHaveLength(3);
  const checks = await rows(
    system.owner,
    sql<{ kind: string; skipped: string | null }>`SELECT kind, skipped FROM care.welfare_checks
      WHERE incident_id = (SELECT incident_id FROM care.cases WHERE id = ${caseId}) ORDER BY kind`,
  );
  expect(checks.map(({ kind, skipped }) => [kind, skipped])).toEqual([
    ...[
      ['day', null],
      ['month', null],
      ['quarter', null],
    ],
    ['week', 'days-passed'],
  ]);
}, 120_000);

test('nobody is asked who was silent, did not agree or is safe in another way only; the timeline says why, and who agreed is left to the worker', async () => {
  const both = { after30Days: true, after90Days: true };
  const silent = await closedCase({ contact: byLine('any'), mayAsk: both, silent: true });
  const refused = await closedCase({ contact: byLine('any'), mayAsk: { after30Days: false, after90Days: false } });
  const visited = await closedCase({
    contact: { channel: 'visit', detail: 'ที่วัด', hours: 'any', mustNotKnow: [] },
    mayAsk: both,
  });
  await later(30 * DAY + 60_000);
  const why = async (id: string) =>
    (await detail(id)).timeline.flatMap(({ kind, details }) =>
      kind === 'not-asked' && details.when === 'month' ? [details.why] : [],
    );
  const reasons = () => Promise.all([silent, refused, visited].map(({ caseId }) => why(caseId)));
  // The three clocks are marked in any order.
  await system.until(async () => (await reasons()).every((found) => found.length > 0) || undefined);
  expect(await reasons()).toEqual([['silent'], ['not-agreed'], ['other-channel']]);
  const checks = await rows(
    system.owner,
    sql`SELECT 1 FROM care.welfare_checks WHERE case_id IN (${silent.caseId}, ${refused.caseId}, ${visited.caseId})`,
  );
  expect(checks).toEqual([]);
});

test('a new incident of the same person stands in the open case at once, ends its hold and raises its risk, once', async () => {
  const { caseId, phone } = await acceptedCase({ where: { lat: HOME.lat - 0.004, lng: HOME.lng } });
  await post('care-supervisor', `/api/v1/cases/${caseId}/risk`, { risk: 'low', reason: 'ปลอดภัย' });
  const until3 = addDays(thaiDayOf(system.clock.now()), 3);
  await post('caseworker', `/api/v1/cases/${caseId}/hold`, { reason: 'away', until: until3 });
  const house = { lat: HOME.lat + 0.004, lng: HOME.lng };
  const other = await acceptedCase({ where: house });
  await anIncident(system).reportedAt({ lat: 16.83, lng: 100.29 }).onPhone(phone).happens();
  const found = await system.until(async () => {
    const now = await detail(caseId);
    return now.case.risk === 'high' ? now : undefined;
  });
  expect(found.case.hold).toBeNull();
  // What other jobs write comes before or after it.
  const from = found.timeline.findIndex(({ kind }) => kind === 'new-incident');
  const entries = found.timeline
    .slice(from, from + 3)
    .map(({ kind, by, details }) => [kind, by, details.why ?? details.reason]);
  expect(entries).toEqual([
    ['new-incident', null, 'same-person'],
    ['resumed', null, 'new-incident'],
    ['risk-changed', null, 'new-incident'],
  ]);
  // Somebody else at the same house: it says so, and not to the case of another place.
  await anIncident(system)
    .reportedAt({ lat: house.lat + 0.0001, lng: house.lng })
    .happens();
  const places = await system.until(async () => {
    const all = (await detail(other.caseId)).timeline.filter(({ kind }) => kind === 'new-incident');
    return all.length > 0 ? all : undefined;
  });
  expect(places.map(({ details }) => details)).toEqual([{ why: 'same-place' }]);
  expect(await rows(system.owner, sql`SELECT 1 FROM care.incidents_to_match`)).toEqual([]);

  // Looked at late, after a third case has begun there: the first incident is nothing new to it.
  const third = await acceptedCase({ where: house });
  await sql`INSERT INTO care.incidents_to_match (incident_id)
    SELECT incident_id FROM care.cases WHERE id = ${other.caseId}`.execute(system.owner);
  await system.pass(2000);
  expect(await rows(system.owner, sql`SELECT 1 FROM care.incidents_to_match`)).toEqual([]);
  expect((await detail(third.caseId)).timeline.filter(({ kind }) => kind === 'new-incident')).toEqual([]);
});
