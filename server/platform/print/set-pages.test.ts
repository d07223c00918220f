import { expect, test } from 'vitest';
import { readPdfText } from '../../../tests/support/read-pdf-text.ts';
import { cutIntoWords, setPages } from './set-pages.ts';

const PAGES = {
  language: 'th' as const,
  ...{ title: 'สรุป', under: '', mark: '', facts: [], foot: '', whole: [] },
};

test('names are never cut, whatever the dictionary knows; everything is still there', () => {
  const text = 'นายพิษณุโลก ใจดี อยู่ที่พิษณุโลก';
  const words = cutIntoWords(text, ['พิษณุโลก', 'นายพิษณุโลก ใจดี'], 'th');
  expect(words.join('')).toBe(text);
  expect(words).toEqual(expect.arrayContaining(['นายพิษณุโลก ใจดี', 'พิษณุโลก']));
});

test('what somebody typed is text, never a command of the typesetter', () => {
  const typed = '#read("/etc/passwd") $x$ *หนา* _เอน_ [x] <a> @b \\ // "q" กิ่งน้ำ ปู่ ที่';
  const parts = [{ title: typed, under: typed, lines: [{ label: typed, text: `${typed}\nบรรทัดสอง` }] }];
  const text = readPdfText(setPages({ ...PAGES, parts })).replace(/\s/g, '');
  expect(text.split(typed.replace(/\s/g, '')).length - 1).toBe(4);
  expect(text).toContain('บรรทัดสอง');
});
