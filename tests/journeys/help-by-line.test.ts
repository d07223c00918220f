import { expect, test } from 'vitest';
import type { HelpLinkView } from '../../contract/help-link.ts';
import type { Problem } from '../../contract/problem.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aHelpForm, aHelpRequest } from '../support/a-help-request.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { conversationOn, type PhoneConversation } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';

// Requests for help from LINE: danger is asked first, the link opens one person's own form, corrections are answered in the
// chat one by one, and nothing of it is put to somebody who is reporting.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const MENU = 'ขอความช่วยเหลือ ไม่ฉุกเฉิน';
let people = 0;

const newcomer = (): PhoneConversation => {
  people += 1;
  return conversationOn(system.line.phone(`ผู้ขอ ${people}`));
};
/** The link behind the newest button on the phone. */
function linkOn({ phone }: PhoneConversation): string {
  const found = phone
    .messages()
    .flatMap((message) => JSON.stringify(message).match(/https?:[^"\\]*\/request\/#[^"\\]+/g) ?? []);
  return found.at(-1) ?? '';
}
const tokenOf = (conversation: PhoneConversation) => linkOn(conversation).split('#')[1] ?? '';

async function ask<Body = HelpLinkView & Pick<Problem, 'code'>>(
  path: string,
  body: object,
): Promise<{ status: number; body: Body }> {
  const answer = await fetch(`${system.url}/api/v1/help-link/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'th' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Body };
}
async function must(path: string, body: object): Promise<HelpLinkView> {
  const answer = await ask(path, body);
  expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
  return answer.body;
}
/** Somebody who opened the form from the chat. */
async function withForm(): Promise<{ conversation: PhoneConversation; token: string }> {
  const conversation = newcomer();
  await conversation.say(MENU, 'อยู่ในอันตรายไหม');
  await conversation.tap('ไม่มี ไปกรอกคำขอ', 'กรอกคำขอที่ปุ่มด้านล่าง');
  return { conversation, token: tokenOf(conversation) };
}
let numbers = 0;
function anId(): string {
  numbers += 1;
  const twelve = `3${String(numbers).padStart(11, '0')}`;
  const sum = [...twelve].reduce((total, digit, place) => total + Number(digit) * (13 - place), 0);
  return twelve + ((11 - (sum % 11)) % 10);
}
const aForm = () => aHelpForm({ person: { ...aHelpForm().person, idNumber: anId(), filledBy: 'self' } });
const requestOf = async (code: string) =>
  getRow(
    db,
    sql<{ id: string; status: string; danger: string | null; report: string | null }>`SELECT id, status, danger,
      danger_report_id AS report FROM help.requests WHERE code = ${code}`,
  );
/** What an officer does when fields are wrong, straight in the database: the route is tried elsewhere. */
async function sendBack(code: string, fields: readonly [field: string, reason: string][]): Promise<string> {
  const { id } = await requestOf(code);
  const worker = await getDemoPerson(system, 'caseworker');
  await sql`UPDATE help.requests SET status = 'returned-for-correction', returned_from = 'submitted' WHERE id = ${id}`.execute(
    db,
  );
  for (const [field, reason] of fields)
    await sql`INSERT INTO help.corrections (id, request_id, field, reason, by_person_id, at)
      VALUES (gen_random_uuid(), ${id}, ${field}, ${reason}, ${worker.personId}, now())`.execute(db);
  await sql`INSERT INTO help.waiting_news (request_id, news) VALUES (${id}, 'please-correct')`.execute(db);
  return id;
}
async function submitted(): Promise<{ conversation: PhoneConversation; token: string; code: string }> {
  const { conversation, token } = await withForm();
  await must('save', { token, danger: 'no', form: aForm() });
  const { code, status } = await must('submit', { token, sure: false });
  expect(status).toBe('being-checked');
  await conversation.phone.waitForMessage('กำลังตรวจสอบ');
  return { conversation, token, code };
}

test('danger is asked first: "yes" begins a report, and the place alerts the station', async () => {
  const conversation = newcomer();
  await conversation.say(MENU, 'อยู่ในอันตรายไหม');
  expect(conversation.buttons().slice(0, 2)).toEqual(['ไม่มี ไปกรอกคำขอ', 'มี ตอนนี้']);
  await conversation.tap('มี ตอนนี้', 'เกิดเหตุแบบไหน');
  await conversation.pin({ lat: 16.8211, lng: 100.2659 }, 'รอเจ้าหน้าที่รับเหตุ');
  // Whoever has a report open is not asked again; the form is there in words, though not in the menu of those who wait.
  await conversation.say(MENU, '1300 ศูนย์ช่วยเหลือสังคม');
  expect(conversation.buttons()).not.toContain('ไม่มี ไปกรอกคำขอ');
  await conversation.tap('กรอกคำขอ', 'กรอกคำขอที่ปุ่มด้านล่าง');
  // What the report asks for stays asked: a digit is still the type.
  await conversation.say('1', 'ขอเบอร์โทรของคุณ');
});

test('nobody in danger: a link to one’s own form, saved as one types, sent, and its status in the chat', async () => {
  const { conversation, token } = await withForm();
  const empty = await must('open', { token });
  expect(empty).toMatchObject({ status: 'writing', danger: null, isWritable: true, form: {} });
  // Typed half, with something that can't be read: the rest is kept.
  const half = await must('save', { token, danger: 'no', form: { person: { name: 'นางสมมติ รอคอย', idNumber: '1' } } });
  expect(half.form).toEqual({ person: { name: 'นางสมมติ รอคอย' } });
  expect(half.gaps).toContainEqual({ field: 'person.idNumber', why: 'wrong' });
  expect((await ask('submit', { token, sure: false })).body.code).toBe('help/form-incomplete');
  // Another tap on the menu leads to the same form.
  await conversation.say(MENU, 'อยู่ในอันตรายไหม');
  await conversation.say('ไม่มี', 'คำขอที่เริ่มไว้ยังอยู่');
  expect((await must('open', { token: tokenOf(conversation) })).form).toEqual(half.form);

  await must('save', { token, form: aForm() });
  const sent = await must('submit', { token, sure: false });
  // A link may fall into other hands: what was sent is not shown any more.
  expect(sent).toMatchObject({ status: 'being-checked', isWritable: false, form: null, outlook: [] });
  expect((await ask('save', { token, form: {} })).body.code).toBe('help/change-not-allowed');
  await conversation.phone.waitForMessage('กำลังตรวจสอบ');
  await conversation.say('สถานะ', sent.code);
  expect(conversation.phone.messages().at(-1)?.text).not.toContain('ยังไม่มีการแจ้งเหตุ');
  const audited = await rows(
    db,
    sql<{
      action: string;
    }>`SELECT DISTINCT action FROM audit.entries WHERE actor_kind = 'reporter' AND action LIKE 'help/%'`,
  );
  expect(audited.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['help/begun', 'help/saved', 'help/submitted', 'help/view-by-link']),
  );
});

test('a link that is not ours opens nothing', async () => {
  const { token } = await withForm();
  const other = await withForm();
  const [id] = other.token.split('.');
  const forged = ['', 'x', token.slice(0, -1), token.replace(/^[^.]+/, id ?? '')];
  for (const bad of forged) {
    const answer = await ask('open', { token: bad });
    expect([bad, answer.status, answer.body.code]).toEqual([bad, 404, 'help/link-not-valid']);
  }
});

test('a link shows nothing of what others asked for or got, whatever ID number is typed; when it is sent, it counts', async () => {
  const { token } = await withForm();
  const form = aForm();
  const { idNumber } = form.person;
  const granted = { at: system.clock.now(), benefit: 'elderly-in-difficulty', amount: 2000 };
  await aHelpRequest(db, { status: 'paying', idNumber, granted });
  const view = await must('save', { token, danger: 'no', form });
  expect([view.openCode, view.outlook.filter(({ used }) => used > 0)]).toEqual([null, []]);
  expect((await ask('submit', { token, sure: true })).body.code).toBe('help/already-open');
});

test('danger in the middle of the form is a report of theirs in LINE: alerted at once, and the draft is kept', async () => {
  const { conversation, token } = await withForm();
  await must('save', { token, danger: 'no', form: { person: { name: 'นางสมมติ หวาดกลัว' } } });
  const here = { lat: 16.8211, lng: 100.2659, accuracyMetres: 20 };
  const view = await must('save', { token, danger: 'yes', silent: true, here, form: { person: 7 } });
  expect(view).toMatchObject({ danger: 'yes', isDangerReported: true, isWritable: true });
  const { report } = await requestOf(view.code);
  const incident = await getRow(
    db,
    sql<{ status: string; silent: boolean }>`SELECT status, incident.silent FROM incident.reports AS report
      JOIN incident.incidents AS incident ON incident.id = report.incident_id WHERE report.report_id = ${report}`,
  );
  expect(incident).toEqual({ status: 'open', silent: true });
  // The chat goes on in silence and says nothing of what it is.
  const shown = await conversation.phone.waitForMessage('รับข้อมูลแล้ว');
  expect([shown.silent, /ตำรวจ|อันตราย|เหตุ/.test(shown.text)]).toEqual([true, false]);
});

test('what was sent back is answered in the chat field by field, and goes back to the office with the last one', async () => {
  const { conversation, token, code } = await submitted();
  const id = await sendBack(code, [
    ['person.phone', 'โทรไม่ติด'],
    ['income.perYear', 'รวมทั้งบ้านเท่าไร'],
  ]);
  const news = await conversation.phone.waitForMessage('ขอข้อมูลเพิ่ม 2 ข้อ');
  expect(news.text).toContain('โทรไม่ติด');
  await conversation.tap('ตอบตอนนี้', 'เบอร์โทรศัพท์');
  await conversation.say('081-234-5999', 'รายได้ทั้งบ้าน');
  // What is no number is asked again, and words of danger are never taken for an answer.
  await conversation.say('ไม่แน่นอน', 'ยังอ่านไม่ได้');
  await conversation.say('ปีละ ๒๔,๐๐๐ บาท', 'ครบแล้ว ส่งให้เจ้าหน้าที่แล้ว');
  const form = await getRow(
    db,
    sql<{ form: { person: object; income: object } }>`SELECT form FROM help.forms WHERE request_id = ${id}`,
  );
  expect(form.form).toMatchObject({ person: { phone: '081-234-5999' }, income: { perYear: 24_000 } });
  expect((await requestOf(code)).status).toBe('submitted');
  expect((await must('open', { token })).corrections).toEqual([]);
  await conversation.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
});

test('a question of the form never takes a cry for help, and what can’t be written is answered on the form', async () => {
  const { conversation, token, code } = await submitted();
  await sendBack(code, [
    ['person.name', 'ชื่อไม่ตรงกับบัตร'],
    ['hardship.codes', 'เลือกให้ครบ'],
  ]);
  await conversation.phone.waitForMessage('ขอข้อมูลเพิ่ม 2 ข้อ');
  await conversation.tap('ตอบตอนนี้', 'ชื่อ นามสกุล');
  await conversation.say('ช่วยด้วย เขามีมีด', 'เกิดเหตุแบบไหน');
  await conversation.say('ยกเลิก', 'เพราะอะไร');
  await conversation.say('กดผิด', 'เลิกแจ้งแล้ว');
  await conversation.say(MENU, 'อยู่ในอันตรายไหม');
  await conversation.tap('ไม่มี ไปกรอกคำขอ', 'ขอข้อมูลเพิ่ม 2 ข้อ');
  await conversation.tap('ตอบตอนนี้', 'ชื่อ นามสกุล');
  await conversation.say('นางสมมติ ถูกต้อง', 'ข้อที่เหลือแก้ในแบบฟอร์ม');
  const view = await must('open', { token });
  expect(view.corrections).toEqual([{ field: 'hardship.codes', reason: 'เลือกให้ครบ' }]);
  expect(view.form?.person?.name).toBe('นางสมมติ ถูกต้อง');
});

test('somebody who wants no message in this chat gets none', async () => {
  const { conversation, token } = await withForm();
  await must('save', { token, danger: 'no', form: { ...aForm(), contact: { channel: 'call' } } });
  const { code } = await must('submit', { token, sure: false });
  await system.pass(5000);
  const waiting = await rows(db, sql`SELECT 1 FROM help.waiting_news`);
  expect(waiting).toEqual([]);
  expect(conversation.phone.messages().some(({ text }) => text.includes('กำลังตรวจสอบ'))).toBe(false);
  await conversation.say('สถานะ', code);
});

test('"did you get it?" is asked in the chat: "not yet" goes back to whoever pays, "received" is thanked for', async () => {
  const { conversation, code } = await submitted();
  const { id } = await requestOf(code);
  const askIfReceived = async () => {
    await sql`UPDATE help.requests SET status = 'helped', received_at = now(), clock_from = now(), clock_days = 15,
      granted_at = now(), granted_benefit = 'elderly-in-difficulty', granted_amount = 3000 WHERE id = ${id}`.execute(
      db,
    );
    await sql`INSERT INTO help.waiting_news (request_id, news) VALUES (${id}, 'asked-if-received')`.execute(db);
  };
  await askIfReceived();
  const asked = await conversation.phone.waitForMessage('คุณได้รับแล้วหรือยัง');
  expect([asked.silent, asked.text.includes('3,000 บาท')]).toEqual([true, true]);
  await conversation.tap('ยังไม่ได้รับ', 'เจ้าหน้าที่จะตามเรื่องให้');
  expect((await requestOf(code)).status).toBe('paying');
  await askIfReceived();
  const again = await conversation.phone.waitForMessage('คุณได้รับแล้วหรือยัง', { after: asked.id });
  await conversation.tap('ได้รับแล้ว', 'บันทึกแล้วว่าได้รับ');
  expect((await requestOf(code)).status).toBe('confirmed');
  // Answered twice, also that is answered.
  await askIfReceived();
  await conversation.phone.waitForMessage('คุณได้รับแล้วหรือยัง', { after: again.id });
  await sql`UPDATE help.requests SET status = 'confirmed' WHERE id = ${id}`.execute(db);
  await conversation.tap('ได้รับแล้ว', 'ไม่ต้องตอบแล้ว');
});

test('a button about somebody else’s request changes nothing and brings no link to it', async () => {
  const [mine, theirs] = [await submitted(), await submitted()];
  const [own, other] = [await requestOf(mine.code), await requestOf(theirs.code)];
  await sendBack(mine.code, [['person.phone', 'โทรไม่ติด']]);
  await mine.conversation.phone.waitForMessage('ขอข้อมูลเพิ่ม 1 ข้อ');
  // As if they had come by the other one's button.
  await sql`UPDATE help.requests AS one SET reporter_id = another.reporter_id FROM help.requests AS another
    WHERE (one.id, another.id) IN ((${own.id}, ${other.id}), (${other.id}, ${own.id}))`.execute(db);
  await mine.conversation.tap('ตอบตอนนี้', 'ไม่ต้องตอบแล้ว');
  expect(tokenOf(mine.conversation).split('.')[0]).toBe(other.id);
});
