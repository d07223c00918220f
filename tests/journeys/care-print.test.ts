import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CaseClocks, CaseDetail, CaseViews } from '../../contract/case-api.ts';
import { dataCopySchema } from '../../contract/case-data-copy.ts';
import type { Problem } from '../../contract/problem.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aCase, anAssessment, aRecord } from '../support/a-case.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Officer } from '../support/officer.ts';
import { readPdfText } from '../support/read-pdf-text.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const [worker, second, guest, duty, supervisor, office] = [
  await system.officer('caseworker'),
  await system.officer('caseworker2'),
  await system.officer('guest-hospital'),
  await system.officer('duty1'),
  await system.officer('care-supervisor'),
  await system.officer('social-office'),
];
const idOf = async (name: string) => (await getDemoPerson(system, name)).personId;
const [workerId, secondId, guestId] = [
  await idOf('caseworker'),
  await idOf('caseworker2'),
  await idOf('guest-hospital'),
];

const NAME = 'นางสาวปู่ฬ่ำ กิ่งน้ำ';
const PLAN = {
  ...{ signals: ['threats'], place: 'บ้านป้าที่พิษณุโลก', codeWord: 'มะม่วง' },
  call: [{ name: 'ยาย', phone: '0812345672' }],
};
async function aWrittenCase(): Promise<string> {
  const id = await aCase(db, { status: 'assessing', workerId, risk: 'high', name: NAME });
  const by = { authorId: workerId, at: new Date('2026-11-20T03:00:00Z') };
  await aRecord(db, id, 'assessment', anAssessment(3), by);
  await aRecord(db, id, 'safety-plan', PLAN, by);
  const visit = { at: '2026-11-21T02:30:00Z', by: 'visit', seen: 'alone', safe: 'yes', next: '2026-12-05' };
  await aRecord(db, id, 'follow-up', { ...visit, note: 'เขาย้ายไปแล้ว' }, { ...by, isDraft: true });
  return id;
}
const print = (officer: Officer, id: string, query: string) =>
  fetch(`${system.url}/api/v1/cases/${id}/print?${query}`, { headers: { cookie: officer.cookie } });
const textOf = async (officer: Officer, id: string, query: string) => {
  const answer = await print(officer, id, query);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  // Thai is set cluster by cluster, so that a space may be a gap only.
  return readPdfText(new Uint8Array(await answer.arrayBuffer())).replace(/\s/g, '');
};
const squeezed = (text: string) => text.replace(/\s/g, '');

test('a case on paper: right Thai, days of the Buddhist era, drafts named as such; why it was printed is recorded', async () => {
  const id = await aWrittenCase();
  const text = await textOf(worker, id, 'document=summary&reason=court');
  const shown = [NAME, 'เสี่ยงสูง', 'ลับ · ข้อมูลส่วนบุคคล', 'กำลังประเมิน', 'ถูกทำร้ายร่างกาย', 'บ้านป้าที่พิษณุโลก'];
  const days = ['20 พ.ย. 2569 10:00', '21 พ.ย. 2569 09:30', '5 ธ.ค. 2569', 'ร่าง ยังไม่ลงนาม', 'ศาลหรือพนักงานสอบสวน'];
  for (const part of [...shown, ...days]) expect(text).toContain(squeezed(part));
  expect(text).not.toContain('2026');
  // A word that two people agreed on is nobody else's.
  expect(text).not.toContain('มะม่วง');
  const [entry] = await rows(
    db,
    sql<{ actor_id: string; details: object }>`SELECT actor_id, details FROM audit.entries
      WHERE action = 'case/print' AND subject_id = ${id}`,
  );
  expect(entry).toMatchObject({ actor_id: workerId, details: { document: 'summary', reason: 'court' } });
  const { body } = await worker.get<CaseViews>(`/api/v1/cases/${id}/views`);
  expect(body.views.map(({ view }) => view)).toContain('case/print');
});

test('what the person takes along names nobody, no case and no office', async () => {
  const id = await aWrittenCase();
  const text = await textOf(worker, id, 'document=safety-plan&reason=for-person');
  for (const part of ['แผนของฉัน', 'ขู่', 'บ้านป้าที่พิษณุโลก', '0812345672', '1300']) expect(text).toContain(squeezed(part));
  for (const part of [NAME, 'CS-2569', 'ศูนย์ช่วยเหลือสังคมตำบล', 'มะม่วง', 'เคส'])
    expect(text).not.toContain(squeezed(part));
  const bare = await aCase(db, { status: 'assessing', workerId });
  const none = await print(worker, bare, 'document=safety-plan&reason=for-person');
  expect([none.status, ((await none.json()) as Problem).code]).toEqual([404, 'case/record-not-found']);
});

const fetchCopy = (officer: Officer, id: string, query: string) =>
  fetch(`${system.url}/api/v1/cases/${id}/data-copy?${query}`, { headers: { cookie: officer.cookie } });
const give = (officer: Officer, id: string, choice: object) =>
  officer.post<Problem>(`/api/v1/cases/${id}/data-copy`, { ...BY_PERSON, ...choice });
const BY_PERSON = { reason: 'person', identity: 'id-card', textsRead: true, withheld: ['plan'] };
const clocksOf = async (id: string) =>
  (await worker.get<CaseClocks>(`/api/v1/cases/${id}/clocks`)).body.clocks.filter(({ rule }) => rule === 'data-copy');

test('who asks for their own data gets them within thirty days: what is of others is withheld, and it is said why', async () => {
  const id = await aWrittenCase();
  const home = { kind: 'mother', name: 'ยายทองดี', phone: '0819998888' };
  const safeContact = { channel: 'call', detail: '0822222222', checkQuestion: 'แมวชื่ออะไร', checkAnswer: 'ส้มโอ' };
  await sql`UPDATE care.people SET caregiver = ${JSON.stringify(home)}, safe_contact = ${JSON.stringify(safeContact)}
    WHERE id = (SELECT person_id FROM care.cases WHERE id = ${id})`.execute(db);
  const asked = { fact: 'data-copy-asked', happenedAt: system.clock.now().toISOString() };
  expect((await worker.post(`/api/v1/cases/${id}/legal-facts`, asked)).status).toBe(200);
  expect(await clocksOf(id)).toMatchObject([{ kind: 'law', unverified: true }]);
  // Nothing to fetch before it was recorded who asks; a guardian shows that they may ask; a worker gives none.
  expect((await fetchCopy(supervisor, id, 'format=pdf')).status).toBe(404);
  expect((await give(supervisor, id, { reason: 'guardian' })).status).toBe(400);
  expect((await give(worker, id, {})).status).toBe(403);
  expect((await give(supervisor, id, {})).status).toBe(200);
  expect(await clocksOf(id)).toEqual([]);
  const json = await fetchCopy(supervisor, id, 'format=json');
  expect([json.status, json.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const copy = dataCopySchema.parse(await json.json());
  expect(copy).toMatchObject({
    reason: 'person',
    identity: 'id-card',
    person: { name: NAME, caregiver: { kind: 'mother' } },
  });
  expect(copy.forms.map(({ kind }) => kind)).toEqual(['assessment', 'safety-plan', 'follow-up']);
  expect(copy.withheld).toEqual(
    expect.arrayContaining([
      { part: 'registration', code: 'other-person' },
      { part: 'registration', code: 'secret' },
      { part: 'safety-plan', code: 'secret' },
      { part: 'household', code: 'other-person' },
    ]),
  );
  const pdf = await fetchCopy(supervisor, id, 'format=pdf');
  const text = readPdfText(new Uint8Array(await pdf.arrayBuffer())).replace(/\s/g, '');
  for (const part of [NAME, 'สำเนาข้อมูลของฉัน', 'ดูบัตรประชาชนแล้ว', 'บ้านป้าที่พิษณุโลก', '0822222222', 'ม.30'])
    expect(text).toContain(squeezed(part));
  for (const held of [JSON.stringify(copy), text])
    for (const part of ['ยายทองดี', '0819998888', '0812345672', 'มะม่วง', 'ส้มโอ', 'แมวชื่ออะไร'])
      expect(held).not.toContain(part);
  const recorded = await rows(
    db,
    sql<{ action: string; details: object }>`SELECT action, details FROM audit.entries
      WHERE action LIKE 'case/data-copy%' AND subject_id = ${id} ORDER BY at, id`,
  );
  expect(recorded).toMatchObject([
    { action: 'case/data-copy-given', details: { ...BY_PERSON, withheld: 'plan' } },
    { action: 'case/data-copy', details: { format: 'json' } },
    { action: 'case/data-copy', details: { format: 'pdf' } },
  ]);
  // Another supervisor makes sure for themselves.
  expect((await fetchCopy(office, id, 'format=json')).status).toBe(404);
});

test('an ended case gives a copy too; whoever asks for a child never learns how and where it is safe', async () => {
  const id = await aCase(db, { status: 'closed', workerId, isMinor: true, name: 'ด.ญ.เล็ก กิ่งน้ำ' });
  const by = { authorId: workerId, at: new Date('2026-11-20T03:00:00Z') };
  await aRecord(db, id, 'safety-plan', PLAN, by);
  await sql`UPDATE care.people SET safe_contact = ${JSON.stringify({ channel: 'call', detail: '0822222222' })}
    WHERE id = (SELECT person_id FROM care.cases WHERE id = ${id})`.execute(db);
  const at = system.clock.now().toISOString();
  const record = (fact: string) => worker.post<Problem>(`/api/v1/cases/${id}/legal-facts`, { fact, happenedAt: at });
  expect((await record('suspect-arrested')).status).toBe(409);
  expect((await record('data-copy-asked')).status).toBe(200);
  expect(await clocksOf(id)).toHaveLength(1);
  expect((await record('data-copy-withdrawn')).status).toBe(200);
  expect(await clocksOf(id)).toEqual([]);
  const choice = { reason: 'guardian', identity: 'id-card-and-authority' };
  expect((await give(supervisor, id, choice)).status).toBe(200);
  const text = await (await fetchCopy(supervisor, id, 'format=json')).text();
  expect(text).toContain('ด.ญ.เล็ก กิ่งน้ำ');
  for (const part of ['บ้านป้าที่พิษณุโลก', '0822222222']) expect(text).not.toContain(part);
  expect(JSON.parse(text)).toMatchObject({
    withheld: expect.arrayContaining([{ part: 'safety-plan', code: 'protection' }]),
  });
});

test('an invited colleague prints their sections alone; who is barred, or has nothing to do with it, gets what is not there', async () => {
  const id = await aWrittenCase();
  const until = addDays(thaiDayOf(system.clock.now()), 5);
  system.clock.advance(1000);
  const invitation = { personId: guestId, profession: 'doctor', sections: ['assessment', 'health'], until };
  expect((await worker.post(`/api/v1/cases/${id}/team`, invitation)).status).toBe(200);
  const text = await textOf(guest, id, 'document=summary&reason=conference');
  for (const part of ['เฉพาะส่วน: การประเมิน, สุขภาพกาย', 'ถูกทำร้ายร่างกาย']) expect(text).toContain(squeezed(part));
  for (const part of [NAME, 'บ้านป้าที่พิษณุโลก', 'เขาย้ายไปแล้ว', 'แผนความปลอดภัย']) expect(text).not.toContain(squeezed(part));
  expect((await print(guest, id, 'document=safety-plan&reason=for-person')).status).toBe(404);
  // A copy of somebody's data is no section: they neither make one nor fetch what the supervisor made.
  expect((await give(supervisor, id, {})).status).toBe(200);
  expect((await give(guest, id, {})).status).toBe(403);
  for (const format of ['pdf', 'json']) expect((await fetchCopy(guest, id, `format=${format}`)).status).toBe(403);
  expect((await guest.get<CaseDetail>(`/api/v1/cases/${id}`)).body.timeline.map(({ kind }) => kind)).not.toContain(
    'data-copy-given',
  );
  // Nor does one who was invited and also supervises elsewhere.
  await sql`INSERT INTO access.memberships (id, user_id, agency_id, role, from_date)
    SELECT gen_random_uuid(), ${guestId}, id, 'care-supervisor', '2020-01-01' FROM jurisdiction.agencies
    WHERE code = 'TC-100101'`.execute(db);
  const elsewhere = await system.officer('guest-hospital');
  expect([403, 404]).toContain((await give(elsewhere, id, {})).status);
  expect((await fetchCopy(elsewhere, id, 'format=json')).status).toBe(403);

  const bar = { kind: 'account', personId: secondId, reason: 'relative' };
  expect((await worker.post(`/api/v1/cases/${id}/exclusions`, bar)).status).toBe(200);
  const [barred, unknown] = await Promise.all(
    [id, randomUUID()].map(async (each) => {
      const answer = await print(second, each, 'document=summary&reason=case-file');
      return { status: answer.status, body: ((await answer.json()) as Problem).code };
    }),
  );
  expect(barred).toEqual({ status: 404, body: 'case/not-found' });
  expect(barred).toEqual(unknown);
  expect((await print(duty, id, 'document=summary&reason=case-file')).status).toBe(403);
  for (const query of ['document=summary', 'document=summary&reason=curious', 'document=all&reason=court'])
    expect((await print(worker, id, query)).status).toBe(400);
});

test('a day later who they are is checked anew', async () => {
  const id = await aWrittenCase();
  const by = JSON.stringify({ id: await idOf('care-supervisor'), name: 'รอบคอบ' });
  const details = JSON.stringify({ ...BY_PERSON, withheld: '' });
  const givenBefore = (hours: number) =>
    sql`INSERT INTO care.case_timeline (id, case_id, at, kind, by, details)
    VALUES (${randomUUID()}, ${id}, ${new Date(system.clock.now().getTime() - hours * 3_600_000)}, 'data-copy-given',
      ${by}, ${details})`.execute(db);
  await givenBefore(25);
  expect((await fetchCopy(supervisor, id, 'format=json')).status).toBe(404);
  await givenBefore(23);
  expect((await fetchCopy(supervisor, id, 'format=json')).status).toBe(200);
});
