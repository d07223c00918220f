import { expect, test } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import type { CapacityQuestions, CaseNeedHoldings, ReferralDetail } from '../../contract/referral-api.ts';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { aNeed, aReferral } from '../support/a-referral.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const workerId = (await getDemoPerson(system, 'caseworker')).personId;
const [worker, worker2] = [await system.officer('caseworker'), await system.officer('caseworker2')];
const [supervisor, office] = [await system.officer('care-supervisor'), await system.officer('social-office')];
const [shelter, legal] = [await system.officer('shelter'), await system.officer('legal-aid')];
const agencyId = async (code: string) =>
  (await getRow(db, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${code}`)).id;
const [shelterId, legalId] = [await agencyId('SV-65-SHELTER'), await agencyId('SV-65-LEGAL')];

type Body = Problem & { id: string; status: string; bundleId: string; referrals: { id: string }[] };
const post = async (officer: Officer, path: string, body: object = {}) => {
  system.clock.advance(1000);
  return officer.post<Body>(`/api/v1/${path}`, body);
};
const must = async (asked: Promise<{ status: number; body: Body }>) => {
  const { status, body } = await asked;
  expect([status, body.detail]).toEqual([200, undefined]);
  return body;
};
const aCaseInWork = (special: object = {}) => aCase(db, { status: 'implementing', workerId, ...special });
const need = async (caseId: string, needId: string) => {
  const { body } = await worker.get<CaseNeedHoldings>(`/api/v1/cases/${caseId}/referrals`);
  return body.needs.find((one) => one.needId === needId);
};
const referral = (needId: string, toAgencyId = shelterId) => ({
  ...{ needId, toAgencyId, serviceCode: 'shelter', urgency: 'normal', basis: 'consent' },
});

test('the owner helps itself: nobody else can hold the need meanwhile; when that is over it is on the list again', async () => {
  const caseId = await aCaseInWork();
  const needId = await aNeed(db, caseId);
  const own = `cases/${caseId}/needs/${needId}/own-service`;
  await must(post(worker, own, { serviceCode: 'counselling' }));
  expect(await need(caseId, needId)).toMatchObject({ holder: { kind: 'own-service', serviceCode: 'counselling' } });
  expect((await post(worker, `cases/${caseId}/referrals`, referral(needId))).body.code).toBe('referral/need-held');
  await must(post(worker, `${own}/end`));
  expect(await need(caseId, needId)).toMatchObject({ holder: null, choices: expect.arrayContaining(['own-service']) });
});

test('a loss is accepted by a supervisor, never by whoever proposed it, and not while somebody works on it', async () => {
  const caseId = await aCaseInWork();
  const needId = await aNeed(db, caseId);
  const loss = `cases/${caseId}/needs/${needId}/loss`;
  await must(post(supervisor, loss, { reason: 'ไม่มีที่ใดรับ' }));
  expect((await post(supervisor, `${loss}/decide`, { accept: true })).body.code).toBe('referral/self-decision');
  expect((await post(worker, `${loss}/decide`, { accept: true })).status).toBe(403);
  await must(post(worker, `cases/${caseId}/referrals`, referral(needId)));
  expect((await post(office, `${loss}/decide`, { accept: true })).body.code).toBe('referral/need-held');
  const { id } = (await need(caseId, needId))?.referrals[0] ?? { id: '' };
  await must(post(shelter, `referrals/${id}/decline`, { reason: 'no-capacity' }));
  const both = await Promise.all([1, 2].map(() => post(office, `${loss}/decide`, { accept: true })));
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const { outcome, saidBy } = await getRow(
    db,
    sql<{
      outcome: string;
      saidBy: string;
    }>`SELECT outcome, outcome_said_by AS "saidBy" FROM care.needs WHERE id = ${needId}`,
  );
  expect({ outcome, saidBy }).toEqual({ outcome: 'loss-accepted', saidBy: 'supervisor' });
});

test('a place is asked for before anybody is named; others see neither question nor case', async () => {
  const caseId = await aCaseInWork({ name: 'นางสาวสมมติ ถามที่ว่าง' });
  const needId = await aNeed(db, caseId);
  const body = { needId, serviceCode: 'shelter', toAgencyIds: [shelterId], urgency: 'urgent' };
  await must(post(worker, `cases/${caseId}/capacity-questions`, body));
  expect((await post(worker2, `cases/${caseId}/capacity-questions`, body)).body.code).toBe('referral/capacity-asked');
  const waiting = (await shelter.get<CapacityQuestions>('/api/v1/capacity-questions')).body.questions;
  expect(waiting).toMatchObject([{ need: 'housing', serviceCode: 'shelter', ageBand: 'unknown', answer: null }]);
  expect(JSON.stringify(waiting)).not.toMatch(new RegExp(`ถามที่ว่าง|CS-|${caseId}`));
  const id = waiting[0]?.id ?? '';
  expect((await post(legal, `capacity-questions/${id}/answer`, { answer: 'no' })).body.code).toBe(
    'referral/capacity-question-not-found',
  );
  expect((await post(shelter, `capacity-questions/${id}/answer`, { answer: 'later' })).body.code).toBe(
    'referral/day-needed',
  );
  await must(post(shelter, `capacity-questions/${id}/answer`, { answer: 'later', freeFrom: '2026-12-20' }));
  const { body: asked } = await worker.get<CapacityQuestions>(`/api/v1/cases/${caseId}/capacity-questions`);
  expect(asked.questions).toMatchObject([{ answer: 'later', freeFrom: '2026-12-20', to: { id: shelterId } }]);
});

test('siblings are sent together and go their own ways; one that can’t be sent sends none', async () => {
  const children = await Promise.all(
    [1, 2, 3].map(async () => {
      const caseId = await aCaseInWork({ isMinor: true });
      return { caseId, needId: await aNeed(db, caseId, 'school-learning') };
    }),
  );
  const referrals = children.map((one) => ({
    ...referral(one.needId),
    caseId: one.caseId,
    serviceCode: 'scholarship',
  }));
  const bad = [...referrals.slice(0, 2), { ...referrals[2], needId: children[0]?.needId }];
  expect((await post(worker, 'referral-bundles', { referrals: bad })).body.code).toBe('referral/need-not-open');
  expect((await need(children[0]?.caseId ?? '', children[0]?.needId ?? ''))?.holder).toBeNull();
  const made = await must(post(worker, 'referral-bundles', { referrals }));
  const [one, two, three] = made.referrals.map(({ id }) => id) as [string, string, string];
  await must(post(shelter, `referrals/${one}/accept`));
  await must(post(shelter, `referrals/${two}/decline`, { reason: 'missing-papers' }));
  const { body } = await shelter.get<ReferralDetail>(`/api/v1/referrals/${three}`);
  expect(body.bundle.map(({ id, status }) => [id, status])).toEqual([
    [one, 'accepted'],
    [two, 'declined'],
  ]);
  expect(body.referral).toMatchObject({ status: 'offered', bundleId: made.bundleId, isMinor: true });
});

test('a need that ended is no longer sent out, and an ended one asks nobody for a word', async () => {
  const caseId = await aCaseInWork();
  const [needId, doneNeed] = [await aNeed(db, caseId), await aNeed(db, caseId, 'mind')];
  const [id, done] = [
    await aReferral(db, caseId, { needId, status: 'accepted' }),
    await aReferral(db, caseId, { needId: doneNeed, status: 'completed' }),
  ];
  for (const ended of [needId, doneNeed])
    await must(post(worker, `cases/${caseId}/needs/${ended}/end`, { outcome: 'gone', saidBy: 'person' }));
  await system.pass(2000);
  const { body } = await worker.get<ReferralDetail>(`/api/v1/referrals/${id}`);
  expect(body.referral).toMatchObject({ status: 'withdrawn', endReason: 'need-gone' });
  expect((await worker.get<ReferralDetail>(`/api/v1/referrals/${done}`)).body).toMatchObject({
    mayConfirm: false,
    referral: { status: 'completed', confirmation: 'none' },
  });
  expect((await shelter.get<ReferralDetail>(`/api/v1/referrals/${id}`)).body.packet).toBeNull();
});

test('the sender of a referral is whoever owns its case now', async () => {
  const caseId = await aCaseInWork();
  const id = await aReferral(db, caseId, { to: 'SV-65-LEGAL' });
  const officeId = await agencyId('SO-65');
  await must(post(supervisor, `cases/${caseId}/transfer/force`, { agencyId: officeId, reason: 'ย้าย' }));
  await system.pass(2000);
  expect((await office.get<ReferralDetail>(`/api/v1/referrals/${id}`)).body.referral.from.id).toBe(officeId);
  expect((await worker.get(`/api/v1/referrals/${id}`)).status).toBe(404);
  expect(legalId).not.toBe(officeId);
});
