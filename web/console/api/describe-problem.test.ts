import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { loadLaterTexts } from '../text/language.ts';
import { describeProblem } from './describe-problem.ts';
import { ProblemError } from './request.ts';

const problem = { type: 'about:blank', title: '', status: 409, code: 'incident/change-not-allowed' };

beforeAll(async () => {
  await i18next.init({ lng: 'th', resources: {} });
  await loadLaterTexts();
});

test('a conflict shows the problem and then who was faster, in the server’s text', () => {
  const detail = 'ร.ต.ต. สมมติ ใจดี (สภ.เมือง) ปิดเหตุแล้ว เมื่อ 28 พ.ย. 2569 08:30 น.';
  expect(describeProblem(new ProblemError({ ...problem, detail }), 'th')).toBe(
    `เหตุอยู่ในสถานะที่ทำรายการนี้ไม่ได้แล้ว · ${detail}`,
  );
  expect(describeProblem(new ProblemError(problem), 'th')).toBe('เหตุอยู่ในสถานะที่ทำรายการนี้ไม่ได้แล้ว');
});

test('what a proxy answers in its own English is said in our words', () => {
  const bad = { type: 'about:blank', title: 'Bad Gateway', status: 502, code: 'http/502' };
  expect(describeProblem(new ProblemError(bad), 'th')).toBe('ระบบขัดข้อง ลองใหม่อีกครั้ง');
});

test('before our texts are loaded the server’s title is shown', () => {
  const unknown = { ...problem, code: 'server/of-tomorrow', title: 'ยังทำไม่ได้' };
  expect(describeProblem(new ProblemError(unknown), 'th')).toBe('ยังทำไม่ได้');
});
