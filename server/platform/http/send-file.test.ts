import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentDisposition } from './send-file.ts';

test('a Thai name comes through whole, and in plain letters for old programs', () => {
  const header = contentDisposition('attachment', 'เหตุ 2569.csv');
  expect(header).toMatch(/^attachment; filename="____ 2569\.csv"; filename\*=UTF-8''/);
  expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe('เหตุ 2569.csv');
  expect(contentDisposition('inline', undefined)).toBe('inline');
});

test.each([
  ['../../etc/passwd', /passwd/],
  ['a\r\nset-cookie: b=c', /a__set-cookie/],
  ['"; filename="b.exe', /filename="_; filename=_b.exe"/],
  ['gpj.\u202Eexe', /gpj\._exe/],
  ['...', /filename="file"/],
])('%j does not leave the folder, the header or the truth', (name, shown) => {
  const header = contentDisposition('attachment', name);
  expect(header).toMatch(shown);
  expect(header).not.toMatch(/[\r\n]|\.\.\/|\u202e/);
});

test('whatever a file is called, the header is one line of plain letters with two names in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const header = contentDisposition('attachment', name);
      expect(header).toMatch(/^attachment; filename="[^"\\/]+"; filename\*=UTF-8''[\w.!~%#$&+^`|{}-]+$/);
      expect(() => decodeURIComponent(header.split("UTF-8''")[1] ?? '')).not.toThrow();
    }),
    { seed: 20_261_121 },
  );
});
