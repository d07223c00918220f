import { expect, test } from 'vitest';
import type { EefImport } from '../../contract/eef-file.ts';
import type { Problem } from '../../contract/problem.ts';
import { thaiDayOf } from '../../contract/thai-day.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { aReferral } from '../support/a-referral.ts';
import { aSchoolCheck } from '../support/a-school-check.ts';
import { openTestSystem } from '../support/test-system.ts';

// The fund's answers as a file, and children as a file for the fund: docs/api/eef-files.md.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const eef = await system.officer('eef');
const today = () => thaiDayOf(system.clock.now());
const sentToFund = async (special: object = {}, name = 'เด็กสมมติ ในไฟล์') => {
  const id = await aReferral(db, await aCase(db, { isMinor: true, name }), {
    ...{ to: 'EEF', serviceCode: 'school-return', ...special },
  });
  const { code } = await getRow(db, sql<{ code: string }>`SELECT code FROM referral.referrals WHERE id = ${id}`);
  return { id, code };
};
const statusOf = async (id: string) =>
  (await getRow(db, sql<{ status: string }>`SELECT status FROM referral.referrals WHERE id = ${id}`)).status;
const send = async (text: string, isPreview = false) => {
  system.clock.advance(1000);
  return (await eef.post<EefImport>('/api/v1/eef/answers', { text, isPreview })).body;
};
const steps = async (id: string) =>
  (
    await rows(db, sql<{ kind: string }>`SELECT kind FROM referral.timeline WHERE referral_id = ${id} ORDER BY at, id`)
  ).map(({ kind }) => kind);

test('a file is taken line by line: what is wrong is said by its line, and coming again it changes nothing', async () => {
  const [accepted, declined, done, late] = [
    await sentToFund(),
    await sentToFund(),
    await sentToFund({ status: 'in-progress' }),
    await sentToFund({ status: 'expired' }),
  ];
  const file = [
    'referral;answer;reason;outcome;on;place_code;note',
    `${accepted.code};accept;;;;;`,
    `${accepted.code};start;;;;;`,
    `${declined.code};decline;missing-papers;;;;ขาดสูติบัตร`,
    `${done.code};complete;;formal-returned;${today()};65010099;`,
    `${late.code};accept;;;;;`,
    'RF-2569-999999;accept;;;;;',
    `${declined.code};decline;too-poor;;;;`,
    `${accepted.code};complete;;formal-returned;2999-01-01;;`,
  ].join('\r\n');

  const before = await send(file, true);
  expect(before).toMatchObject({ done: 4, unchanged: 0, refused: 4, isPreview: true });
  expect(await statusOf(accepted.id)).toBe('offered');

  const taken = await send(file);
  expect({ ...taken, isPreview: true }).toEqual(before);
  expect(taken.rows.filter(({ result }) => result === 'refused')).toEqual([
    expect.objectContaining({ line: 6, code: 'referral/answered-too-late', fault: null }),
    expect.objectContaining({ line: 7, code: 'referral/not-found' }),
    expect.objectContaining({ line: 8, code: null, fault: 'field-wrong', column: 'reason' }),
    expect.objectContaining({ line: 9, code: 'referral/outcome-in-future' }),
  ]);
  expect(await Promise.all([accepted, declined, done].map(({ id }) => statusOf(id)))).toEqual([
    ...['in-progress', 'declined', 'completed'],
  ]);
  const written = await steps(accepted.id);

  expect(await send(file)).toMatchObject({ done: 0, unchanged: 4, refused: 4 });
  expect(await steps(accepted.id)).toEqual(written);
});

test('a check that says that the child left opens its need again, also from a file', async () => {
  const back = { status: 'completed', outcome: 'formal-returned', confirmation: 'received' };
  const { id, code } = await sentToFund(back);
  await aSchoolCheck(db, id);
  const { need_id: needId } = await getRow(
    db,
    sql<{ need_id: string }>`SELECT need_id FROM referral.referrals WHERE id = ${id}`,
  );
  await sql`UPDATE care.needs SET outcome = 'received-help', outcome_said_by = 'person', outcome_at = now() WHERE id = ${needId}`.execute(
    db,
  );
  const left = JSON.stringify({
    format: 'ess-eef-answers/1',
    answers: [{ referral: code, answer: 'check', check: 'day-90', result: 'left', on: today() }],
  });
  expect(await send(left)).toMatchObject({ done: 1 });
  expect(await send(left)).toMatchObject({ done: 0, unchanged: 1 });
  await system.until(async () => {
    const need = await getRow(db, sql<{ outcome: string | null }>`SELECT outcome FROM care.needs WHERE id = ${needId}`);
    return need.outcome === null || undefined;
  });
});

test('what is no file is refused whole, and nobody else sends one', async () => {
  expect(await send('hello')).toMatchObject({ done: 0, refused: 3 });
  const answers = { text: 'referral,answer', isPreview: true };
  expect((await (await system.officer('caseworker')).post<Problem>('/api/v1/eef/answers', answers)).status).toBe(403);
});

test('the exported file names only whom the fund has accepted, and runs as no formula', async () => {
  const [open, accepted] = [
    await sentToFund({}, 'เด็กสมมติ ที่ยังไม่รับ'),
    await sentToFund({ status: 'accepted' }, '=HYPERLINK("x") เด็กสมมติ'),
  ];
  const file = await fetch(`${system.url}/api/v1/eef/export?what=open&format=csv`, { headers: { cookie: eef.cookie } });
  expect(file.headers.get('content-type')).toContain('text/csv');
  const text = await file.text();
  expect(text).toContain(open.code);
  expect(text).toContain(accepted.code);
  expect(text).not.toContain('ที่ยังไม่รับ');
  expect(text).toContain(`"'=HYPERLINK`);
  const { views } = await getRow(
    db,
    sql<{ views: number }>`SELECT count(*)::integer AS views FROM audit.entries WHERE action = 'eef/export'`,
  );
  expect(views).toBe(1);
});
