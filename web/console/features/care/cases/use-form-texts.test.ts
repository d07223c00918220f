import { expect, test } from 'vitest';
import { summarizeForm } from '#contract/case-form-lines';
import { FORM_TEXTS } from '#contract/case-form-texts';
import { readerOf } from './use-form-texts.ts';

test('a form is read with days of the Buddhist era and times in Thailand', () => {
  const visit = { by: 'visit', at: '2026-11-27T18:30:00.000Z', next: '2026-12-04' };
  const words = (language: 'th' | 'en') =>
    summarizeForm(FORM_TEXTS[language], 'follow-up', visit, readerOf(language)).map(({ text }) => text);
  expect(words('th')).toEqual(['เยี่ยมบ้าน', '28 พ.ย. 2569 01:30', '4 ธ.ค. 2569']);
  expect(words('en').slice(1)).toEqual(['28 Nov 2026 01:30', '4 Dec 2026']);
});

test('a birth, hours and an asked "nobody" are words, never codes', () => {
  const person = (birth: object) =>
    summarizeForm(
      FORM_TEXTS.th,
      'registration',
      { birth, safeContact: { hours: 'any', mustNotKnow: [] } },
      readerOf('th'),
    );
  expect(person({ kind: 'exact', date: '1990-02-01' }).map(({ text }) => text)).toEqual([
    '1 ก.พ. 2533',
    FORM_TEXTS.th.said.anyTime,
    FORM_TEXTS.th.said.nobody,
  ]);
  expect(person({ kind: 'estimated', year: 1985 })[0]?.text).toBe(`${FORM_TEXTS.th.said.about} 2528`);
});

test('in a row two levels beside each other and a day say what they are', () => {
  const goal = { id: 'g', domain: 'safety', baseline: 3, target: 0, measure: 'นอนหลับ', due: '2026-12-29' };
  const [row] = summarizeForm(FORM_TEXTS.th, 'plan', { goals: [goal] }, readerOf('th'));
  expect(row?.text).toMatch(/^ความปลอดภัย · ตอนนี้ 3 .+ · เป้า 0 .+ · นอนหลับ · ภายใน 29 ธ\.ค\. 2569$/);
});
