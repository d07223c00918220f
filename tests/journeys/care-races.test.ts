import { expect, test } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase, anApproval, aRecord } from '../support/a-case.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { openTestSystem } from '../support/test-system.ts';

// Two people at once, each on a connection of their own, a hundred times.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const supervisor = await system.officer('care-supervisor');
const office = await system.officer('social-office');
const worker = await system.officer('caseworker');
const [workerId, supervisorId, officeId] = [
  (await getDemoPerson(system, 'caseworker')).personId,
  (await getDemoPerson(system, 'care-supervisor')).personId,
  (await getDemoPerson(system, 'social-office')).agencyId,
];
const nameOf = async (officer: typeof worker) => (await officer.get<{ name: string }>('/api/v1/me')).body.name;
const names = { worker: await nameOf(worker), supervisor: await nameOf(supervisor) };
/** What the loser of a race is told: what was done, and by whom, in words too; and when. */
const toldBy = ({ params, detail }: Problem) => {
  expect(detail).toContain(String(params?.name));
  expect(detail).toMatch(/เมื่อ .*\d\d:\d\d น\.$/);
  return [params?.did, params?.name];
};
const at = (id: string, rest: string) => `/api/v1/cases/${id}/${rest}`;
const RACES = 100;

test('of two decisions on the same exactly one counts, and the other is told whose', async () => {
  for (let race = 0; race < RACES; race++) {
    const id = await aCase(db);
    const approval = await anApproval(db, id, 'not-opened', { by: workerId, reason: 'duplicate' });
    system.clock.advance(1000);
    const answers = await Promise.all([
      supervisor.post<Problem>(at(id, `approvals/${approval}/decide`), { decision: 'approved' }),
      office.post<Problem>(at(id, `approvals/${approval}/decide`), { decision: race % 2 ? 'refused' : 'approved' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.body).toMatchObject({ code: 'case/approval-decided', params: { name: expect.any(String) } });
    const decided = await rows(
      db,
      sql<{
        kind: string;
      }>`SELECT kind FROM care.case_timeline WHERE case_id = ${id} AND kind IN ('approved', 'refused')`,
    );
    expect(decided).toHaveLength(1);
  }
});

test('a case is never closed and on offer: of a closure and a transfer one wins', async () => {
  const counts = { closed: 0, offered: 0 };
  for (let race = 0; race < RACES; race++) {
    const id = await aCase(db, { status: 'following-up', workerId, risk: 'low' });
    await aRecord(db, id, 'closure', { safe: 'yes' }, { authorId: workerId, at: system.clock.now() });
    const approval = await anApproval(db, id, 'closure', { by: workerId, reason: 'goals-met' });
    system.clock.advance(1000);
    const [closing, offering] = await Promise.all([
      supervisor.post<Problem>(at(id, `approvals/${approval}/decide`), { decision: 'approved' }),
      worker.post<Problem>(at(id, 'transfer'), { agencyId: officeId, reason: 'moved' }),
    ]);
    const after = await getRow(
      db,
      sql<{ status: string; offers: number }>`SELECT status, (SELECT count(*)::int FROM care.transfers
        WHERE case_id = cases.id AND answer IS NULL) AS offers FROM care.cases WHERE id = ${id}`,
    );
    if (closing.status === 200) {
      counts.closed += 1;
      expect(after).toEqual({ status: 'closed', offers: 0 });
      expect(offering).toMatchObject({ status: 409, body: { code: 'case/change-not-allowed' } });
      expect(toldBy(offering.body)).toEqual(['case/closed', names.supervisor]);
    } else {
      counts.offered += 1;
      expect(after).toEqual({ status: 'following-up', offers: 1 });
      expect(closing).toMatchObject({ status: 409, body: { code: 'case/on-offer' } });
      expect(toldBy(closing.body)).toEqual(['case/transfer-offered', names.worker]);
    }
  }
  expect(counts.closed + counts.offered).toBe(RACES);
  // Whichever way it went by chance, both losers are told, also in English.
  const id = await aCase(db, { status: 'following-up', workerId, risk: 'low' });
  await aRecord(db, id, 'closure', { safe: 'yes' }, { authorId: workerId, at: system.clock.now() });
  const approval = await anApproval(db, id, 'closure', { by: workerId, reason: 'goals-met' });
  await worker.post(at(id, 'transfer'), { agencyId: officeId, reason: 'moved' });
  const late = await fetch(`${system.url}${at(id, `approvals/${approval}/decide`)}`, {
    method: 'POST',
    headers: { cookie: supervisor.cookie, 'content-type': 'application/json', 'accept-language': 'en' },
    body: '{"decision":"approved"}',
  });
  const { title, detail } = (await late.json()) as Problem;
  expect(title).toMatch(/^The case is on offer/);
  expect(detail).toContain(names.worker);
});

test('the database itself refuses a decision by whoever proposed it, and a second owner', async () => {
  const id = await aCase(db, { status: 'assessing', workerId });
  const approval = await anApproval(db, id, 'closure', { by: supervisorId, reason: 'goals-met' });
  const own = sql`UPDATE care.approvals SET decision = 'approved', decided_by_person_id = ${supervisorId}, decided_at = now()
    WHERE id = ${approval}`;
  await expect(own.execute(db)).rejects.toMatchObject({ code: '23514' });
  await expect(anApproval(db, id, 'closure', { by: workerId })).rejects.toMatchObject({ code: '23505' });
  await expect(sql`UPDATE care.cases SET agency_id = NULL WHERE id = ${id}`.execute(db)).rejects.toMatchObject({
    code: '23502',
  });
});
