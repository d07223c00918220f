import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CaseDetail, CaseRecords, CaseViews } from '../../contract/case-api.ts';
import type { Problem } from '../../contract/problem.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { verifyStoredChain } from '../../server/capabilities/audit/index.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase, anApproval, anAssessment, aRecord } from '../support/a-case.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// Acceptance journeys of aftercare from outside: four eyes also where the button is hidden, a team that sees its sections
// until its day, and a worker who leaves. How cases come about is in care-opens and care-other-ways.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const [worker, second, supervisor, guest] = [
  await system.officer('caseworker'),
  await system.officer('caseworker2'),
  await system.officer('care-supervisor'),
  await system.officer('guest-hospital'),
];
const idOf = async (name: string) => (await getDemoPerson(system, name)).personId;
const ids = {
  worker: await idOf('caseworker'),
  second: await idOf('caseworker2'),
  supervisor: await idOf('care-supervisor'),
  guest: await idOf('guest-hospital'),
};
const { agencyId: centreId } = await getDemoPerson(system, 'caseworker');
const post = (by: Officer, id: string, path: string, body: object = {}) => {
  system.clock.advance(1000);
  return by.post<Problem & { id: string }>(`/api/v1/cases/${id}/${path}`, body);
};
const must = async (by: Officer, id: string, path: string, body: object = {}) => {
  const answer = await post(by, id, path, body);
  expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
  return answer.body;
};

test('four eyes: a supervisor who proposes is refused as the decider of each kind, however it is asked, and the case stays where it was', async () => {
  for (const subject of ['not-opened', 'high-risk-assessment', 'plan', 'closure'] as const) {
    const status = {
      'not-opened': 'registered',
      'high-risk-assessment': 'assessing',
      plan: 'planning',
      closure: 'following-up',
    }[subject];
    const id = await aCase(db, { status, workerId: status === 'registered' ? null : ids.worker, risk: 'high' });
    const by = { authorId: ids.worker, at: system.clock.now() };
    const recordId = await aRecord(db, id, subject === 'plan' ? 'plan' : 'assessment', anAssessment(3), by);
    await aRecord(db, id, 'closure', { safe: 'yes' }, by);
    const approval = await anApproval(db, id, subject, { by: ids.supervisor, recordId, reason: 'duplicate' });
    for (const decision of ['approved', 'refused'] as const) {
      const answer = await post(supervisor, id, `approvals/${approval}/decide`, { decision });
      expect([subject, decision, answer.status, answer.body.code]).toEqual([
        subject,
        decision,
        409,
        'case/self-approval',
      ]);
    }
    const after = await getRow(
      db,
      sql<{
        status: string;
        decision: string | null;
      }>`SELECT status, (SELECT decision FROM care.approvals WHERE id = ${approval})
        FROM care.cases WHERE id = ${id}`,
    );
    expect(after).toEqual({ status, decision: null });
  }
});

test('a psychologist for one section and thirty days: the legal note is not there, after the day nothing is; every view is listed and the chain holds', async () => {
  const id = await aCase(db, { status: 'implementing', workerId: ids.worker, name: 'นางสมมติ ใจลับ' });
  const write = async (section: string, text: string) => {
    const path = `records/${randomUUID()}`;
    await must(worker, id, path, { kind: 'note', basedOn: 0, body: { section, text } });
    await must(worker, id, `${path}/sign`, { version: 1 });
  };
  await write('mind', 'นอนไม่หลับ');
  await write('legal', 'ยื่นคำร้องต่อศาลแล้ว');
  const until30 = addDays(thaiDayOf(system.clock.now()), 30);
  await must(worker, id, 'team', {
    personId: ids.guest,
    profession: 'psychologist',
    sections: ['mind'],
    until: until30,
  });

  const seen = await guest.get<CaseDetail>(`/api/v1/cases/${id}`);
  expect([seen.status, seen.body.sections, seen.body.person]).toEqual([200, ['mind'], null]);
  const { body } = await guest.get<CaseRecords>(`/api/v1/cases/${id}/records`);
  expect(body.records.map(({ section }) => section)).toEqual(['mind']);
  expect(JSON.stringify([seen.body, body])).not.toMatch(/ศาล|ใจลับ/);
  const legal = { kind: 'note', basedOn: 0, body: { section: 'legal', text: 'เขียนเอง' } };
  expect((await post(guest, id, `records/${randomUUID()}`, legal)).status).toBeGreaterThanOrEqual(403);
  for (const path of ['views', 'exclusions']) expect((await guest.get(`/api/v1/cases/${id}/${path}`)).status).toBe(403);
  expect((await post(guest, id, 'approvals', { subject: 'closure' })).status).toBe(403);

  const { body: listed } = await worker.get<CaseViews>(`/api/v1/cases/${id}/views`);
  const theirs = listed.views.filter(({ by }) => by.id === ids.guest);
  expect(theirs.map(({ view }) => view).sort()).toEqual(['case/view', 'case/view-records']);
  expect(theirs.every(({ isInvited }) => isInvited)).toBe(true);

  // The last day is over. The database compares with its own clock: the invitation is moved instead.
  await sql`UPDATE care.team_members SET until = now() - interval '1 minute' WHERE case_id = ${id}`.execute(db);
  for (const path of ['', '/records', '/needs', '/clocks', '/print?document=summary&reason=conference'])
    expect([path, (await guest.get(`/api/v1/cases/${id}${path}`)).status]).toEqual([path, 404]);

  const verdict = await system.until(async () => {
    const unsealed = await rows(db, sql`SELECT 1 FROM audit.unsealed LIMIT 1`);
    return unsealed.length === 0 ? verifyStoredChain(db, new Date()) : undefined;
  });
  expect(verdict.wrong).toBeUndefined();
  expect(verdict.seals).toBeGreaterThan(5);
});

test('a worker leaves with thirty cases: one offer for all, each moves when it is accepted, and at no moment nobody has one', async () => {
  const cases: string[] = [];
  for (let number = 0; number < 30; number++)
    cases.push(
      await aCase(db, { status: ['assessing', 'planning', 'implementing'][number % 3] ?? '', workerId: ids.second }),
    );
  let looked = 0;
  let looking = true;
  const ownerless: object[] = [];
  const look = (async () => {
    while (looking) {
      ownerless.push(
        ...(await rows(
          db,
          sql<{
            id: string;
          }>`SELECT id FROM care.cases WHERE id = ANY(${cases}::uuid[]) AND (agency_id IS NULL OR worker_id IS NULL)`,
        )),
      );
      looked += 1;
    }
  })();
  const leaves = { fromWorkerId: ids.second, agencyId: centreId, workerId: ids.worker, reason: 'worker-leaves' };
  const offered = await supervisor.post<{ offered: number; skipped: number }>('/api/v1/case-transfers', leaves);
  expect([offered.status, offered.body.offered >= 30]).toEqual([200, true]);
  const workersOf = async () =>
    rows(
      db,
      sql<{ worker: string; n: number }>`SELECT worker_id AS worker, count(*)::int AS n FROM care.cases
        WHERE id = ANY(${cases}::uuid[]) GROUP BY 1 ORDER BY 2 DESC`,
    );
  // Nothing has moved by being offered, and who is to have it works on none of it.
  expect(await workersOf()).toEqual([{ worker: ids.second, n: 30 }]);
  system.clock.advance(1000);
  const answers = await Promise.all(
    cases.map((id, number) =>
      worker.post<Problem>(
        `/api/v1/cases/${id}/transfer/answer`,
        number < 20 ? { accept: true } : { accept: false, reason: 'no-capacity' },
      ),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(cases.map(() => 200));
  looking = false;
  await look;
  expect([ownerless, looked > 5]).toEqual([[], true]);
  expect(await workersOf()).toEqual([
    { worker: ids.worker, n: 20 },
    { worker: ids.second, n: 10 },
  ]);
  // The rest is offered again, and whoever leaves can still answer for their own until then.
  const again = await supervisor.post<{ offered: number }>('/api/v1/case-transfers', leaves);
  expect([again.status, again.body.offered]).toEqual([200, 10]);
  expect(
    (
      await post(second, cases[25] ?? '', 'hold', {
        reason: 'away',
        until: addDays(thaiDayOf(system.clock.now()), 1),
      })
    ).status,
  ).toBe(200);
});
