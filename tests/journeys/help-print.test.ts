import { expect, test } from 'vitest';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aHelpForm, aHelpRequest } from '../support/a-help-request.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { readPdfText } from '../support/read-pdf-text.ts';
import { openTestSystem } from '../support/test-system.ts';

// A request on paper, in the order of ปสค.1 and ปสค.2: what is known, what is missing, and where people sign.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const worker = await system.officer('caseworker');
const { personId: volunteerId } = await getDemoPerson(system, 'volunteer');

async function printed(name: string, id: string, language = 'th') {
  const officer = await system.officer(name);
  const answer = await fetch(`${system.url}/api/v1/help-requests/${id}/print?language=${language}`, {
    headers: { cookie: officer.cookie },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { answer, text: answer.ok ? readPdfText(bytes).replace(/\s/g, '') : bytes.toString() };
}
const form = aHelpForm({
  household: {
    members: [
      { name: 'ด.ช.สมมติ ทองคำ', relation: 'grandchild', monthlyIncome: 0, school: 'in' },
      { name: 'นายสมมุติ ทองคำ', relation: 'child', monthlyIncome: 4500, canCareForSelf: true },
    ],
  },
  account: { bank: 'ktb', number: '123-4-56789-0', holder: 'นางสมมติ ทองคำ' },
  contact: { channel: 'phone-call', mustNotKnow: ['นายต้องห้าม'] },
});

test('every field in the order of the forms, Thai days, what is missing said so, and lines to sign', async () => {
  const id = await aHelpRequest(db, { status: 'fact-finding', form, filedBy: volunteerId });
  const { answer, text } = await printed('caseworker', id);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(answer.headers.get('content-disposition')).toMatch(/HR-2569-\d+\.pdf/);
  const inOrder = [
    ...['ปสค.1', 'ผู้ขอความช่วยเหลือ', 'นางสมมติทองคำ', '1ก.พ.2493', 'ที่อยู่', '99/7ซอยสมมติ', 'อาชีพและรายได้', '18,000'],
    ...['ความเดือดร้อน', 'สิ่งที่ขอ', 'บัญชีรับเงิน', '123-4-56789-0', 'คำรับรอง', 'ลงชื่อ', 'ปสค.2', 'นายสมมุติทองคำ'],
  ];
  let at = 0;
  for (const part of inOrder) {
    const found = text.indexOf(part, at);
    expect([part, found >= at]).toEqual([part, true]);
    at = found;
  }
  // Of what nobody filled in the paper says so; whom it would endanger does not stand there.
  expect(text).toContain('สถานภาพ(ยังไม่ได้กรอก)');
  expect(text).toContain('หนี้สินรวม(บาท)(ยังไม่ได้กรอก)');
  expect(text).not.toContain('นายต้องห้าม');
  expect(text).toContain('4,500');
  expect(text).toContain('ยังไม่ได้ยืนยันกับแบบทางการ');
  expect((await printed('caseworker', id, 'en')).text).toContain('(notfilledin)');
  const audited = await rows(db, sql`SELECT 1 FROM audit.entries WHERE subject_id = ${id} AND action = 'help/print'`);
  expect(audited).toHaveLength(2);
});

test('only for whoever sees the request: no volunteer, no leader, no other centre, nobody barred', async () => {
  const id = await aHelpRequest(db, { form, filedBy: volunteerId });
  expect((await printed('volunteer', id)).text).toContain('access/not-permitted');
  expect((await printed('volunteer-leader', id)).text).toContain('access/not-permitted');
  const elsewhere = await aHelpRequest(db, { form, agency: 'PS65003' });
  expect((await printed('caseworker', elsewhere)).text).toContain('help/not-found');
  const { personId } = await getDemoPerson(system, 'caseworker');
  await sql`UPDATE help.requests SET barred_ids = ARRAY[${personId}::uuid] WHERE id = ${id}`.execute(db);
  expect((await printed('caseworker', id)).text).toContain('help/not-found');
  expect((await worker.get(`/api/v1/help-requests/${id}/print?language=fr`)).status).toBe(400);
});
