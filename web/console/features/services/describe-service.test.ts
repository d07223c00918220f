import { expect, test } from 'vitest';
import { describeHours, describeRule } from './describe-service.ts';

test.each([
  [{ fact: 'age', from: 6, to: 18 }, 'อายุ 6–18 ปี'],
  [{ fact: 'age', from: 15 }, 'อายุ 15 ปีขึ้นไป'],
  [{ fact: 'age', to: 17 }, 'อายุไม่เกิน 17 ปี'],
  [{ fact: 'income-per-head', to: 8333 }, 'รายได้เฉลี่ยไม่เกิน 8,333 บาทต่อคนต่อเดือน'],
  [{ fact: 'school-status', oneOf: ['never', 'at-risk'] }, 'การเรียน: ไม่เคยเรียน / เสี่ยงหลุด'],
  [{ fact: 'pregnant', oneOf: ['yes'] }, 'ตั้งครรภ์'],
] as const)('a rule is said as one would say it: %j', (rule, said) => {
  expect(describeRule('oneOf' in rule ? ({ ...rule, oneOf: [...rule.oneOf] } as never) : rule, 'th')).toBe(said);
});

test('alternatives of a rule are joined by "or", in both languages', () => {
  const rule = {
    anyOf: [
      { fact: 'age' as const, to: 17 },
      { fact: 'sex' as const, oneOf: ['female' as const] },
    ],
  };
  expect(describeRule(rule, 'th')).toBe('อายุไม่เกิน 17 ปี หรือ เพศ: หญิง');
  expect(describeRule(rule, 'en')).toMatch(/^17 years or younger or Sex: /);
});

test('days in a row are a span, and nobody’s knowledge is no text', () => {
  const hours = [
    { days: [1, 2, 3, 4, 5], from: '08:30', to: '16:30' },
    { days: [6, 7], from: '09:00', to: '12:00' },
  ];
  expect(describeHours(hours, 'th')).toBe('จ–ศ 08:30–16:30 · ส อา 09:00–12:00');
  expect(describeHours([{ days: [1, 3, 4, 5], from: '08:00', to: '09:00' }], 'en')).toBe('Mon Wed–Fri 08:00–09:00');
  expect(describeHours('always', 'th')).toBe('ทุกวัน 24 ชั่วโมง');
  expect(describeHours([], 'th')).toBeUndefined();
});
