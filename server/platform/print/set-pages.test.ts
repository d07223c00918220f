import { expect, test } from 'vitest';
import { readPdfText } from '../../../tests/support/read-pdf-text.ts';
import { cutIntoWords, setPages } from './set-pages.ts';

const PAGES = {
  language: 'th' as const,
  ...{ title: 'สรุป', under: '', mark: '', again: '', facts: [], foot: '', whole: [] },
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

const WRITTEN = {
  NotoSansMyanmar: 'မသီတာဝင်း ၼၢင်းသႅင် နီၢ်ဖီၤ',
  NotoSansLao: 'ນາງສີດາ ວົງສະຫວັນ',
  NotoSansKhmer: 'សុភា ចាន់ថា ខ្លាចមិនហ៊ានត្រឡប់ទៅផ្ទះ',
  NotoNaskhArabic: 'نور عائشة تاكوت باليق رومه ڠ ڽ چ ۏ ڬ',
  NotoSansHans: '李小红 陳美玲',
  Sarabun: 'Nguyễn Thị Hồng ปู่ฬ่ำ กิ่งน้ำ',
};
/** Each word of its own, so that what stands on the page can be told from the rest. */
const partOf = (text: string) => [{ title: '', under: '', lines: [{ label: '', text }] }];

test.each(Object.entries(WRITTEN))('people from all around are printed in their own letters: %s', (font, text) => {
  const pdf = setPages({ ...PAGES, parts: partOf(text) });
  expect(Buffer.from(pdf).toString('latin1')).toContain(`+${font}-Regular`);
  expect(readPdfText(pdf).replace(/\s/g, '')).not.toContain('พิมพ์ไม่ได้');
});

test('what no font has is said in its place, once for each run, and the rest is there', () => {
  const text = readPdfText(setPages({ ...PAGES, parts: partOf('ก่อน देवनागरी शब्द หลัง\u200b') })).replace(/\s/g, '');
  expect(text).toContain('ก่อน[อักษรที่พิมพ์ไม่ได้ดูในระบบ]หลัง');
});

test('a further page says what it is of, and a part that goes on begins there with its title', () => {
  const lines = Array.from({ length: 60 }, (_, at) => ({ label: `${at}`, text: 'ปลอดภัย' }));
  const parts = [{ title: 'ติดตามผล', under: '', lines }];
  const pages = readPdfText(setPages({ ...PAGES, again: 'CS-1', parts }))
    .replace(/ /g, '')
    .split('\n');
  const further = pages.filter((page) => page.includes('CS-1'));
  expect([further.length, further.every((page) => page.includes('ติดตามผล'))]).toEqual([pages.length - 1, true]);
});

test('a form of its own begins on a new page, with its table and where people sign', () => {
  const parts = [
    { title: 'หนึ่ง', under: '', lines: [] },
    {
      ...{ title: 'สอง', under: '', lines: [], onNewPage: true },
      table: { head: ['ที่', 'ชื่อ'], widths: [1], rows: [['1', '#x [ก] $']] },
      signatures: { sign: 'ลงชื่อ', date: 'วันที่', who: [{ role: 'ผู้ขอ', name: 'นางสมมติ' }] },
    },
  ];
  const [first = '', second = ''] = readPdfText(setPages({ ...PAGES, parts }))
    .replace(/ /g, '')
    .split('\n');
  expect(first).not.toContain('สอง');
  for (const part of ['สอง', '#x[ก]$', 'ลงชื่อ', '(นางสมมติ)', 'ผู้ขอ', 'วันที่']) expect(second).toContain(part);
});
