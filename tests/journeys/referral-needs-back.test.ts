import { expect, test } from 'vitest';
import type { NeedsBack } from '../../contract/referral-needs.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { aNeed, aReferral } from '../support/a-referral.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const worker = await system.officer('caseworker');
const supervisor = await system.officer('care-supervisor');
const shelter = await system.officer('shelter');
const workerId = (await getDemoPerson(system, 'caseworker')).personId;

const seen = async (officer: Officer) => {
  const { status, body } = await officer.get<NeedsBack>('/api/v1/referral-needs');
  expect(status).toBe(200);
  return body;
};

test('a need whose help failed stands before the whole area until somebody works on it again', async () => {
  const caseId = await aCase(db, { status: 'implementing', workerId });
  const needId = await aNeed(db, caseId);
  await aReferral(db, caseId, { needId, status: 'declined' });
  for (const officer of [worker, supervisor])
    expect((await seen(officer)).back).toMatchObject([
      {
        needId,
        caseId,
        need: 'housing',
        last: { status: 'declined', endReason: 'no-capacity', consequence: 'next-provider' },
      },
    ]);
  const { status } = await worker.post(`/api/v1/cases/${caseId}/needs/${needId}/own-service`, {
    serviceCode: 'shelter',
  });
  expect(status).toBe(200);
  expect((await seen(supervisor)).back).toEqual([]);
  // And again once our own service could not help.
  await worker.post(`/api/v1/cases/${caseId}/needs/${needId}/own-service/end`, {});
  expect((await seen(worker)).back).toMatchObject([{ needId }]);
  // A receiver learns of no case.
  expect((await shelter.get('/api/v1/referral-needs')).status).toBe(403);
});

test('what somebody wants to give up is decided by another, and then stands on no list', async () => {
  const caseId = await aCase(db, { status: 'implementing', workerId });
  const needId = await aNeed(db, caseId, 'mind');
  await worker.post(`/api/v1/cases/${caseId}/needs/${needId}/loss`, { reason: 'ถามทุกแห่งในจังหวัดแล้ว' });
  const mine = (await seen(worker)).losses.find((one) => one.needId === needId);
  expect(mine).toMatchObject({ isMine: true, mayDecide: false, reason: 'ถามทุกแห่งในจังหวัดแล้ว' });
  const theirs = (await seen(supervisor)).losses.find((one) => one.needId === needId);
  expect(theirs).toMatchObject({ isMine: false, mayDecide: true, need: 'mind' });
  const decided = await supervisor.post(`/api/v1/cases/${caseId}/needs/${needId}/loss/decide`, { accept: true });
  expect(decided.status).toBe(200);
  expect((await seen(supervisor)).losses.filter((one) => one.needId === needId)).toEqual([]);
});

test('a proposal to give a need up is gone when the need has ended in another way', async () => {
  const caseId = await aCase(db, { status: 'implementing', workerId });
  const needId = await aNeed(db, caseId, 'mind');
  await worker.post(`/api/v1/cases/${caseId}/needs/${needId}/loss`, { reason: 'ถามทุกแห่งในจังหวัดแล้ว' });
  const body = { outcome: 'gone', saidBy: 'person' };
  expect((await worker.post(`/api/v1/cases/${caseId}/needs/${needId}/end`, body)).status).toBe(200);
  await system.pass(2000);
  expect(await rows(db, sql`SELECT id FROM referral.loss_proposals WHERE need_id = ${needId}`)).toEqual([]);
});

test('help that was received and did not last stands there again', async () => {
  const caseId = await aCase(db, { status: 'implementing', workerId });
  const needId = await aNeed(db, caseId, 'school-learning');
  const id = await aReferral(db, caseId, { needId, status: 'completed', confirmation: 'received' });
  await sql`INSERT INTO referral.timeline (id, referral_id, at, kind, details)
    VALUES (gen_random_uuid(), ${id}, now(), 'need-reopened', '{}')`.execute(db);
  expect((await seen(supervisor)).back.filter((one) => one.caseId === caseId)).toMatchObject([{ needId }]);
});
