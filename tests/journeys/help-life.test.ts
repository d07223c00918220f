import { randomUUID } from 'node:crypto';
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
import { thaiDayOf } from '../../contract/thai-day.ts';
import { createRequestLinks } from '../../server/capabilities/help/request-link.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aHelpForm, aHelpRequest } from '../support/a-help-request.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Answer, Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// A request from the receipt to the word of the person: facts, proposal, another person's decision, payment, "did you get it?".

type Refusal = Pick<Problem, 'params' | 'detail'> & { code: string };
const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const [volunteer, worker, worker2, supervisor, office] = (await Promise.all(
  ['volunteer', 'caseworker', 'caseworker2', 'care-supervisor', 'social-office'].map((name) => system.officer(name)),
)) as [Officer, Officer, Officer, Officer, Officer];
const idOf = async (name: string) => (await getDemoPerson(system, name)).personId;

async function must<Body>(asked: Promise<Answer<Body>>): Promise<Body> {
  system.clock.advance(1000);
  const { status, body } = await asked;
  expect([status, body]).toEqual([200, expect.anything()]);
  return body;
}
const act = (by: Officer, id: string, path: string, body?: object) =>
  by.post<HelpChanged & Refusal>(`/api/v1/help-requests/${id}/${path}`, body ?? {});
const detailOf = (id: string) => must(worker.get<HelpDetail>(`/api/v1/help-requests/${id}`));
const visit = { how: 'home', happenedAt: system.clock.now().toISOString(), confirms: ['place.address'], differs: [] };
const grant = (amount = 2000, benefit = 'elderly-in-difficulty') => ({ kind: 'grant', benefit, amount });
/** At the step before a decision. */
async function proposed(body: object = grant(), special: Parameters<typeof aHelpRequest>[1] = {}): Promise<string> {
  const id = await aHelpRequest(db, { status: 'received', ...special });
  await must(act(worker, id, 'propose', body));
  return id;
}

test('from the check to the last word: received, found out, granted by another, paid, asked, confirmed and closed', async () => {
  const id = await aHelpRequest(db, { status: 'checked', filedBy: await idOf('volunteer') });
  expect((await must(act(worker, id, 'receive'))).status).toBe('received');
  expect((await detailOf(id)).request.clock).toMatchObject({ days: 0, of: 15, colour: 'green', isRunning: true });
  await must(act(worker, id, 'visits', visit));
  await must(act(worker, id, 'propose', grant()));
  const own = await act(supervisor, id, 'receive');
  expect([own.status, own.body.code]).toEqual([409, 'help/change-not-allowed']);
  expect((await must(act(supervisor, id, 'decide', { decision: 'approved' }))).status).toBe('approved');
  await must(act(worker, id, 'wait-for-budget'));
  await must(act(worker, id, 'begin-payment'));
  const paidOn = thaiDayOf(system.clock.now());
  const over = await act(worker, id, 'payments', { method: 'cash', amount: 2001, paidOn });
  expect([over.status, over.body.code]).toEqual([422, 'help/over-grant']);
  expect((await must(act(worker, id, 'payments', { method: 'cash', amount: 2000, paidOn }))).status).toBe('helped');
  expect((await detailOf(id)).request.clock?.isRunning).toBe(false);
  // "I did not get it" goes back to whoever pays, and is counted.
  expect((await must(act(worker, id, 'receipt', { answer: 'not-received', askedBy: 'phone' }))).status).toBe('paying');
  await must(act(worker, id, 'payments', { method: 'promptpay', amount: 2000, paidOn, reference: 'PP-1' }));
  expect((await must(act(worker, id, 'receipt', { answer: 'received', askedBy: 'visit' }))).status).toBe('confirmed');
  expect((await must(act(worker, id, 'close'))).status).toBe('closed');
  const detail = await detailOf(id);
  expect([detail.request.notReceivedCount, detail.payments.map(({ answer }) => answer)]).toEqual([
    1,
    ['received', 'not-received'],
  ]);
  expect(detail.timeline.map(({ kind }) => kind)).toEqual([
    ...['received', 'visited', 'proposed', 'approved', 'waiting-for-budget', 'payment-begun', 'payment-recorded'],
    ...['not-received', 'payment-recorded', 'confirmed', 'closed'],
  ]);
});

test('four eyes: who proposed, visited, checked or filed does not decide; of two who decide at once one wins', async () => {
  const own = await aHelpRequest(db, { status: 'received' });
  await must(act(supervisor, own, 'propose', grant()));
  const refused = await act(supervisor, own, 'decide', { decision: 'approved' });
  expect([refused.status, refused.body.code]).toEqual([409, 'help/own-part']);
  expect((await must(act(office, own, 'decide', { decision: 'approved' }))).status).toBe('approved');

  const filed = await proposed(grant(), { filedBy: await idOf('care-supervisor') });
  expect((await act(supervisor, filed, 'decide', { decision: 'approved' })).body.code).toBe('help/own-part');
  expect((await act(worker2, filed, 'decide', { decision: 'approved' })).status).toBe(403);

  for (let time = 0; time < 20; time += 1) {
    system.clock.advance(20_000);
    const id = await proposed();
    const answers = await Promise.all(
      [supervisor, office].map((by) => act(by, id, 'decide', { decision: 'approved' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.params?.name).toEqual(expect.any(String));
  }
});

test('a ceiling of the family holds, also for two requests of it that are decided at the same moment', async () => {
  const familyIds = ['1101700230708', '1101700230716'];
  const granted = { at: system.clock.now(), benefit: 'low-income-aid', amount: 2000 };
  for (const idNumber of familyIds)
    await aHelpRequest(db, { status: 'closed', idNumber, familyIds, granted, benefit: `x-${idNumber}` }).catch(
      () => '',
    );
  const body = grant(2000, 'low-income-aid');
  const two = await Promise.all(
    familyIds.map((idNumber) => proposed(body, { idNumber, familyIds, benefit: 'low-income-aid' })),
  );
  const answers = await Promise.all(two.map((id) => act(supervisor, id, 'decide', { decision: 'approved' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('help/ceiling-reached');
});

test('above the limit a committee is asked first, and what it said is kept', async () => {
  const id = await proposed(grant(4000, 'out-of-school'));
  const early = await act(supervisor, id, 'decide', { decision: 'approved' });
  expect([early.status, early.body.code]).toEqual([409, 'help/committee-needed']);
  await must(act(worker, id, 'ask-committee'));
  const committee = { heldOn: '2026-11-20', members: 5 };
  expect((await must(act(supervisor, id, 'decide', { decision: 'approved', committee }))).status).toBe('approved');
  expect((await detailOf(id)).proposals[0]).toMatchObject({ committee, decision: 'approved', counted: 1 });
  const small = await proposed();
  expect((await act(worker, small, 'ask-committee')).body.code).toBe('help/committee-not-needed');
  expect((await act(worker, await aHelpRequest(db), 'propose', grant(3001))).body.code).toBe('help/over-ceiling');
});

test('refused with rule and reason, appealed, and decided by somebody who had no part in it', async () => {
  const refusal = { kind: 'refuse', reason: 'not-eligible', rule: 'elderly', note: 'อายุยังไม่ถึง 60 ปี' };
  const id = await proposed(refusal);
  expect((await must(act(supervisor, id, 'decide', { decision: 'approved' }))).status).toBe('not-eligible');
  await must(act(worker, id, 'appeal', { text: 'เอกสารผิดปีเกิด' }));
  const own = await act(supervisor, id, 'decide-appeal', { decision: 'upheld', note: 'คงเดิม' });
  expect([own.status, own.body.code]).toEqual([409, 'help/own-part']);
  expect((await must(act(office, id, 'decide-appeal', { decision: 'granted', note: 'ตรวจแล้ว' }))).status).toBe(
    'received',
  );
  const other = await proposed(refusal);
  await must(act(supervisor, other, 'decide', { decision: 'approved' }));
  await must(act(worker, other, 'appeal', { text: 'ขอให้ดูใหม่' }));
  expect((await must(act(office, other, 'decide-appeal', { decision: 'upheld', note: 'คงเดิม' }))).status).toBe(
    'upheld',
  );
});

test('what comes back does not fail because the same was filed anew: not received, corrected into it, or appealed', async () => {
  const [one, other] = ['1101700230724', '1101700230732'];
  const closed = await aHelpRequest(db, { status: 'closed', idNumber: one });
  await aHelpRequest(db, { status: 'received', idNumber: one });
  const missing = await must(act(worker, closed, 'receipt', { answer: 'not-received', askedBy: 'phone' }));
  expect(missing.status).toBe('paying');

  const filedBy = await idOf('volunteer');
  const returned = await aHelpRequest(db, { status: 'returned-for-correction', filedBy });
  const form = aHelpForm({ person: { ...aHelpForm().person, idNumber: one } });
  const saved = await must(volunteer.post<HelpDraft>(`/api/v1/help-drafts/${returned}`, { form }));
  expect(saved.openCode).not.toBeNull();
  const sent = await volunteer.post<Refusal>(`/api/v1/help-drafts/${returned}/submit`, {});
  expect([sent.status, sent.body.code]).toEqual([409, 'help/already-open']);

  const refused = await proposed({ kind: 'refuse', reason: 'facts-differ', note: 'ไม่ตรง' }, { idNumber: other });
  await must(act(supervisor, refused, 'decide', { decision: 'approved' }));
  const anew = await aHelpRequest(db, { status: 'received', idNumber: other });
  expect((await must(act(worker, refused, 'appeal', { text: 'ขอให้ดูใหม่' }))).status).toBe('appeal');
  const decision = { decision: 'granted', note: 'ตรวจแล้ว' };
  const early = await act(office, refused, 'decide-appeal', decision);
  expect([early.status, early.body.code]).toEqual([409, 'help/already-open']);
  await must(act(worker, anew, 'merge', { intoRequestId: refused }));
  expect((await must(act(office, refused, 'decide-appeal', decision))).status).toBe('received');
});

test('returned field by field, corrected by whoever filed it, and it goes on where it was without losing the days', async () => {
  const form = aHelpForm();
  const filedBy = await idOf('volunteer');
  const id = await aHelpRequest(db, {
    status: 'received',
    filedBy,
    form,
    idNumber: '1101700230708',
    receivedDaysAgo: 3,
  });
  const fields = [{ field: 'place.address', reason: 'บ้านเลขที่ไม่ตรง' }];
  expect((await must(act(worker, id, 'return', { fields }))).status).toBe('returned-for-correction');
  const draft = await must(volunteer.get<HelpDraft>(`/api/v1/help-drafts/${id}`));
  expect(draft.corrections).toEqual(fields);
  await sql`UPDATE help.requests SET status_since = status_since - interval '2 days' WHERE id = ${id}`.execute(db);
  await must(
    volunteer.post(`/api/v1/help-drafts/${id}`, { form: aHelpForm({ place: { ...form.place, address: '99/8' } }) }),
  );
  const back = await must(volunteer.post<HelpChanged>(`/api/v1/help-drafts/${id}/submit`, {}));
  expect(back.status).toBe('received');
  const detail = await detailOf(id);
  expect([detail.form.place?.address, detail.request.clock?.days, detail.corrections[0]?.answeredAt !== null]).toEqual([
    '99/8',
    1,
    true,
  ]);
});

test('withdrawn, merged, left to the incident, or opened as a case with what the form says', async () => {
  const [one, into, third] = [await aHelpRequest(db), await aHelpRequest(db), await aHelpRequest(db)];
  expect((await must(act(worker, one, 'merge', { intoRequestId: into }))).status).toBe('merged');
  expect((await act(worker, into, 'merge', { intoRequestId: into })).body.code).toBe('help/merge-not-possible');
  expect((await must(act(worker, into, 'withdraw', { reason: 'no-longer-needed' }))).status).toBe('withdrawn');
  expect((await act(worker, third, 'leave-to-incident')).body.code).toBe('help/no-incident');
  const opened = await must(act(worker, third, 'open-case', { isMinor: false, risk: 'medium' }));
  expect(opened.status).toBe('became-case');
  const { caseId } = await detailOf(third);
  const found = await worker.get<{ person: { name: string } }>(`/api/v1/cases/${caseId}`);
  expect([found.status, found.body.person?.name]).toEqual([200, 'นางสมมติ ทองคำ']);
});

test('where nothing but the danger was asked for, the police have it: the request ends, the incident goes on', async () => {
  const form = aHelpForm({ person: { ...aHelpForm().person, idNumber: '3650100000010' } });
  const draft = await must(volunteer.post<HelpDraft>('/api/v1/help-drafts', { danger: 'yes', form }));
  expect(draft.dangerReportId).not.toBeNull();
  const { id } = await must(volunteer.post<HelpChanged>(`/api/v1/help-drafts/${draft.id}/submit`, {}));
  expect((await act(volunteer, id, 'leave-to-incident')).body.code).toBe('access/not-permitted');
  expect((await must(act(worker, id, 'leave-to-incident'))).status).toBe('became-incident');
  const [reported] = await rows(
    db,
    sql`SELECT incident.status FROM incident.reports AS report JOIN incident.incidents AS incident
      ON incident.id = report.incident_id WHERE report.report_id = ${draft.dangerReportId}`,
  );
  expect(reported).toEqual({ status: 'open' });
  const { request, timeline, dangerReportId } = await detailOf(id);
  expect([request.status, dangerReportId]).toEqual(['became-incident', draft.dangerReportId]);
  expect(timeline.at(-1)).toMatchObject({ kind: 'left-to-incident' });
  // It has ended: nobody checks it any more, nothing more is done with it, and the volunteer is told the end alone.
  expect((await act(worker, id, 'leave-to-incident')).body.code).toBe('help/change-not-allowed');
  expect((await act(worker, id, 'receive')).body.code).toBe('help/change-not-allowed');
  const leader = await system.officer('volunteer-leader');
  const { checks } = await must(leader.get<HelpCheckList>('/api/v1/help-checks'));
  expect(checks.filter(({ requestId }) => requestId === id)).toEqual([]);
  const { requests } = await must(volunteer.get<FiledHelpList>('/api/v1/help-filed'));
  expect(requests.find((one) => one.id === id)?.status).toBe('ended');
});

test('by their own link the person appeals, says whether they got it, and takes it back; nobody else does', async () => {
  const { requestLinks: links } = { requestLinks: createRequestLinks(system.config.authSecret, system.url) };
  const reporterId = randomUUID();
  const tokenOf = (id: string) => new URL(links.urlOf(id, system.clock.now())).hash.slice(1);
  const byLink = async (path: string, body: object) => {
    const answer = await fetch(`${system.url}/api/v1/help-link/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as { status?: string; code?: string } };
  };
  const of = async (status: string) => {
    const id = await aHelpRequest(db, { status });
    await sql`UPDATE help.requests SET reporter_id = ${reporterId} WHERE id = ${id}`.execute(db);
    return { id, token: tokenOf(id) };
  };
  const statusOf = async (id: string) =>
    (await office.get<HelpDetail>(`/api/v1/help-requests/${id}`)).body.request?.status;
  const refused = await of('received');
  await must(
    act(worker, refused.id, 'propose', { kind: 'refuse', reason: 'not-eligible', rule: 'elderly', note: 'อายุ' }),
  );
  expect((await byLink('appeal', { token: refused.token, text: 'เร็วไป' })).body.code).toBe('help/change-not-allowed');
  await must(act(supervisor, refused.id, 'decide', { decision: 'approved' }));
  const stranger = await of('received');
  const elsewhere = await byLink('appeal', { token: stranger.token, text: 'ของคนอื่น' });
  expect([elsewhere.status, await statusOf(refused.id)]).toEqual([409, 'not-eligible']);
  const appealed = await byLink('appeal', { token: refused.token, text: 'ปีเกิดในบัตรผิด' });
  expect([appealed.status, appealed.body.status]).toEqual([200, 'appeal']);
  expect((await byLink('appeal', { token: refused.token, text: 'อีกครั้ง' })).body.code).toBe('help/change-not-allowed');
  const { appeals, request } = await detailOf(refused.id);
  expect(request.status).toBe('appeal');
  expect(appeals).toMatchObject([{ text: 'ปีเกิดในบัตรผิด', by: null, decision: null }]);
  const [entry] = await rows(
    db,
    sql`SELECT actor_kind AS kind FROM audit.entries WHERE subject_id = ${refused.id} AND action = 'help/appealed'`,
  );
  expect(entry).toEqual({ kind: 'reporter' });
  // Whoever refused has had their say; the last word ends it, and the page says so.
  expect((await act(supervisor, refused.id, 'decide-appeal', { decision: 'upheld', note: 'คงเดิม' })).body.code).toBe(
    'help/own-part',
  );
  await must(act(office, refused.id, 'decide-appeal', { decision: 'upheld', note: 'ตรวจบัตรแล้ว' }));
  const last = await byLink('open', { token: refused.token });
  expect([last.body.status, (await byLink('appeal', { token: refused.token, text: 'อีก' })).status]).toEqual([
    'refused',
    409,
  ]);
  const helped = await of('helped');
  expect((await byLink('receipt', { token: helped.token, answer: 'not-received' })).status).toBe(200);
  expect(await statusOf(helped.id)).toBe('paying');
  const open = await of('received');
  expect((await byLink('withdraw', { token: `${open.token}x`, reason: 'no-longer-needed' })).status).toBe(404);
  expect((await byLink('withdraw', { token: open.token, reason: 'no-longer-needed' })).status).toBe(200);
  expect(await statusOf(open.id)).toBe('withdrawn');
});

test('"did you get it?" is asked by itself, once more later; what was confirmed closes, and late is said once', async () => {
  const id = await proposed();
  await must(act(supervisor, id, 'decide', { decision: 'approved' }));
  await must(act(worker, id, 'begin-payment'));
  await must(act(worker, id, 'payments', { method: 'cash', amount: 2000, paidOn: '2026-01-01' }));
  const late = await aHelpRequest(db, { status: 'fact-finding', receivedDaysAgo: 20 });
  const day = 86_400_000;
  const lately = await system.until(async () => {
    const { timeline, request } = await detailOf(late);
    return timeline.some(({ kind }) => kind === 'clock-passed') ? request : undefined;
  });
  expect(lately.clock?.colour).toBe('red');
  await system.pass(3 * day + 1000);
  const again = await system.officerAgain('caseworker');
  const list = await system.until(async () => {
    const { body } = await again.get<HelpList>('/api/v1/help-requests?scope=to-ask');
    return body.requests?.some((request) => request.id === id) ? body : undefined;
  });
  expect(list.requests.find((request) => request.id === id)?.isToAsk).toBe(true);
  await system.pass(7 * day);
  const last = await system.officerAgain('caseworker');
  const read = async () => (await last.get<HelpDetail>(`/api/v1/help-requests/${id}`)).body;
  await system.until(async () =>
    (await read()).timeline.filter(({ kind }) => kind === 'asked-if-received').length === 2 ? true : undefined,
  );
  await act(last, id, 'receipt', { answer: 'received', askedBy: 'phone' });
  await system.pass(7 * day + 1000);
  const closing = await system.officerAgain('caseworker');
  await system.until(async () => {
    const { body } = await closing.get<HelpDetail>(`/api/v1/help-requests/${id}`);
    return body.request?.status === 'closed' ? true : undefined;
  });
});
