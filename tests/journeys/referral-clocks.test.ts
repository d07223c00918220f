import { expect, test } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import type { CaseNeedHoldings, ReferralDetail } from '../../contract/referral-api.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { aNeed } from '../support/a-referral.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const workerId = (await getDemoPerson(system, 'caseworker')).personId;
const [worker, shelter] = [await system.officer('caseworker'), await system.officer('shelter')];
const shelterId = (
  await getRow(db, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = 'SV-65-SHELTER'`)
).id;
const HOUR = 3_600_000;

type Body = Problem & { id: string };
async function send(urgency: string): Promise<{ caseId: string; needId: string; id: string }> {
  const caseId = await aCase(db, { status: 'implementing', workerId });
  const needId = await aNeed(db, caseId);
  const given = { needId, serviceCode: 'shelter', toAgencyId: shelterId, urgency, basis: 'consent' };
  const { status, body } = await worker.post<Body>(`/api/v1/cases/${caseId}/referrals`, given);
  expect([status, body.detail]).toEqual([200, undefined]);
  return { caseId, needId, id: body.id };
}
const detail = async (officer: Officer, id: string) =>
  (await officer.get<ReferralDetail>(`/api/v1/referrals/${id}`)).body;
/** Signed in anew: days pass. */
const kinds = async (id: string) =>
  (await detail(await system.officerAgain('caseworker'), id)).timeline.map(({ kind }) => kind);

test('an offer that nobody answers: reminder at half time, both supervisors when due, the province a day later, each once', async () => {
  const { caseId, needId, id } = await send('urgent');
  await system.pass(12 * HOUR + 6000);
  expect(await kinds(id)).toEqual(['offered', 'reminded']);
  await system.pass(12 * HOUR);
  expect(await kinds(id)).toEqual(['offered', 'reminded', 'expired']);
  // Never accepted by a clock: the need is on the sender's list, with what to do first.
  const { body } = await worker.get<CaseNeedHoldings>(`/api/v1/cases/${caseId}/referrals`);
  expect(body.needs.find((one) => one.needId === needId)).toMatchObject({ holder: null, consequence: 'next-provider' });
  const late = await shelter.post<Problem>(`/api/v1/referrals/${id}/accept`, {});
  expect([late.status, late.body.code]).toEqual([409, 'referral/answered-too-late']);
  await system.pass(24 * HOUR);
  expect(await kinds(id)).toEqual(['offered', 'reminded', 'expired', 'province-told']);
  await system.pass(72 * HOUR);
  expect(await kinds(id)).toEqual(['offered', 'reminded', 'expired', 'province-told']);
  expect((await detail(worker, id)).referral.status).toBe('expired');
});

test('an emergency is answered within the hour, a normal one within five working days', async () => {
  const [fast, slow] = [await send('emergency'), await send('normal')];
  const due = async (id: string) => {
    const { dueAt, offeredAt } = (await detail(worker, id)).referral;
    return (Date.parse(dueAt ?? '') - Date.parse(offeredAt ?? '')) / HOUR;
  };
  expect(await due(fast.id)).toBe(1);
  expect(await due(slow.id)).toBeGreaterThan(4 * 24);
  await shelter.post(`/api/v1/referrals/${slow.id}/accept`, {});
  await system.pass(2 * HOUR);
  expect((await detail(worker, fast.id)).referral.status).toBe('expired');
  expect((await detail(worker, slow.id)).referral.status).toBe('accepted');
});

test('a hold ends by itself, and who accepted is asked for a word after thirty days and for an outcome when it is due', async () => {
  const { id } = await send('urgent');
  const step = async (action: string, body: object = {}) => {
    system.clock.advance(1000);
    const officer = await system.officerAgain('shelter');
    const { status, body: said } = await officer.post<Problem>(`/api/v1/referrals/${id}/${action}`, body);
    expect([action, status, said.detail]).toEqual([action, 200, undefined]);
  };
  await step('accept');
  await step('start');
  const until = addDays(thaiDayOf(system.clock.now()), 3);
  await step('hold', { reason: 'waiting-list', until });
  await system.pass(5 * 24 * HOUR);
  const again = await system.officerAgain('caseworker');
  expect((await detail(again, id)).referral).toMatchObject({ status: 'in-progress', hold: null });
  await system.pass(10 * 24 * HOUR);
  expect(await kinds(id)).toContain('outcome-due');
  await step('update', { note: 'ยังพักอยู่' });
  await system.pass(31 * 24 * HOUR);
  expect((await kinds(id)).filter((kind) => kind === 'update-due')).toHaveLength(1);
});
