import { expect, test } from 'vitest';
import type { FindingFigures, FindingView, IncidentFindings, OpenFindings } from '../../contract/finding.ts';
import type { IncidentSummary } from '../../contract/incident.ts';
import type { IncidentType } from '../../contract/incident-type.ts';
import { forgetFindings } from '../../server/capabilities/incident/fairness/commands/forget-findings.ts';
import { anIncident, type Happened } from '../support/an-incident.ts';
import type { Answer, Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';
import { webReporter } from '../support/web-reporter.ts';

const system = await openTestSystem();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const REASON = 'ผู้แจ้งรับในแชตว่าแจ้งเล่น และกล้องหน้าร้านในเวลานั้นไม่มีใครอยู่';
type Written = { id: string };

/** After days everybody signs in again. */
async function later(milliseconds: number): Promise<void> {
  await system.pass(milliseconds);
  await system.officerAgain('desk1300');
}
const duty = () => system.officerAgain('duty1');
const boss = () => system.officerAgain('superintendent');
const centre = () => system.officerAgain('centre191');
const commander = () => system.officerAgain('commander');

let people = 0;
function aPhone() {
  people += 1;
  return system.line.phone(`คนที่ ${people}`);
}

/** Nothing was found: acknowledged, somebody on scene, ended. */
async function unfounded({ type = 'riotous-gathering' as IncidentType, phone = aPhone() } = {}) {
  const officer = await duty();
  return anIncident(system)
    .ofType(type)
    .onPhone(phone)
    .acknowledgedBy(officer)
    .onSceneBy(officer)
    .resolvedBy(officer, 'unfounded')
    .closedBy(officer)
    .happens();
}

/** They answer what they were asked, and have an hour to write on. */
async function heard({ phone }: Pick<Happened, 'phone'>): Promise<void> {
  const { messageId = '0' } = await phone.sendText('ไม่มีอะไรเพิ่ม');
  await phone.waitForMessage('ส่งคำตอบให้เจ้าหน้าที่แล้ว', { after: messageId });
  await later(2 * HOUR);
}

const findingsOf = async (officer: Officer, id: string) =>
  (await officer.get<IncidentFindings>(`/api/v1/incidents/${id}/findings`)).body;

async function propose(officer: Officer, { id }: { id: string }, more: object = {}): Promise<Answer<Written>> {
  const reportId = (await officer.detail(id)).reports[0]?.reportId;
  const body = { reportId, evidence: ['reporter-admits'], note: 'เขียนในแชตว่าล้อเล่น', ...more };
  return officer.post<Written>(`/api/v1/incidents/${id}/findings`, body);
}

async function findingOf(officer: Officer, { id }: { id: string }): Promise<FindingView> {
  const [finding] = (await findingsOf(officer, id)).findings;
  if (!finding) throw new Error('there is no finding');
  return finding;
}

const step = (officer: Officer, { id }: { id: string }, findingId: string, name: string, body: object) =>
  officer.post<Written & { code?: string }>(`/api/v1/incidents/${id}/findings/${findingId}/${name}`, body);
const confirm = (officer: Officer, incident: { id: string }, findingId: string, more: object = {}) =>
  step(officer, incident, findingId, 'confirm', {
    ...{ answersRead: 0, reason: REASON, clauses: ['criminal-code-173'] },
    ...{ measures: ['warning', 'call-back-first'], ...more },
  });

async function proposed(incident: Happened, more: object = {}): Promise<string> {
  const { status, body } = await propose(await duty(), incident, more);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.id;
}

test('a series of pranks by one account is one finding: heard first, confirmed by another, and the next call rings as always', async () => {
  const phone = aPhone();
  const first = await unfounded({ phone });
  const second = await unfounded({ phone });
  const officer = await duty();
  const { proposable } = await findingsOf(officer, second.id);
  expect(proposable[0]?.others.map(({ code }) => code)).toEqual([first.code]);
  const findingId = await proposed(second, { incidentIds: [first.id] });
  const asked = await phone.waitForMessage('มีอะไรอยากเล่าเพิ่มไหม');
  // Whoever stands beside the phone learns nothing of an accusation.
  expect(asked.text).not.toMatch(/เท็จ|ตรวจสอบ|หลักฐาน|กฎหมาย/);
  expect((await propose(officer, second)).body).toMatchObject({ code: 'false-report/proposed-already' });

  expect((await confirm(await boss(), second, findingId)).body).toMatchObject({ code: 'false-report/answer-awaited' });
  const { messageId: answered } = await phone.sendText('ขอโทษ ล้อเล่นกับเพื่อน');
  await phone.waitForMessage('ส่งคำตอบให้เจ้าหน้าที่แล้ว', { after: answered ?? '0' });
  expect((await findingOf(officer, second)).answers).toMatchObject([{ text: 'ขอโทษ ล้อเล่นกับเพื่อน' }]);
  await later(2 * HOUR);
  expect((await confirm(await boss(), second, findingId)).body).toMatchObject({ code: 'false-report/answer-unread' });
  expect((await confirm(await duty(), second, findingId, { answersRead: 1 })).status).toBe(403);
  const measures = ['warning', 'call-back-first', 'inquiry'];
  expect((await confirm(await boss(), second, findingId, { answersRead: 1, measures })).status).toBe(200);

  const notice = await phone.waitForMessage('ผลการตรวจสอบเรื่อง');
  for (const part of [REASON, 'ม.173', 'โทรกลับก่อน', 'พนักงานสอบสวน', 'อุทธรณ์', 'แจ้งโดยสุจริต', 'ม.5'])
    expect(notice.text).toContain(part);
  for (const { id } of [first, second]) {
    const detail = await (await duty()).detail(id);
    expect(detail.disposition).toBe('false-report');
    expect(detail.timeline.map(({ kind }) => kind)).toContain('finding-confirmed');
  }

  // Under all three measures, an open inquiry too, the next report rings at once.
  const again = await anIncident(system).ofType('riotous-gathering').onPhone(phone).happens();
  const ringing = await (await duty()).sees((incident: IncidentSummary) => incident.id === again.id);
  expect(ringing).toMatchObject({ status: 'open', acknowledgedAt: null });
  const alarms = await (await duty()).detail(again.id);
  expect(alarms.timeline.map(({ kind }) => kind)).toContain('alerted');
  expect(alarms.reports[0]?.callBackFirstUntil).toEqual(expect.any(String));
  for (const [action, body] of [
    ['acknowledge', { etaMinutes: 5 }],
    ['resolve', { disposition: 'handled' }],
    ['close', {}],
  ] as const)
    expect((await (await duty()).post(`/api/v1/incidents/${again.id}/${action}`, body)).status, action).toBe(200);
  // In silence nobody is called, whatever was found about the account.
  const silent = await anIncident(system).silent().onPhone(phone).happens();
  expect((await (await duty()).detail(silent.id)).reports[0]?.callBackFirstUntil).toBeNull();
});

test('a mistaken neighbour is no liar: dropped, at any time, and nothing follows', async () => {
  const incident = await unfounded();
  const findingId = await proposed(incident, { evidence: ['witness'], note: 'เพื่อนบ้านอีกคนว่าเป็นเสียงทีวี' });
  const dropped = await step(await boss(), incident, findingId, 'drop', { dropReason: 'good-faith' });
  expect(dropped.status).toBe(200);
  const finding = await findingOf(await duty(), incident);
  expect(finding).toMatchObject({ status: 'dropped', measures: [], decided: { dropReason: 'good-faith' } });
  const detail = await (await duty()).detail(incident.id);
  expect(detail.disposition).toBe('unfounded');
  expect((await propose(await duty(), incident)).body).toMatchObject({ code: 'false-report/proposed-already' });
});

test('that a victim withdrew, was silent or nobody was found is no evidence; without a visit nothing is proposed', async () => {
  const officer = await duty();
  const incident = await unfounded({ type: 'threat-or-assault' });
  for (const evidence of [
    [],
    ['victim-withdrew'],
    ['nothing-found'],
    ['no-answer'],
    ['earlier-reports'],
    ['cancelled-report'],
  ])
    expect((await propose(officer, incident, { evidence })).status).toBe(400);
  const silent = await anIncident(system)
    .silent()
    .acknowledgedBy(officer)
    .resolvedBy(officer, 'unfounded')
    .closedBy(officer)
    .happens();
  expect((await propose(officer, silent)).body).toMatchObject({ code: 'false-report/visit-needed' });
  const handled = await anIncident(system).acknowledgedBy(officer).resolvedBy(officer, 'handled').happens();
  expect((await propose(officer, handled)).body).toMatchObject({ code: 'false-report/other-outcome' });
  expect(await officer.post(`/api/v1/incidents/${silent.id}/resolve`, { disposition: 'false-report' })).toMatchObject({
    status: 422,
    body: { code: 'incident/false-report-needs-finding' },
  });
});

test('an appeal by a word in LINE is decided by a third person; won, everything ends and we say sorry', async () => {
  const phone = aPhone();
  const incident = await unfounded({ phone });
  const findingId = await proposed(incident);
  await heard(incident);
  expect((await confirm(await boss(), incident, findingId, { answersRead: 1 })).status).toBe(200);
  await phone.waitForMessage('ผลการตรวจสอบเรื่อง');
  const { messageId: said } = await phone.sendText('อุทธรณ์');
  await phone.waitForMessage('รับคำอุทธรณ์แล้ว', { after: said ?? '0' });
  const { messageId: told } = await phone.sendText('มีคลิปจากร้านข้าง ๆ ให้ดู');
  await phone.waitForMessage('ส่งคำตอบให้เจ้าหน้าที่แล้ว', { after: told ?? '0' });
  const decide = async (officer: Officer, answersRead: number) =>
    step(officer, incident, findingId, 'decide-appeal', { outcome: 'overturn', reason: REASON, answersRead });
  const read = (await findingOf(await centre(), incident)).answers.length;
  expect((await decide(await boss(), read)).body).toMatchObject({ code: 'false-report/third-person-needed' });
  const mine = (await (await centre()).get<OpenFindings>('/api/v1/findings')).body.findings;
  expect(mine.find(({ id }) => id === findingId)?.actions).toContain('decide-appeal');
  expect((await decide(await centre(), read)).status).toBe(200);
  await phone.waitForMessage('เราขอโทษ');
  const finding = await findingOf(await duty(), incident);
  expect(finding).toMatchObject({ status: 'overturned' });
  expect(finding.measures.map(({ isInForce }) => isInForce)).toEqual([false, false]);
  const detail = await (await duty()).detail(incident.id);
  expect(detail.disposition).toBe('unfounded');
});

test('where an attacker may read, the phone says only where to ask; the time to appeal begins when an officer has told them', async () => {
  const phone = aPhone();
  const home = await unfounded({ type: 'threat-or-assault', phone });
  const findingId = await proposed(home);
  await heard(home);
  expect((await confirm(await boss(), home, findingId, { answersRead: 1 })).status).toBe(200);
  const pointed = await phone.waitForMessage('ให้ทราบที่สถานี');
  expect(pointed.text).not.toMatch(/เท็จ|กฎหมาย|ม\.173/);
  const before = await findingOf(await duty(), home);
  expect(before).toMatchObject({ notice: 'pointed-to', noticeGivenAt: null, appealBy: null });
  expect((await step(await duty(), home, findingId, 'notice', { way: 'in-person' })).status).toBe(200);
  expect((await findingOf(await duty(), home)).appealBy).toEqual(expect.any(String));
  // Their phone does not know when it was given, and says all the same that it is too late.
  await later(16 * DAY);
  const { messageId: late = '0' } = await phone.sendText('อุทธรณ์');
  await phone.waitForMessage('เลยเวลา', { after: late });
  expect((await findingOf(await duty(), home)).status).toBe('confirmed');
});

test('to a silent report nothing is sent, neither the notice nor that it was appealed or won', async () => {
  const phone = aPhone();
  const officer = await duty();
  const silent = await anIncident(system)
    .silent()
    .onPhone(phone)
    .acknowledgedBy(officer)
    .onSceneBy(officer)
    .resolvedBy(officer, 'unfounded')
    .closedBy(officer)
    .happens();
  const findingId = await proposed(silent);
  const asked = await phone.waitForMessage('อยากเล่าอะไรเพิ่มไหม');
  expect(asked.text).not.toContain(silent.code);
  await later(3 * DAY);
  expect((await confirm(await boss(), silent, findingId, { measures: ['call-back-first'] })).body).toMatchObject({
    code: 'false-report/measure-not-possible',
  });
  expect((await confirm(await boss(), silent, findingId, { measures: ['warning'] })).status).toBe(200);
  expect(await findingOf(await duty(), silent)).toMatchObject({ notice: 'to-give', appealBy: null });
  expect((await step(await duty(), silent, findingId, 'appeal', { text: 'มาที่สถานี ไม่ได้โกหก' })).status).toBe(200);
  const won = { outcome: 'overturn', reason: REASON, answersRead: 0 };
  expect((await step(await centre(), silent, findingId, 'decide-appeal', won)).status).toBe(200);
  // What they get next is not about it.
  const { messageId: after = '0' } = await phone.sendText('สถานะ');
  await system.until(async () => phone.messages().some(({ id }) => BigInt(id) > BigInt(after)) || undefined);
  const since = phone.messages().filter(({ id }) => BigInt(id) > BigInt(asked.id));
  expect(JSON.stringify(since)).not.toMatch(/อุทธรณ์|ขอโทษ|เท็จ|ผลการตรวจสอบ/);
});

test('days after, when a chat is quiet, it shows only that there is something; what they write is read', async () => {
  const incident = await unfounded();
  const findingId = await proposed(incident);
  await later(3 * DAY);
  expect((await confirm(await boss(), incident, findingId)).status).toBe(200);
  await incident.phone.waitForMessage('มีเรื่องอยากบอกคุณ');
  expect(await findingOf(await duty(), incident)).toMatchObject({ notice: 'pointed-to', appealBy: null });
  await incident.phone.sendText('เรื่องอะไร');
  await system.until(async () => (await findingOf(await duty(), incident)).answers.length === 1 || undefined);
});

test('two who decide at once: one is told who was faster; reopening ends what was found', async () => {
  const incident = await unfounded();
  const findingId = await proposed(incident);
  await later(3 * DAY);
  const [one, other] = await Promise.all([
    confirm(await boss(), incident, findingId),
    confirm(await commander(), incident, findingId),
  ]);
  expect([one.status, other.status].sort()).toEqual([200, 409]);
  const lost = one.status === 409 ? one : other;
  expect(lost.body).toMatchObject({ code: 'false-report/change-not-allowed', params: { name: expect.any(String) } });
  expect((await (await boss()).post(`/api/v1/incidents/${incident.id}/reopen`, { reason: 'มีคนมาแจ้งเพิ่ม' })).status).toBe(
    200,
  );
  const finding = await findingOf(await boss(), incident);
  expect(finding.status).toBe('withdrawn');
  expect(finding.measures.some(({ isInForce }) => isInForce)).toBe(false);
});

test('on the citizen page: asked there, answered there, read there, appealed there', async () => {
  const page = webReporter(system.url);
  await page.report({ type: 'riotous-gathering', position: { lat: 16.8211, lng: 100.2659, source: 'web-pin' } });
  const { incidentCode } = await page.sees(({ state }) => state === 'waiting');
  const officer = await duty();
  const { id } = await officer.sees(({ code }) => code === incidentCode);
  for (const [action, body] of [
    ['acknowledge', { etaMinutes: 5 }],
    ['resolve', { disposition: 'unfounded' }],
    ['close', {}],
  ] as const)
    expect((await officer.post(`/api/v1/incidents/${id}/${action}`, body)).status).toBe(200);
  await page.sees(({ state }) => state === 'closed');
  const { body } = await propose(officer, { id });
  const asked = await page.sees(({ actions }) => actions.includes('message'));
  expect(asked.messages.at(-1)?.text).toContain('มีอะไรอยากเล่าเพิ่มไหม');
  const message = { id: '0198c0de-0000-7000-8000-00000000f001', text: 'แค่ลองกดดู' };
  expect((await page.say({ message })).status).toBe(200);
  expect((await findingOf(officer, { id })).answers).toMatchObject([{ text: 'แค่ลองกดดู' }]);
  await later(2 * HOUR);
  expect((await confirm(await boss(), { id }, body.id, { answersRead: 1 })).status).toBe(200);
  const told = await page.sees(({ actions }) => actions.includes('appeal'));
  expect(told.messages.at(-1)?.text).toContain(REASON);
  const appealed = await page.say({ appeal: true });
  expect(appealed.body.actions).not.toContain('appeal');
  expect(await findingOf(await duty(), { id })).toMatchObject({ status: 'appealed', appeal: { by: null } });
});

test('who calls how many reports false is for their supervisors alone', async () => {
  expect((await (await duty()).get('/api/v1/finding-figures')).status).toBe(403);
  const { body } = await (await commander()).get<FindingFigures>('/api/v1/finding-figures');
  const [station] = body.stations;
  expect(station).toMatchObject({ proposed: expect.any(Number), confirmed: expect.any(Number) });
  expect(body.people.map(({ part }) => part)).toEqual(expect.arrayContaining(['proposer', 'decider']));
});

test('a finding goes a year after its last end; one that waits stays, and so does the outcome of its incident', async () => {
  const [ended, waits] = [await unfounded(), await unfounded()];
  const findingId = await proposed(ended);
  await proposed(waits);
  expect((await step(await boss(), ended, findingId, 'drop', { dropReason: 'not-proved' })).status).toBe(200);
  const forgetIn = (days: number) =>
    forgetFindings({ clock: { now: () => new Date(system.clock.now().getTime() + days * DAY) } }, system.owner);
  const left = async () => {
    const officer = await duty();
    return [
      (await findingsOf(officer, ended.id)).findings.length,
      (await findingsOf(officer, waits.id)).findings.length,
    ];
  };
  await forgetIn(364);
  expect(await left()).toEqual([1, 1]);
  await Promise.all([forgetIn(366), forgetIn(366)]);
  expect(await left()).toEqual([0, 1]);
  expect((await (await duty()).detail(ended.id)).disposition).toBe('unfounded');
});
