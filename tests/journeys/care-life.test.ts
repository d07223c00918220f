import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CaseDetail, CaseList } from '../../contract/case-api.ts';
import type { ApprovalList } from '../../contract/case-work.ts';
import type { Problem } from '../../contract/problem.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase, anAssessment, aRecord } from '../support/a-case.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const names = ['caseworker', 'caseworker2', 'care-supervisor', 'social-office', 'guest-hospital'] as const;
const ids = Object.fromEntries(
  await Promise.all(names.map(async (name) => [name, (await getDemoPerson(system, name)).personId])),
) as Record<(typeof names)[number], string>;
const worker = await system.officer('caseworker');
const second = await system.officer('caseworker2');
const supervisor = await system.officer('care-supervisor');
const office = await system.officer('social-office');
const guest = await system.officer('guest-hospital');
const agencyId = async (code: string) =>
  (await getRow(db, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${code}`)).id;
const [centreId, officeId] = [await agencyId('TC-650101'), await agencyId('SO-65')];

const at = (id: string, rest = '') => `/api/v1/cases/${id}${rest}`;
const detail = async (officer: Officer, id: string) => (await officer.get<CaseDetail>(at(id))).body;
const step = async (officer: Officer, id: string, action: string, body: object = {}) => {
  system.clock.advance(1000);
  return officer.post<Problem & { id: string; status: string }>(at(id, `/${action}`), body);
};
const must = async (officer: Officer, id: string, action: string, body: object = {}) => {
  const answer = await step(officer, id, action, body);
  expect([action, answer.status, answer.body]).toEqual([action, 200, expect.anything()]);
  return answer.body;
};
const decide = (officer: Officer, id: string, approvalId: string, decision = 'approved', fields?: object[]) =>
  step(officer, id, `approvals/${approvalId}/decide`, { decision, ...(fields && { fields }) });
const missing = async (officer: Officer, id: string, action: string) => {
  const { status, body } = await step(officer, id, action);
  expect([status, body.code]).toEqual([409, 'case/guard-missing']);
  return body.params?.guard;
};
const record = (id: string, kind: Parameters<typeof aRecord>[2], body: object, isDraft = false) =>
  aRecord(db, id, kind, body, { authorId: ids.caseworker, at: system.clock.now(), isDraft });

test('a case of high risk from its acceptance to its closure: each step asks for what it must, and a second person decides', async () => {
  const id = await aCase(db);
  await must(worker, id, 'accept');
  expect(await missing(worker, id, 'finish-assessment')).toBe('assessment-signed');
  system.clock.advance(1000);
  await record(id, 'assessment', anAssessment(3));
  expect(await missing(worker, id, 'finish-assessment')).toBe('safety-action-if-high');
  await record(id, 'safety-plan', { place: 'บ้านป้า' });
  expect(await missing(worker, id, 'finish-assessment')).toBe('approved-if-high');
  expect((await detail(worker, id)).actions.find(({ action }) => action === 'finish-assessment')?.missing).toEqual([
    'approved-if-high',
  ]);
  const asked = await must(worker, id, 'approvals', { subject: 'high-risk-assessment' });
  // The worker has no right to approve; a supervisor sends fields back, not the form.
  expect((await decide(worker, id, asked.id)).status).toBe(403);
  const fields = [{ field: 'domains.safety.note', reason: 'เขียนว่าใครทำ' }];
  expect((await decide(supervisor, id, asked.id, 'sent-back')).body.code).toBe('case/fields-needed');
  expect((await decide(supervisor, id, asked.id, 'sent-back', fields)).status).toBe(200);
  expect((await detail(worker, id)).approvals[0]).toMatchObject({ decision: 'sent-back', fields });
  system.clock.advance(1000);
  await record(id, 'assessment', anAssessment(3));
  const again = await must(worker, id, 'approvals', { subject: 'high-risk-assessment' });
  expect((await decide(supervisor, id, again.id)).status).toBe(200);
  await must(worker, id, 'finish-assessment');

  expect(await missing(worker, id, 'start-plan')).toBe('plan-approved');
  const service = randomUUID();
  const services = [{ id: service, code: 'counselling' }];
  system.clock.advance(1000);
  await record(id, 'plan', { services, agreed: { answer: 'yes' } }, true);
  expect((await step(worker, id, 'approvals', { subject: 'plan' })).body.params?.guard).toBe('plan-signed');
  system.clock.advance(1000);
  await record(id, 'plan', { services, agreed: { answer: 'yes' } });
  const plan = await must(worker, id, 'approvals', { subject: 'plan' });
  expect((await decide(supervisor, id, plan.id)).status).toBe(200);
  await must(worker, id, 'start-plan');

  expect(await missing(worker, id, 'follow-up')).toBe('services-ended');
  system.clock.advance(1000);
  await record(id, 'follow-up', { services: [{ serviceId: service, result: 'received' }] });
  await must(worker, id, 'follow-up');

  const need = randomUUID();
  await sql`INSERT INTO care.needs (id, case_id, code, opened_at, opened_by_person_id)
    VALUES (${need}, ${id}, 'safety', now(), ${ids.caseworker})`.execute(db);
  const closure = { subject: 'closure', reason: 'goals-met' };
  expect((await step(worker, id, 'approvals', closure)).body.params?.guard).toBe('no-open-need');
  await sql`UPDATE care.needs SET outcome = 'received-help', outcome_at = now(), outcome_said_by = 'person'
    WHERE id = ${need}`.execute(db);
  expect((await step(worker, id, 'approvals', closure)).body.params?.guard).toBe('safety-answered');
  system.clock.advance(1000);
  await record(id, 'closure', { safe: 'yes' });
  const end = await must(worker, id, 'approvals', closure);
  expect(await decide(supervisor, id, end.id)).toMatchObject({ status: 200, body: { status: 'closed' } });
  const { case: closed, timeline } = await detail(worker, id);
  expect(closed).toMatchObject({ status: 'closed', endReason: 'goals-met', closedAt: expect.any(String) });
  expect(timeline.map(({ kind }) => kind)).toEqual([
    ...['accepted', 'approval-requested', 'sent-back', 'approval-requested', 'approved', 'assessment-finished'],
    ...['approval-requested', 'approved', 'plan-started', 'services-ended', 'approval-requested', 'approved', 'closed'],
  ]);

  // Reopened, it waits for a worker, and the old assessment is the past.
  await must(worker, id, 'reopen', { reason: 'not-safe' });
  expect((await detail(worker, id)).case).toMatchObject({ status: 'reopened', worker: null, reopenCount: 1 });
  await must(second, id, 'accept');
  expect(await missing(second, id, 'finish-assessment')).toBe('assessment-signed');
});

test('nobody decides on what they proposed, wrote or work on themselves, whatever their rights', async () => {
  const id = await aCase(db);
  const own = await must(supervisor, id, 'approvals', { subject: 'not-opened', reason: 'duplicate' });
  expect((await decide(supervisor, id, own.id)).body.code).toBe('case/self-approval');
  const { body: waiting } = await supervisor.get<ApprovalList>('/api/v1/care/approvals');
  expect(waiting.approvals.find(({ approval }) => approval.id === own.id)).toMatchObject({
    ...{ approval: { isMine: true, subject: 'not-opened' }, case: { id } },
  });
  expect(await decide(office, id, own.id)).toMatchObject({ status: 200, body: { status: 'not-opened' } });
  expect((await detail(worker, id)).case).toMatchObject({ status: 'not-opened', endReason: 'duplicate' });

  // The supervisor is the worker, and a colleague proposes for them.
  const theirs = await aCase(db);
  await must(supervisor, theirs, 'accept');
  system.clock.advance(1000);
  await record(theirs, 'assessment', anAssessment());
  await record(theirs, 'safety-plan', { place: 'วัด' });
  const asked = await must(worker, theirs, 'approvals', { subject: 'high-risk-assessment' });
  expect((await decide(supervisor, theirs, asked.id)).body.code).toBe('case/self-approval');
  expect((await decide(office, theirs, asked.id)).status).toBe(200);

  // Lowering the risk takes a second person; raising it does not.
  expect((await step(supervisor, theirs, 'risk', { risk: 'low', reason: 'ปลอดภัย' })).body.code).toBe(
    'case/self-approval',
  );
  await must(office, theirs, 'risk', { risk: 'medium', reason: 'ปลอดภัยขึ้น' });
  await must(supervisor, theirs, 'risk', { risk: 'high', reason: 'กลับมาขู่' });
  const stored = await rows(
    db,
    sql`SELECT 1 FROM care.approvals WHERE decision <> 'withdrawn' AND decided_by_person_id = requested_by_person_id`,
  );
  expect(stored).toEqual([]);
});

test('an offered case stays with its owner until somebody accepts; accepted, it has a new owner and worker', async () => {
  const id = await aCase(db, { status: 'assessing', workerId: ids.caseworker });
  const offer = { agencyId: officeId, reason: 'other-competence', note: 'ซับซ้อน' };
  await must(worker, id, 'transfer', offer);
  expect((await step(worker, id, 'transfer', offer)).body.code).toBe('case/transfer-open');
  expect((await detail(worker, id)).case).toMatchObject({ agency: { id: centreId }, worker: { id: ids.caseworker } });
  const { body } = await office.get<CaseList>('/api/v1/cases?scope=offered');
  expect(body.cases.find((one) => one.id === id)).toMatchObject({ isOffered: true, isOnOffer: true });
  expect((await detail(worker, id)).case).toMatchObject({ isOffered: false, isOnOffer: true });
  await must(office, id, 'transfer/answer', { accept: true });
  expect((await detail(office, id)).case).toMatchObject({
    ...{ status: 'assessing', agency: { id: officeId }, worker: { id: ids['social-office'] } },
  });
  // The centre does not see it any more.
  expect(await worker.get(at(id))).toMatchObject({ status: 404, body: { code: 'case/not-found' } });

  const declined = await aCase(db, { status: 'assessing', workerId: ids.caseworker });
  await must(worker, declined, 'transfer', { agencyId: centreId, workerId: ids.caseworker2, reason: 'workload' });
  expect((await step(office, declined, 'transfer/answer', { accept: true })).status).toBe(403);
  await must(second, declined, 'transfer/answer', { accept: false, reason: 'no-capacity' });
  expect((await detail(worker, declined)).transfer).toMatchObject({ answer: 'declined', answerReason: 'no-capacity' });
  await must(worker, declined, 'transfer', { agencyId: centreId, workerId: ids.caseworker2, reason: 'workload' });
  await must(worker, declined, 'transfer/withdraw');
  expect((await step(second, declined, 'transfer/answer', { accept: true })).body.code).toBe('case/transfer-answered');
  // To a station, to itself, to somebody who can take no case.
  const elsewhere = [{ agencyId: await agencyId('PS65003') }, { agencyId: centreId }, { agencyId: randomUUID() }];
  for (const to of [...elsewhere, { agencyId: centreId, workerId: ids['guest-hospital'] }]) {
    const answer = await step(worker, declined, 'transfer', { ...to, reason: 'moved' });
    expect(answer.body.code).toBe('case/transfer-not-possible');
  }
  // A supervisor moves it by force, with a reason.
  expect((await step(worker, declined, 'transfer/force', { agencyId: officeId, reason: 'x' })).status).toBe(403);
  await must(supervisor, declined, 'transfer/force', {
    agencyId: centreId,
    workerId: ids.caseworker2,
    reason: 'ลาออก',
  });
  expect((await detail(second, declined)).case.worker?.id).toBe(ids.caseworker2);
  await must(supervisor, declined, 'transfer/force', { agencyId: officeId, reason: 'ไม่มีคน' });
  expect((await detail(office, declined)).case).toMatchObject({ status: 'reopened', worker: null });
});

test('a worker leaves: all open cases are offered at once, and move one by one as they are accepted', async () => {
  const cases = [
    await aCase(db, { status: 'assessing', workerId: ids.caseworker2 }),
    await aCase(db, { status: 'planning', workerId: ids.caseworker2 }),
  ];
  const body = { fromWorkerId: ids.caseworker2, agencyId: centreId, workerId: ids.caseworker, reason: 'worker-leaves' };
  expect((await worker.post<Problem>('/api/v1/case-transfers', body)).body.code).toBe('case/transfer-not-possible');
  // One that the colleague must not learn of stays, and does not keep the others.
  const barred = await aCase(db, { status: 'planning', workerId: ids.caseworker2 });
  await must(second, barred, 'exclusions', { kind: 'account', personId: ids.caseworker, reason: 'relative' });
  const answer = await supervisor.post<{ offered: number; skipped: number }>('/api/v1/case-transfers', body);
  expect([answer.status, answer.body.offered >= 2, answer.body.skipped >= 1]).toEqual([200, true, true]);
  expect((await detail(second, barred)).transfer).toBeNull();
  for (const id of cases) {
    expect((await detail(worker, id)).case.worker?.id).toBe(ids.caseworker2);
    await must(worker, id, 'transfer/answer', { accept: true });
    expect((await detail(worker, id)).case.worker?.id).toBe(ids.caseworker);
  }
});

test('on hold is a mark with an end, of thirty days at most', async () => {
  const id = await aCase(db, { status: 'assessing', workerId: ids.caseworker });
  const day = (days: number) => addDays(thaiDayOf(system.clock.now()), days);
  for (const until of [day(-2), day(32)]) {
    expect((await step(worker, id, 'hold', { reason: 'away', until })).body.code).toBe('case/hold-too-long');
  }
  await must(worker, id, 'hold', { reason: 'away', until: day(10) });
  expect((await detail(worker, id)).case).toMatchObject({ status: 'assessing', hold: { reason: 'away' } });
  await must(worker, id, 'resume');
  expect((await detail(worker, id)).case.hold).toBeNull();
});

test('whoever is barred does not learn that the case exists, also its worker until now', async () => {
  const id = await aCase(db, { status: 'assessing', workerId: ids.caseworker2 });
  const other = await aCase(db);
  await must(worker, id, 'links', { caseId: other, kind: 'sibling' });
  expect(
    (await step(worker, id, 'exclusions', { kind: 'account', personId: ids.caseworker, reason: 'named' })).body.code,
  ).toBe('case/exclusion-own');
  const unknown = await second.get(at(randomUUID()));
  const barred = await must(worker, id, 'exclusions', {
    kind: 'account',
    personId: ids.caseworker2,
    reason: 'relative',
  });
  expect(await second.get(at(id))).toEqual(unknown);
  expect((await step(second, id, 'accept')).body).toEqual(unknown.body);
  const { body } = await second.get<CaseList>('/api/v1/cases');
  expect(body.cases.some((one) => one.id === id)).toBe(false);
  expect((await detail(second, other)).links).toEqual([]);
  expect((await detail(worker, other)).links).toMatchObject([{ kind: 'sibling', case: { id } }]);
  // It waits for somebody else, and cannot come back to them by a transfer.
  expect((await detail(worker, id)).case).toMatchObject({ status: 'reopened', worker: null });
  await must(worker, id, 'accept');
  const back = { agencyId: centreId, workerId: ids.caseworker2, reason: 'workload' };
  expect((await step(worker, id, 'transfer', back)).body.code).toBe('case/transfer-not-possible');
  expect((await worker.get<{ exclusions: object[] }>(at(id, '/exclusions'))).body.exclusions).toMatchObject([
    { kind: 'account', reason: 'relative', person: { id: ids.caseworker2 }, liftedAt: null },
  ]);
  await must(worker, id, `exclusions/${barred.id}/lift`);
  expect((await second.get(at(id))).status).toBe(200);
});

test('invited people see their sections until their day, and the owner sees that they looked', async () => {
  const id = await aCase(db, { status: 'assessing', workerId: ids.caseworker, name: 'นางสมมติ ชื่อลับ' });
  const until = addDays(thaiDayOf(system.clock.now()), 30);
  const invitation = {
    personId: ids['guest-hospital'],
    profession: 'doctor',
    sections: ['health', 'assessment'],
    until,
  };
  expect((await guest.get(at(id))).status).toBe(404);
  expect((await step(worker, id, 'team', { ...invitation, personId: ids.caseworker2 })).body.code).toBe(
    'case/member-not-possible',
  );
  const member = await must(worker, id, 'team', invitation);
  const seen = await detail(guest, id);
  expect(seen).toMatchObject({ sections: ['health', 'assessment'], mayAct: false, person: null, actions: [] });
  expect([seen.timeline, seen.approvals, seen.links]).toEqual([[], [], []]);
  expect(JSON.stringify(seen)).not.toContain('ชื่อลับ');
  expect((await step(guest, id, 'accept')).status).toBe(403);
  const { body } = await worker.get<{ views: { by: { id: string }; isInvited: boolean }[] }>(at(id, '/views'));
  expect(body.views.filter(({ isInvited }) => isInvited)).toMatchObject([{ by: { id: ids['guest-hospital'] } }]);
  await must(worker, id, `team/${member.id}/end`);
  expect((await guest.get(at(id))).status).toBe(404);
});
