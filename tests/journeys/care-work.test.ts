import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type {
  ApprovalList,
  CaseClauses,
  CasePlaces,
  CaseSearch,
  LateList,
  OverdueList,
  WorkloadList,
  WorkToday,
} from '../../contract/case-work.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase, anApproval, anOffer, aRecord } from '../support/a-case.ts';
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

const codeOf = async (id: string) =>
  (await getRow(db, sql<{ code: string }>`SELECT code FROM care.cases WHERE id = ${id}`)).code;
const today = async (officer: Officer) => {
  const { status, body } = await officer.get<WorkToday>('/api/v1/care/today');
  expect(status).toBe(200);
  return body;
};
/** Where a case stands on somebody's day: the part and the act of each row. */
const rowsOf = async (officer: Officer, caseId: string) =>
  Object.entries(await today(officer)).flatMap(([part, list]) =>
    list.filter((row) => row.caseId === caseId).map((row) => ({ part, ...row })),
  );
const actsOf = async (officer: Officer, caseId: string) =>
  (await rowsOf(officer, caseId)).map(({ part, act }) => [part, act]);
const aClock = async (caseId: string, rule: string, minutes: number) => {
  await sql`INSERT INTO care.clocks (id, case_id, rule, started_at, due_at, passed_at)
    VALUES (${randomUUID()}, ${caseId}, ${rule}, ${new Date(system.clock.now().getTime() - 86_400_000)},
      ${new Date(system.clock.now().getTime() + minutes * 60_000)}, ${minutes > 0 ? null : system.clock.now()})`.execute(
    db,
  );
};
const search = async (officer: Officer, q: string) =>
  (await officer.get<CaseSearch>(`/api/v1/care/search?q=${encodeURIComponent(q)}`)).body.found.map(
    (one) => one.case.id,
  );
const bar = (caseId: string, accountId: string) =>
  sql`INSERT INTO care.case_exclusions (id, case_id, kind, account_id, reason, by_person_id, at)
    VALUES (${randomUUID()}, ${caseId}, 'account', ${accountId}, 'relative', ${ids['care-supervisor']}, now())`.execute(
    db,
  );

test('a worker’s day: the nearest first, late apart, each row one act with its person and its hour', async () => {
  const mine = await aCase(db, {
    status: 'assessing',
    workerId: ids.caseworker,
    risk: 'high',
    name: 'นางสาวเช้า ตัวอย่าง',
  });
  await aClock(mine, 'first-contact', -10);
  await aClock(mine, 'assessment', 90);
  const later = await aCase(db, { status: 'planning', workerId: ids.caseworker, risk: 'low' });
  await aClock(later, 'plan', 3000);
  const nobodys = await aCase(db, { status: 'registered' });
  await aClock(nobodys, 'acceptance', 30);

  expect(await actsOf(worker, mine)).toEqual([
    ['doNow', 'assess'],
    ['late', 'contact'],
  ]);
  const [row] = await rowsOf(worker, mine);
  expect(row).toMatchObject({
    ...{ caseCode: await codeOf(mine), status: 'assessing', risk: 'high', personName: 'นางสาวเช้า ตัวอย่าง' },
    ...{ whose: { id: ids.caseworker }, rule: 'assessment', agency: { nameTh: expect.stringContaining('ในเมือง') } },
  });
  expect(await actsOf(worker, later)).toEqual([['later', 'plan']]);
  const { doNow } = await today(worker);
  const at = (id: string) => doNow.findIndex(({ caseId }) => caseId === id);
  expect(at(nobodys)).toBeLessThan(at(mine));
  expect(doNow[at(nobodys)]).toMatchObject({ act: 'accept', whose: null });
  // A colleague sees what nobody has, and not my work; the province does not take from a centre's list.
  expect(await actsOf(second, nobodys)).toEqual([['doNow', 'accept']]);
  expect(await actsOf(second, mine)).toEqual([]);
  expect(await actsOf(office, nobodys)).toEqual([]);
});

test('no name of a child stands in a row, and how to reach somebody safely is short', async () => {
  const child = await aCase(db, {
    status: 'assessing',
    workerId: ids.caseworker,
    isMinor: true,
    name: 'เด็กหญิงลับ เฉพาะ',
  });
  const contact = {
    channel: 'call',
    detail: '0899990001',
    hours: { from: '10:00', to: '12:00' },
    mustNotKnow: ['พ่อเลี้ยง'],
    checkQuestion: 'แมวชื่ออะไร',
  };
  await sql`UPDATE care.people SET safe_contact = ${JSON.stringify(contact)}
    WHERE id = (SELECT person_id FROM care.cases WHERE id = ${child})`.execute(db);
  const [row] = await rowsOf(worker, child);
  expect(row).toMatchObject({
    ...{ isMinor: true, personName: null, act: 'assess', rule: null, dueAt: null },
    safeContact: { channel: 'call', hours: contact.hours, isSecret: true, asksFirst: true },
  });
  const text = JSON.stringify(await today(worker));
  for (const secret of ['ลับ เฉพาะ', '0899990001', 'พ่อเลี้ยง', 'แมวชื่ออะไร']) expect(text).not.toContain(secret);
});

test('what is proposed waits for others and for whoever decides; what comes back names its fields', async () => {
  const id = await aCase(db, { status: 'planning', workerId: ids.caseworker });
  const recordId = await aRecord(
    db,
    id,
    'plan',
    { services: [], agreed: { answer: 'yes' } },
    { authorId: ids.caseworker, at: system.clock.now() },
  );
  const approval = await anApproval(db, id, 'plan', { by: ids.caseworker, recordId });
  expect(await actsOf(worker, id)).toContainEqual(['waitingForOthers', 'wait-for-decision']);
  expect((await rowsOf(supervisor, id)).map(({ act, whose }) => [act, whose?.id])).toEqual([
    ['decide', ids.caseworker],
  ]);
  expect(await actsOf(second, id)).toEqual([]);
  expect((await rowsOf(worker, id)).find(({ act }) => act === 'wait-for-decision')?.mayNudge).toBe(false);
  await sql`UPDATE care.approvals SET requested_at = now() - interval '5 days' WHERE id = ${approval}`.execute(db);
  expect((await rowsOf(worker, id)).find(({ act }) => act === 'wait-for-decision')?.mayNudge).toBe(true);
  const nudge = async () =>
    (await worker.post<{ code?: string }>(`/api/v1/cases/${id}/nudge`, { subjectId: approval })).body.code;
  expect([await nudge(), await nudge()]).toEqual([undefined, 'case/nudged']);
  expect((await rowsOf(worker, id)).find(({ act }) => act === 'wait-for-decision')).toMatchObject({
    ...{ mayNudge: false, nudgedAt: expect.any(String) },
  });

  const fields = [{ field: 'services', reason: 'ยังไม่มีบริการ' }];
  const decided = await supervisor.post(`/api/v1/cases/${id}/approvals/${approval}/decide`, {
    decision: 'sent-back',
    fields,
  });
  expect(decided.status).toBe(200);
  expect((await rowsOf(worker, id)).find(({ act }) => act === 'amend')).toMatchObject({
    ...{ part: 'waitingForMe', form: 'plan', fields },
  });
  await anApproval(db, id, 'plan', { by: ids.caseworker, recordId });
  expect(await actsOf(worker, id)).not.toContainEqual(['waitingForMe', 'amend']);
});

test('an offered case waits for whoever may answer, and for the one who offered', async () => {
  const id = await aCase(db, { status: 'implementing', workerId: ids.caseworker });
  await anOffer(db, id, { to: 'SO-65', by: ids.caseworker });
  expect(await actsOf(worker, id)).toContainEqual(['waitingForOthers', 'wait-for-owner']);
  expect(await rowsOf(office, id)).toMatchObject([{ act: 'answer-transfer', whose: { id: ids.caseworker } }]);
  expect(await actsOf(second, id)).toEqual([]);
});

test('the list of whoever decides holds their own too, locked with the reason; a worker has none', async () => {
  const of = async (officer: Officer, caseId: string) =>
    (await officer.get<ApprovalList>('/api/v1/care/approvals')).body.approvals.find((one) => one.case.id === caseId);
  const [proposed, wrote, works] = [
    await aCase(db),
    await aCase(db, { status: 'planning', workerId: ids.caseworker }),
    await aCase(db, { status: 'assessing', workerId: ids['care-supervisor'] }),
  ];
  await anApproval(db, proposed, 'not-opened', { by: ids['care-supervisor'], reason: 'duplicate' });
  const recordId = await aRecord(db, wrote, 'plan', {}, { authorId: ids['care-supervisor'], at: system.clock.now() });
  await anApproval(db, wrote, 'plan', { by: ids.caseworker, recordId });
  await anApproval(db, works, 'closure', { by: ids.caseworker2, reason: 'no-need' });
  expect(await of(supervisor, proposed)).toMatchObject({
    mayDecide: false,
    lockedBecause: 'proposed',
    approval: { isMine: true },
  });
  expect(await of(supervisor, wrote)).toMatchObject({ mayDecide: false, lockedBecause: 'wrote' });
  expect(await of(supervisor, works)).toMatchObject({ mayDecide: false, lockedBecause: 'works' });
  for (const id of [proposed, wrote, works])
    expect(await of(office, id)).toMatchObject({ mayDecide: true, lockedBecause: null });
  expect((await worker.get('/api/v1/care/approvals')).status).toBe(403);
});

test('workload: open and high by worker, a warning at 20 and full at 25, as data with its source', async () => {
  const load = async (officer: Officer) => (await officer.get<WorkloadList>('/api/v1/care/workload')).body;
  const of = async (id: string) => (await load(supervisor)).workers.find(({ worker: { id: one } }) => one === id);
  const before = (await of(ids.caseworker2))?.open ?? 0;
  for (let each = before; each < 19; each++)
    await aCase(db, { status: 'implementing', workerId: ids.caseworker2, risk: each % 2 ? 'high' : 'low' });
  expect(await of(ids.caseworker2)).toMatchObject({ open: 19, level: 'free' });
  await aCase(db, { status: 'implementing', workerId: ids.caseworker2, risk: 'high' });
  expect(await of(ids.caseworker2)).toMatchObject({ open: 20, level: 'warn' });
  for (let each = 0; each < 5; each++) await aCase(db, { status: 'implementing', workerId: ids.caseworker2 });
  const full = await of(ids.caseworker2);
  expect(full).toMatchObject({ open: 25, level: 'full' });
  expect(full?.highShare).toBeCloseTo((full?.high ?? 0) / 25);
  const { limits, unaccepted } = await load(supervisor);
  expect(limits).toMatchObject({ warnAt: 20, stopAt: 25, unverified: true, source: expect.any(String) });
  expect(unaccepted.every(({ open }) => open > 0)).toBe(true);
  expect((await worker.get('/api/v1/care/workload')).status).toBe(403);
  const elsewhere = await getRow(
    db,
    sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = 'TC-650102'`,
  );
  expect((await supervisor.get(`/api/v1/care/workload?agencyId=${elsewhere.id}`)).status).toBe(404);
  expect((await office.get(`/api/v1/care/workload?agencyId=${elsewhere.id}`)).status).toBe(200);
});

test('the board of what is late: by province and centre for the office, only one’s own for a centre', async () => {
  const other = await aCase(db, { agency: 'TC-650102', status: 'registered' });
  await aClock(other, 'acceptance', -60 * 30);
  const board = async (officer: Officer) => (await officer.get<OverdueList>('/api/v1/care/overdue')).body.provinces;
  const [province, ...rest] = await board(office);
  expect(rest).toEqual([]);
  expect(province?.office?.nameTh).toContain('พิษณุโลก');
  const { nameTh } = await getRow(
    db,
    sql<{ nameTh: string }>`SELECT name_th AS "nameTh" FROM jurisdiction.agencies WHERE code = 'TC-650102'`,
  );
  expect(province?.agencies.find(({ agency }) => agency.nameTh === nameTh)).toMatchObject({
    open: 1,
    waiting: 1,
    late: 1,
    lateADay: 1,
  });
  expect((await board(worker)).flatMap(({ agencies }) => agencies).some(({ agency }) => agency.nameTh === nameTh)).toBe(
    false,
  );
});

test('what is late says which rule, since when and at whose desk; the map knows subdistricts and nothing closer', async () => {
  const late = async (officer: Officer, query = '') =>
    (await officer.get<LateList>(`/api/v1/care/late${query}`)).body.cases;
  const nobodys = await aCase(db, { agency: 'TC-650102', status: 'registered' });
  await aClock(nobodys, 'acceptance', -60 * 50);
  const child = await aCase(db, { status: 'planning', workerId: ids.caseworker, isMinor: true, name: 'เด็กชายลับ' });
  await aClock(child, 'plan', -60 * 40);
  await aClock(child, 'review', -60 * 49);
  const onTime = await aCase(db, { status: 'planning', workerId: ids.caseworker });
  await aClock(onTime, 'plan', 600);

  const seen = await late(office);
  expect(seen.map((one) => one.case.id).slice(0, 2)).toEqual([nobodys, child]);
  expect(seen.some((one) => one.case.id === onTime)).toBe(false);
  expect(seen[0]).toMatchObject({ mustAct: 'nobody', whose: null, rules: [{ rule: 'acceptance', th: 'รับเคส' }] });
  expect(seen[1]).toMatchObject({
    ...{ mustAct: 'worker', whose: { id: ids.caseworker }, case: { personName: null } },
    rules: [{ rule: 'review' }, { rule: 'plan', kind: 'work' }],
  });
  expect(seen[0]?.office?.nameTh).toContain('พิษณุโลก');
  // A centre sees its own; a subdistrict without late cases has none.
  expect((await late(worker)).some((one) => one.case.id === nobodys)).toBe(false);
  expect(await late(office, '?subdistrict=650110')).toEqual([]);
  expect((await late(office, '?subdistrict=650101')).length).toBe(seen.length);

  const { status, body } = await supervisor.get<CasePlaces>('/api/v1/care/places');
  expect(status).toBe(200);
  expect(body.places).toMatchObject([{ code: '650101', name: { th: expect.stringContaining('ในเมือง') } }]);
  expect(Object.keys(body.places[0] ?? {}).toSorted()).toEqual(
    ['code', 'late', 'lateSince', 'name', 'open', 'position', 'waiting'].toSorted(),
  );
  expect(body.places[0]?.late).toBe((await late(supervisor)).length);
});

test('search finds by number, name, alias, ID number and telephone, within what one may see', async () => {
  const id = await aCase(db, { status: 'assessing', workerId: ids.caseworker, name: 'นางค้นหา พบได้' });
  await sql`UPDATE care.people SET alias = 'ป้าแดงท่าน้ำ', id_number = '1103702071811', safe_contact = '{"detail": "081-777 6655"}'
    WHERE id = (SELECT person_id FROM care.cases WHERE id = ${id})`.execute(db);
  const asked = [
    await codeOf(id),
    (await codeOf(id)).replace('CS-', '').toLowerCase(),
    'ค้นหา',
    'แดงท่า',
    '1 1037 02071 81 1',
    '+66817776655',
  ];
  for (const q of asked) expect([q, await search(office, q)]).toEqual([q, [id]]);
  for (const q of ['%%%', '___', 'ไม่มีใครชื่อนี้']) expect(await search(office, q)).toEqual([]);
  // Workers have their own lists; searching is for who decides.
  expect((await worker.get('/api/v1/care/search?q=ค้นหา')).status).toBe(403);
  const recorded = await rows(
    db,
    sql<{
      details: object;
    }>`SELECT details FROM audit.entries WHERE action = 'case/search' AND actor_id = ${ids['social-office']} ORDER BY id`,
  );
  expect(recorded).toHaveLength(asked.length + 3);
  expect(recorded[2]?.details).toMatchObject({ by: 'name', length: 5, found: 1 });
  expect(JSON.stringify(recorded)).not.toMatch(/ค้นหา|แดงท่า|1103702071811|817776655/);
});

test('whoever is barred, invited or of another centre finds nothing of a case: not on the day, not in lists, not by searching', async () => {
  const id = await aCase(db, { status: 'planning', workerId: ids.caseworker, name: 'นางปกปิด ต่อญาติ' });
  await anApproval(db, id, 'plan', { by: ids.caseworker });
  const everywhere = async (officer: Officer) => {
    const answers = ['/today', '/approvals', `/search?q=${encodeURIComponent('ปกปิด')}`].map((path) =>
      officer.get(`/api/v1/care${path}`),
    );
    return JSON.stringify((await Promise.all(answers)).map(({ body }) => body)).includes(id);
  };
  const open = async (officer: Officer) =>
    (await officer.get<OverdueList>('/api/v1/care/overdue')).body.provinces.reduce(
      (sum, province) => sum + province.open,
      0,
    );
  expect(await everywhere(supervisor)).toBe(true);
  const before = await open(supervisor);
  await bar(id, ids['care-supervisor']);
  expect(await everywhere(supervisor)).toBe(false);
  expect(await open(supervisor)).toBe(before - 1);
  expect(await everywhere(office)).toBe(true);
  // Its own worker, too, once barred.
  await bar(id, ids.caseworker);
  expect(await rowsOf(worker, id)).toEqual([]);

  const invited = await aCase(db, { status: 'planning', workerId: ids.caseworker });
  await sql`INSERT INTO care.team_members (id, case_id, account_id, profession, sections, until, invited_by_person_id, invited_at)
    VALUES (${randomUUID()}, ${invited}, ${ids['guest-hospital']}, 'doctor', '{health}',
      now() + interval '10 days', ${ids.caseworker}, now())`.execute(db);
  const guest = await system.officer('guest-hospital');
  for (const path of ['today', 'approvals', 'workload', 'overdue', 'late', 'places', 'search?q=ปกปิด'])
    expect((await guest.get(`/api/v1/care/${path}`)).status).toBe(403);
  const foreign = await aCase(db, { agency: 'TC-650102', status: 'registered', name: 'นางต่างศูนย์ ไกลตา' });
  expect(await rowsOf(worker, foreign)).toEqual([]);
  expect(await search(supervisor, 'ต่างศูนย์')).toEqual([]);
  expect(await search(office, 'ต่างศูนย์')).toEqual([foreign]);
});

test('a child’s case says what the law asks for, and which of its clocks run; an adult’s says nothing', async () => {
  const child = await aCase(db, { status: 'assessing', workerId: ids.caseworker, isMinor: true });
  await aClock(child, 'child-placed-7-days', 600);
  const { body } = await worker.get<CaseClauses>(`/api/v1/cases/${child}/clauses`);
  expect(body.isMinor).toBe(true);
  expect(body.clauses.every(({ clause, source, unverified }) => clause && source && unverified)).toBe(true);
  expect(body.clauses.filter(({ running }) => running.length > 0)).toMatchObject([
    { code: 'examination', running: [{ rule: 'child-placed-7-days' }] },
  ]);
  const adult = await aCase(db, { status: 'assessing', workerId: ids.caseworker });
  expect((await worker.get<CaseClauses>(`/api/v1/cases/${adult}/clauses`)).body).toEqual({
    isMinor: false,
    clauses: [],
  });
  const foreign = await aCase(db, { agency: 'TC-650102', isMinor: true });
  expect((await worker.get(`/api/v1/cases/${foreign}/clauses`)).status).toBe(404);
});
