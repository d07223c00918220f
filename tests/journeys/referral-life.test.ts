import { expect, test } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import type { CaseNeedHoldings, ReferralDetail, ReferralList } from '../../contract/referral-api.ts';
import { thaiDayOf } from '../../contract/thai-day.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { aNeed, aReferral } from '../support/a-referral.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const worker = await system.officer('caseworker');
const workerId = (await getDemoPerson(system, 'caseworker')).personId;
const shelter = await system.officer('shelter');
const shelterBoss = await system.officer('shelter-supervisor');
const legal = await system.officer('legal-aid');
const agencyId = async (code: string) =>
  (await getRow(db, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${code}`)).id;
const [shelterId, shelter2Id] = [await agencyId('SV-65-SHELTER'), await agencyId('SV-65-SHELTER-2')];

type Changed = Problem & { id: string; code: string; status: string };
const aCaseInWork = (special: object = {}) => aCase(db, { status: 'implementing', workerId, ...special });
const newOne = (needId: string, more: object = {}) => ({
  ...{ needId, serviceCode: 'shelter', toAgencyId: shelterId, urgency: 'urgent', basis: 'consent' },
  ...{ papers: ['id-card'], why: 'สามีรู้ที่อยู่', ...more },
});
const send = async (officer: Officer, caseId: string, body: object) => {
  system.clock.advance(1000);
  return officer.post<Changed>(`/api/v1/cases/${caseId}/referrals`, body);
};
const step = async (officer: Officer, id: string, action: string, body: object = {}) => {
  system.clock.advance(1000);
  return officer.post<Changed>(`/api/v1/referrals/${id}/${action}`, body);
};
const must = async (asked: Promise<{ status: number; body: Changed }>) => {
  const { status, body } = await asked;
  expect([status, body.code]).toEqual([200, body.code]);
  return body;
};
const detail = async (officer: Officer, id: string) =>
  (await officer.get<ReferralDetail>(`/api/v1/referrals/${id}`)).body;
const need = async (caseId: string, needId: string) => {
  const { body } = await worker.get<CaseNeedHoldings>(`/api/v1/cases/${caseId}/referrals`);
  return body.needs.find((one) => one.needId === needId);
};

test('from an offer over acceptance and outcome to the person’s own word: only that ends the need', async () => {
  const caseId = await aCaseInWork({ name: 'นางสาวสมมติ ขอที่พัก' });
  const needId = await aNeed(db, caseId);
  expect(await need(caseId, needId)).toMatchObject({
    holder: null,
    choices: expect.arrayContaining(['next-provider']),
  });
  const { id } = await must(send(worker, caseId, newOne(needId)));
  expect(await need(caseId, needId)).toMatchObject({ holder: { kind: 'referral', id }, choices: [] });

  // Before acceptance: the need, the age band and the area, nothing that names anybody.
  const before = await shelter.get<ReferralDetail>(`/api/v1/referrals/${id}`);
  expect(before.body).toMatchObject({
    sides: ['receiver'],
    packet: null,
    actions: ['accept', 'decline'],
    referral: { status: 'offered', need: 'housing', ageBand: 'unknown', caseId: null, caseCode: null },
  });
  expect(JSON.stringify(before.body)).not.toMatch(/ขอที่พัก|สามี|CS-/);
  expect((await legal.get(`/api/v1/referrals/${id}`)).status).toBe(404);

  await must(step(shelter, id, 'accept'));
  expect((await detail(shelter, id)).packet).toMatchObject({
    person: { name: 'นางสาวสมมติ ขอที่พัก' },
    why: 'สามีรู้ที่อยู่',
    basis: 'consent',
  });
  // What the code of the service does not define is not in it.
  expect((await detail(shelter, id)).packet?.person).not.toHaveProperty('idNumber');
  await must(step(shelter, id, 'start'));
  await must(step(shelter, id, 'update', { note: 'เข้าพักแล้ว' }));
  const today = thaiDayOf(system.clock.now());
  await must(step(shelter, id, 'complete', { outcome: 'received-help', on: today }));
  expect(await need(caseId, needId)).toMatchObject({ isEnded: false, holder: { kind: 'referral', id } });
  expect((await detail(worker, id)).mayConfirm).toBe(true);

  await must(step(worker, id, 'confirmation', { way: 'call', answer: 'received' }));
  expect(await need(caseId, needId)).toMatchObject({ isEnded: true, holder: null, choices: [] });
  expect((await step(worker, id, 'confirmation', { way: 'visit', answer: 'received' })).body.code).toBe(
    'referral/confirmed-already',
  );
  // They may say later that it was not so.
  expect((await detail(worker, id)).mayConfirm).toBe(true);
  const { timeline } = await detail(worker, id);
  expect(timeline.map(({ kind }) => kind)).toEqual([
    ...['offered', 'accepted', 'started', 'updated', 'completed', 'confirmed'],
  ]);
  const outcome = await rows(db, sql`SELECT outcome, outcome_said_by AS "saidBy" FROM care.needs WHERE id = ${needId}`);
  expect(outcome).toEqual([{ outcome: 'received-help', saidBy: 'person' }]);
});

test('declined, withdrawn, not completed or not received: the need is on the sender’s list again, with what to do first', async () => {
  const endings = [
    [['decline', shelter, { reason: 'no-capacity' }], 'next-provider'],
    [['decline', shelter, { reason: 'missing-papers', note: 'ขาดบัตร' }], 'ask-papers'],
    [['withdraw', worker, { reason: 'consent-withdrawn' }], 'talk-to-person'],
    [['not-complete', shelter, { reason: 'could-not-contact' }], 'talk-to-person'],
    [['complete', shelter, { outcome: 'partly', on: '2026-11-01' }], 'reassess'],
    [['complete', shelter, { outcome: 'died', on: '2026-11-01' }], 'end-need'],
  ] as const;
  for (const [[action, by, body], consequence] of endings) {
    const caseId = await aCaseInWork();
    const needId = await aNeed(db, caseId);
    const { id } = await must(send(worker, caseId, newOne(needId)));
    if (action === 'not-complete' || action === 'complete') await must(step(shelter, id, 'accept'));
    await must(step(by, id, action, body));
    expect([action, await need(caseId, needId)]).toMatchObject([
      action,
      {
        isEnded: false,
        holder: null,
        consequence,
        choices: ['next-provider', 'own-service', 'need-gone', 'accept-loss'],
      },
    ]);
    // The receiver no longer sees who it was about.
    if (action !== 'complete') expect((await detail(shelter, id)).packet).toBeNull();
    await must(send(worker, caseId, newOne(needId, { toAgencyId: shelter2Id })));
  }
});

test('a need waits for one receiver at a time; a draft holds nothing and is seen by nobody else', async () => {
  const caseId = await aCaseInWork();
  const needId = await aNeed(db, caseId);
  const draft = await must(send(worker, caseId, newOne(needId, { offer: false, toAgencyId: shelter2Id })));
  expect((await shelter.get(`/api/v1/referrals/${draft.id}`)).status).toBe(404);
  const first = await must(send(worker, caseId, newOne(needId)));
  expect((await step(worker, draft.id, 'offer')).body).toMatchObject({ code: 'referral/need-held' });
  await must(step(worker, first.id, 'withdraw', { reason: 'better-service' }));
  expect((await must(step(worker, draft.id, 'offer'))).status).toBe('offered');
});

test('"not received" by telephone or on a visit opens need and case again, also after somebody was told the opposite', async () => {
  const opened = (caseId: string) =>
    getRow(
      db,
      sql<object>`SELECT one.status, need.outcome, (SELECT array_agg(kind || ' ' || (by ->> 'id') ORDER BY at, id) FROM care.case_timeline
          WHERE case_id = one.id AND kind IN ('need-opened', 'reopened')) AS steps
        FROM care.cases AS one JOIN care.needs AS need ON need.case_id = one.id WHERE one.id = ${caseId}`,
    );
  const close = (caseId: string) =>
    sql`UPDATE care.cases SET status = 'closed', closed_at = now(), end_reason = 'goals-met' WHERE id = ${caseId}`.execute(
      db,
    );
  const helped = async () => {
    const caseId = await aCaseInWork();
    return { caseId, id: await aReferral(db, caseId, { status: 'completed', outcome: 'received-help' }) };
  };
  const asked = await helped();
  await close(asked.caseId);
  await must(step(worker, asked.id, 'confirmation', { way: 'call', answer: 'not-received' }));
  // The need was never met: it is on the list, and somebody is there to read the list.
  expect(await opened(asked.caseId)).toEqual({ status: 'reopened', outcome: null, steps: [`reopened ${workerId}`] });

  const told = await helped();
  await must(step(worker, told.id, 'confirmation', { way: 'call', answer: 'received' }));
  await close(told.caseId);
  await must(step(worker, told.id, 'confirmation', { way: 'visit', answer: 'partly' }));
  const both = [`need-opened ${workerId}`, `reopened ${workerId}`];
  expect(await opened(told.caseId)).toEqual({ status: 'reopened', outcome: null, steps: both });
  expect(await detail(worker, told.id)).toMatchObject({
    referral: { confirmation: 'partly', consequence: 'reassess' },
    mayConfirm: false,
  });
});

test('where the law gives it to the receiver, a second person there decides on a decline', async () => {
  const caseId = await aCaseInWork();
  const id = await aReferral(db, caseId, { statutory: true });
  expect((await detail(shelter, id)).actions).toEqual(['accept', 'propose-decline']);
  await must(step(shelter, id, 'decline', { reason: 'no-capacity' }));
  expect((await detail(worker, id)).referral.status).toBe('declined-proposed');
  expect((await step(shelter, id, 'confirm-decline')).status).toBe(403);
  expect((await step(shelter, id, 'accept')).body.code).toBe('referral/change-not-allowed');
  await must(step(shelterBoss, id, 'refuse-decline', { reason: 'ยังมีห้องว่าง' }));
  expect((await detail(worker, id)).referral).toMatchObject({ status: 'offered', endReason: null });
  await must(step(shelterBoss, id, 'decline', { reason: 'no-capacity' }));
  expect((await step(shelterBoss, id, 'confirm-decline')).body.code).toBe('referral/self-decision');
});

test('a duty of the receiver is taken from its entry in the directory, and no other entry makes one', async () => {
  const entry = async (agency: string, statutory: boolean) => {
    const { id } = await getRow(
      db,
      sql<{ id: string }>`SELECT id FROM services.services WHERE agency_id = ${agency} ORDER BY id LIMIT 1`,
    );
    await sql`UPDATE services.services SET statutory = ${statutory} WHERE id = ${id}`.execute(db);
    return id;
  };
  const sendBy = async (serviceId: string) => {
    const caseId = await aCaseInWork();
    const { id } = await must(send(worker, caseId, newOne(await aNeed(db, caseId), { serviceId })));
    return id;
  };
  const declined = async (id: string) => (await must(step(shelter, id, 'decline', { reason: 'no-capacity' }))).status;
  expect(await declined(await sendBy(await entry(shelterId, false)))).toBe('declined');
  // The duty of somebody else is none of theirs.
  expect(await declined(await sendBy(await entry(shelter2Id, true)))).toBe('declined');
  const id = await sendBy(await entry(shelterId, true));
  expect((await detail(shelter, id)).referral.statutory).toBe(true);
  expect(await declined(id)).toBe('declined-proposed');
  expect((await must(step(shelterBoss, id, 'confirm-decline'))).status).toBe('declined');
});

test('lists: what my agency received, and what it sent', async () => {
  const caseId = await aCaseInWork();
  const id = await aReferral(db, caseId);
  const list = async (officer: Officer, query: string) =>
    (await officer.get<ReferralList>(`/api/v1/referrals?${query}`)).body.referrals.map((one) => one.id);
  expect(await list(shelter, 'scope=to-answer')).toContain(id);
  expect(await list(legal, 'scope=to-answer')).not.toContain(id);
  expect(await list(worker, 'side=sent&scope=open')).toContain(id);
  await must(step(shelter, id, 'accept'));
  expect(await list(shelter, 'scope=to-answer')).not.toContain(id);
  expect(await list(shelter, 'scope=working')).toContain(id);
});

test('whoever is barred from the case learns nothing of its referral, on either side', async () => {
  const caseId = await aCaseInWork();
  const id = await aReferral(db, caseId, { status: 'accepted' });
  const barred = (await getDemoPerson(system, 'shelter')).personId;
  await sql`INSERT INTO care.case_exclusions (id, case_id, kind, account_id, reason, by_person_id, at)
    VALUES (gen_random_uuid(), ${caseId}, 'account', ${barred}, 'relative', ${workerId}, now())`.execute(db);
  expect((await shelter.get<Problem>(`/api/v1/referrals/${id}`)).body.code).toBe('referral/not-found');
  const { body } = await shelter.get<ReferralList>('/api/v1/referrals?scope=open');
  expect(body.referrals.map((one) => one.id)).not.toContain(id);
  expect((await step(shelter, id, 'start')).body.code).toBe('referral/not-found');
  expect((await detail(shelterBoss, id)).packet).not.toBeNull();
});
