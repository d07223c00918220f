import { unzipSync } from 'fflate';
import readSheets from 'read-excel-file/universal';
import { expect, test } from 'vitest';
import type { Cell } from '#platform/csv/write-csv';
import { type Sheet, writeXlsx } from './write-xlsx.ts';

const AT = new Date('2026-11-30T08:00:00Z');

async function write(sheets: Sheet[], mostRows?: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeXlsx(sheets, { changedAt: AT, ...(mostRows && { mostRows }) })) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const read = async (bytes: Buffer) => {
  const sheets = await readSheets(new Uint8Array(bytes).buffer);
  return sheets.map(({ sheet, data }) => ({ sheet, data }));
};

test('Thai, numbers, nothing and what looks like a formula are read back as they were written', async () => {
  const rows: Cell[][] = [
    ['เหตุ "หนึ่ง" & <สอง>', 12.5, null],
    ['=HYPERLINK("https://evil.example")', -3, '+1'],
    ['_x0041_ และ _', 0, 'สองบรรทัด\nในช่องเดียว'],
  ];
  const bytes = await write([
    { name: 'เหตุ/รายวัน', head: ['ก', 'ข', 'ค'], pages: [rows.slice(0, 1), rows.slice(1)] },
    { name: 'นิยาม', head: ['ตัวเลข'], pages: [] },
  ]);
  expect(await read(bytes)).toEqual([
    { sheet: 'เหตุ รายวัน', data: [['ก', 'ข', 'ค'], ...rows] },
    { sheet: 'นิยาม', data: [['ตัวเลข']] },
  ]);
  const sheet = new TextDecoder().decode(unzipSync(bytes)['xl/worksheets/sheet1.xml']);
  expect(sheet).not.toContain('<f>');
  expect(sheet).toContain('_x005F_x0041_');
  expect(await write([{ name: 'a', head: ['a'], pages: [] }])).toEqual(
    await write([{ name: 'a', head: ['a'], pages: [] }]),
  );
});

test('what is longer than a sheet goes on in the next one, with the head again', async () => {
  const pages = [
    [[1], [2], [3]],
    [[4], [5]],
  ];
  expect(await read(await write([{ name: 'n', head: ['n'], pages }], 3))).toEqual([
    { sheet: 'n', data: [['n'], [1], [2]] },
    { sheet: 'n (2)', data: [['n'], [3], [4]] },
    { sheet: 'n (3)', data: [['n'], [5]] },
  ]);
});

test('signs that XML can not hold are left out, and more than 26 columns keep their places', async () => {
  const cells = Array.from({ length: 30 }, (_, place) => place);
  const [sheet] = await read(await write([{ name: '', head: ['\u0000a\u0008\ud800'], pages: [[cells]] }]));
  expect(sheet?.sheet).toBe('Sheet');
  expect(sheet?.data[0]?.[0]).toMatch(/^a\ufffd?$/);
  expect(sheet?.data[1]).toEqual(cells);
});
