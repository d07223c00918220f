import { expect, test } from 'vitest';
import { IMPORT_PART_CHARACTERS } from '#contract/outreach';
import { endOfRows, isWorkbook, splitFile } from './split-file.ts';

const partsOf = async (file: Blob) => {
  const parts: { text: string; share: number }[] = [];
  for await (const part of splitFile(file)) parts.push(part);
  return parts;
};

test('a row ends at a line break, but not between quotes', () => {
  expect(endOfRows('a,b\nc,d')).toBe(4);
  expect(endOfRows('a,"b\nc')).toBe(0);
  expect(endOfRows('a,"b ""x""\nc",d\n')).toBe(16);
});

test('a large file comes in parts of whole rows that give the file again, in both encodings', async () => {
  const text = `reference,name\n${Array.from({ length: 90_000 }, (_, row) => `R-${row},"ร้านสมมติ\nสาขา ${row}"\n`).join('')}`;
  const parts = await partsOf(new Blob([text]));
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.map((part) => part.text).join('')).toBe(text);
  for (const part of parts) {
    expect(part.text.endsWith('"\n')).toBe(true);
    expect(part.text.length).toBeLessThanOrEqual(IMPORT_PART_CHARACTERS);
  }
  expect(parts.at(-1)?.share).toBe(1);
  const excel = new Uint8Array([...'A,'].map((sign) => sign.charCodeAt(0)).concat([0xc3, 0xe9, 0xd2, 0xb9]));
  expect((await partsOf(new Blob([excel])))[0]?.text).toBe('A,ร้าน');
});

test('a workbook is known by its first bytes, whatever it is called', async () => {
  expect(await isWorkbook(new File([new Uint8Array([0x50, 0x4b, 3, 4])], 'ร้าน.csv'))).toBe(true);
  expect(await isWorkbook(new Blob([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])]))).toBe(true);
  for (const text of ['', 'P', 'PS-1,ร้าน', 'reference,name']) expect(await isWorkbook(new Blob([text]))).toBe(false);
});
