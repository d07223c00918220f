import { expect, test } from 'vitest';
import { FORM_TEXTS } from '../../../text/case-forms.ts';
import { summarizeForm } from './summarize-form.ts';

test('a form is read with days of the Buddhist era and times in Thailand', () => {
  const visit = { by: 'visit', at: '2026-11-27T18:30:00.000Z', next: '2026-12-04' };
  const words = (language: 'th' | 'en') =>
    summarizeForm(FORM_TEXTS[language], 'follow-up', visit, [], language).map(({ text }) => text);
  expect(words('th')).toEqual(['เยี่ยมบ้าน', '28 พ.ย. 2569 01:30', '4 ธ.ค. 2569']);
  expect(words('en').slice(1)).toEqual(['28 Nov 2026 01:30', '4 Dec 2026']);
});

test('a birth, hours and an asked "nobody" are words, never codes', () => {
  const person = (birth: object) =>
    summarizeForm(FORM_TEXTS.th, 'registration', { birth, safeContact: { hours: 'any', mustNotKnow: [] } });
  expect(person({ kind: 'exact', date: '1990-02-01' }).map(({ text }) => text)).toEqual([
    '1 ก.พ. 2533',
    FORM_TEXTS.th.said.anyTime,
    FORM_TEXTS.th.said.nobody,
  ]);
  expect(person({ kind: 'estimated', year: 1985 })[0]?.text).toBe(`${FORM_TEXTS.th.said.about} 2528`);
});
