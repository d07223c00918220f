import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CareColleagues, CarePartners, CaseSearch } from '../../contract/case-work.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const { personId: workerId, agencyId: centreId } = await getDemoPerson(system, 'caseworker');
const { personId: secondId } = await getDemoPerson(system, 'caseworker2');
const { agencyId: officeId } = await getDemoPerson(system, 'social-office');
const worker = await system.officer('caseworker');
const second = await system.officer('caseworker2');
const desk = await system.officer('desk1300');

const duplicates = async (officer: Officer, query: Record<string, string>) => {
  const { status, body } = await officer.get<CaseSearch>(`/api/v1/care/duplicates?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  return body.found.map((one) => [one.by, one.case.id]);
};

test('before a case is opened by hand, those the person may have are shown: exact numbers and names, within what one may see', async () => {
  const id = await aCase(db, { status: 'assessing', workerId, name: 'นางซ้ำ เรื่องเดิม' });
  await sql`UPDATE care.people SET alias = 'ป้าซ้ำ', id_number = '1103702071811', safe_contact = '{"detail": "081-222 3344"}'
    WHERE id = (SELECT person_id FROM care.cases WHERE id = ${id})`.execute(db);
  expect(await duplicates(worker, { phone: '+66812223344' })).toEqual([['phone', id]]);
  expect(await duplicates(worker, { idNumber: '1 1037 02071 81 1' })).toEqual([['id-number', id]]);
  expect(await duplicates(worker, { name: 'ป้าซ้ำ' })).toEqual([['name', id]]);
  // The number counts whoever gives it under another name; a part of a name is a search, which this is not.
  expect(await duplicates(worker, { phone: '0812223344', name: 'คนอื่น' })).toEqual([['phone', id]]);
  expect(await duplicates(worker, { name: 'ซ้ำ' })).toEqual([]);
  expect(await duplicates(worker, { phone: '', name: '%' })).toEqual([]);
  // The desk sees the country; whoever is barred finds nothing.
  expect(await duplicates(desk, { phone: '0812223344' })).toEqual([['phone', id]]);
  await sql`INSERT INTO care.case_exclusions (id, case_id, kind, account_id, reason, by_person_id, at)
    VALUES (${randomUUID()}, ${id}, 'account', ${secondId}, 'relative', ${workerId}, now())`.execute(db);
  expect(await duplicates(second, { phone: '0812223344' })).toEqual([]);
  const foreign = await aCase(db, { agency: 'TC-650102', name: 'นางไกล ต่างตำบล' });
  expect(await duplicates(worker, { name: 'นางไกล ต่างตำบล' })).toEqual([]);
  expect(await duplicates(desk, { name: 'นางไกล ต่างตำบล' })).toEqual([['name', foreign]]);
  const recorded = await rows(
    db,
    sql<{ details: object }>`SELECT details FROM audit.entries WHERE action = 'case/find-duplicates' ORDER BY id`,
  );
  expect(recorded[0]?.details).toMatchObject({ by: 'phone', found: 1 });
  expect(JSON.stringify(recorded)).not.toMatch(/ซ้ำ|81222|110370/);
});

test('who can take a case on: with the number of cases where one sees them, without elsewhere', async () => {
  const own = (await worker.get<CareColleagues>(`/api/v1/agencies/${centreId}/care-workers`)).body;
  expect(own.workers.find((one) => one.worker.id === secondId)).toMatchObject({ open: 0, level: 'free' });
  await aCase(db, { status: 'planning', workerId: secondId });
  const after = (await worker.get<CareColleagues>(`/api/v1/agencies/${centreId}/care-workers`)).body;
  expect(after.workers.find((one) => one.worker.id === secondId)).toMatchObject({ open: 1 });
  const elsewhere = (await worker.get<CareColleagues>(`/api/v1/agencies/${officeId}/care-workers`)).body;
  expect(elsewhere.workers.map(({ open }) => open)).toEqual([null]);
});

test('only who may be invited is found for the team', async () => {
  const find = async (search: string) =>
    (await worker.get<CarePartners>(`/api/v1/care/partners?${new URLSearchParams({ search })}`)).body.people;
  expect(await find('ใส่ใจ')).toMatchObject([{ person: { name: expect.stringContaining('ใส่ใจ') } }]);
  expect(await find('อุ่นใจ')).toEqual([]);
  expect((await desk.get('/api/v1/care/partners?search=ab')).status).toBe(403);
});

test('some of the cases of a worker are offered to one, the others stay for another', async () => {
  const leaver = await system.officer('caseworker');
  const [first, other] = [
    await aCase(db, { status: 'planning', workerId }),
    await aCase(db, { status: 'planning', workerId }),
  ];
  const offer = { fromWorkerId: workerId, agencyId: centreId, workerId: secondId, reason: 'worker-leaves' };
  const made = await leaver.post('/api/v1/case-transfers', { ...offer, caseIds: [first] });
  expect(made.body).toEqual({ offered: 1, skipped: 0 });
  const open = await rows(
    db,
    sql<{ caseId: string }>`SELECT case_id AS "caseId" FROM care.transfers WHERE answer IS NULL
      AND case_id IN (${first}, ${other})`,
  );
  expect(open).toEqual([{ caseId: first }]);
});
