import { expect, test } from 'vitest';
import { describeProblem } from './describe-problem.ts';
import { ProblemError } from './request.ts';

const problem = { type: 'about:blank', title: '', status: 409, code: 'incident/change-not-allowed' };

test('a conflict shows the problem and then who was faster, in the server’s text', () => {
  const detail = 'ร.ต.ต. สมมติ ใจดี (สภ.เมือง) ปิดเหตุแล้ว เมื่อ 28 พ.ย. 2569 08:30 น.';
  expect(describeProblem(new ProblemError({ ...problem, detail }), 'th')).toBe(
    `เหตุอยู่ในสถานะที่ทำรายการนี้ไม่ได้แล้ว · ${detail}`,
  );
  expect(describeProblem(new ProblemError(problem), 'th')).toBe('เหตุอยู่ในสถานะที่ทำรายการนี้ไม่ได้แล้ว');
});
