import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CaseViews } from '../../contract/case-api.ts';
import type { Problem } from '../../contract/problem.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aCase, anAssessment, aRecord } from '../support/a-case.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Officer } from '../support/officer.ts';
import { readPdfText } from '../support/read-pdf-text.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const [worker, second, guest, duty] = [
  await system.officer('caseworker'),
  await system.officer('caseworker2'),
  await system.officer('guest-hospital'),
  await system.officer('duty1'),
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

test('an invited colleague prints their sections alone; who is barred, or has nothing to do with it, gets what is not there', async () => {
  const id = await aWrittenCase();
  const until = new Date(system.clock.now().getTime() + 5 * 86_400_000).toISOString().slice(0, 10);
  system.clock.advance(1000);
  const invitation = { personId: guestId, profession: 'doctor', sections: ['assessment', 'health'], until };
  expect((await worker.post(`/api/v1/cases/${id}/team`, invitation)).status).toBe(200);
  const text = await textOf(guest, id, 'document=summary&reason=conference');
  for (const part of ['เฉพาะส่วน: การประเมิน, สุขภาพกาย', 'ถูกทำร้ายร่างกาย']) expect(text).toContain(squeezed(part));
  for (const part of [NAME, 'บ้านป้าที่พิษณุโลก', 'เขาย้ายไปแล้ว', 'แผนความปลอดภัย']) expect(text).not.toContain(squeezed(part));
  expect((await print(guest, id, 'document=safety-plan&reason=for-person')).status).toBe(404);

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
