import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { AppError } from '#platform/app-error';
import { createLog } from '#platform/log';
import { aWorkbook, aWorkbookOf, aWorkbookWith } from '#support/a-workbook';
import { createRosterReader } from './commands/read-roster-in-worker.ts';
import { type RosterSource, readRoster } from './read-roster.ts';

const HEAD = ['วันที่', 'เริ่ม', 'ถึง', 'ชื่อ', 'หน้าที่'];
const ROW = ['22/11/2569', '08:00', '16:00', 'ดาบตำรวจ สมมติ', 'สายตรวจ'];
const GOOD = aWorkbook([HEAD, ROW]);
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const reader = createRosterReader(createLog('silent'));
afterAll(reader.stop);
const refusal = (reading: Promise<unknown>): Promise<unknown> =>
  reading.then(
    () => 'read',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );
const sheet = (rows: string, more = '') =>
  aWorkbookOf(`<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${more}</worksheet>`);
const withPart = (path: string, xml: string) => aWorkbookWith([{ rows: [HEAD, ROW] }], { parts: { [path]: xml } });

/** A copy with other bytes from `at` on; a negative `at` counts from the end. */
function patched(bytes: Buffer, at: number, ...values: number[]): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(values, at < 0 ? copy.length + at : at);
  return copy;
}
const END = GOOD.length - 22;
const LIST = GOOD.readUInt32LE(END + 16);
/** Inserts bytes between the files and the directory, or the directory and the end record, which may or may not count them. */
function inserted(at: number, what: Buffer, moveList = 0): Buffer {
  const bytes = Buffer.concat([GOOD.subarray(0, at), what, GOOD.subarray(at)]);
  bytes.writeUInt32LE(LIST + moveList, bytes.length - 22 + 16);
  return bytes;
}
const locator = (offset: number) => {
  const bytes = Buffer.alloc(20);
  bytes.write('PK\x06\x07', 'latin1');
  bytes.writeUInt32LE(offset, 8);
  bytes.writeUInt32LE(1, 16);
  return bytes;
};

test.each<[string, Buffer, string]>([
  [
    'a list in zip64 beside the plain one',
    inserted(END, Buffer.concat([Buffer.alloc(56), locator(END)])),
    'unreadable',
  ],
  [
    'a file whose name is the place of such a list',
    withPart(`xl/a${locator(60).toString('latin1', 0, 16)}.xml`, '<a/>'),
    'unreadable',
  ],
  ['sizes that are said to stand in zip64', patched(GOOD, LIST + 20, 255, 255, 255, 255), 'unreadable'],
  ['a list on another disk', patched(GOOD, -22 + 6, 1), 'unreadable'],
  ['fewer files on this disk than in all', patched(GOOD, -22 + 8, 1), 'unreadable'],
  ['more files than are listed', patched(patched(GOOD, -22 + 8, 90), -22 + 10, 90), 'unreadable'],
  ['something between the list and the end', inserted(END, Buffer.alloc(8)), 'unreadable'],
  ['something before all of it', Buffer.concat([Buffer.alloc(16), GOOD]), 'unreadable'],
  ['something behind its end', Buffer.concat([GOOD, Buffer.alloc(16)]), 'unreadable'],
  ['a second list and end in its comment', withComment(GOOD.subarray(LIST)), 'unreadable'],
  ['words in its comment', withComment(Buffer.from('made by somebody')), 'read'],
  ['two files at one place', patched(GOOD, secondEntry() + 42, 0, 0, 0, 0), 'unreadable'],
  ['a file with a password', patched(GOOD, LIST + 8, 1), 'locked'],
  ['a way of packing that nobody uses', patched(patched(GOOD, LIST + 10, 12), 8, 12), 'unreadable'],
  ['a file that is called otherwise in the list', patched(GOOD, 30, 0x41), 'unreadable'],
  ['content that is not what was listed', patched(GOOD, 30 + GOOD.readUInt16LE(26) + 3, 7), 'unreadable'],
  ['30 million rows', sheet('<row r="30000000"><c r="A9"><v>1</v></c></row>'), 'too-large'],
  [
    '30 million rows under another name',
    sheet('<row xmlns:xmlns:r="30000000"><c r="A9"><v>1</v></c></row>'),
    'too-large',
  ],
  ['30 million rows in entities', sheet('<row r="3&#48;000000"><c r="A9"><v>1</v></c></row>'), 'too-large'],
  ['rows in another notation', sheet('<row r="3e7"><c r="A9"><v>1</v></c></row>'), 'too-large'],
  ['65,000 columns', sheet(`<row r="1">${'<c><v>1</v></c>'.repeat(65_000)}</row>`), 'unreadable'],
  ['a column beyond all', sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), 'too-large'],
  [
    'a far corner in each of its sheets',
    aWorkbookWith(Array.from({ length: 9 }, () => ({ xml: farCorner() }))),
    'too-large',
  ],
  ['a thousand sheets', aWorkbookWith(Array.from({ length: 190 }, () => ({ rows: [HEAD] }))), 'too-large'],
  [
    'a million texts',
    withPart('xl/sharedStrings.xml', `<sst>${'<si><t>ก</t></si>'.repeat(200_000)}</sst>`),
    'too-large',
  ],
  ['a long text in thousands of cells', longTexts(), 'too-large'],
  ['a bomb', withPart('xl/bomb.xml', ' '.repeat(5_000_000)), 'too-large'],
  [
    'words that grow',
    withPart('xl/grow.xml', '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>'),
    'unreadable',
  ],
  ['another alphabet', withPart('xl/other.xml', '<?xml version="1.0" encoding="UTF-16"?><a/>'), 'unreadable'],
  [
    'merged cells without end',
    sheet('', `<mergeCells>${'<mergeCell ref="A1:A9999"/>'.repeat(6000)}</mergeCells>`),
    'too-large',
  ],
])('a workbook with %s: %#', async (_what, bytes, code) => {
  const expected = code === 'read' ? 'read' : `duty/file-${code}`;
  expect(await refusal(reader.readRoster({ workbook: bytes }, 'somebody'))).toBe(expected);
});

/** The valid workbook with a comment at the end of the file. */
function withComment(comment: Buffer): Buffer {
  const bytes = Buffer.concat([GOOD, comment]);
  bytes.writeUInt16LE(comment.length, GOOD.length - 2);
  return bytes;
}

function secondEntry(): number {
  const lengths = [28, 30, 32].map((place) => GOOD.readUInt16LE(LIST + place));
  return LIST + 46 + lengths.reduce((sum, length) => sum + length, 0);
}

function farCorner(): string {
  return `<worksheet xmlns="${MAIN}"><sheetData><row r="9999"><c r="BZ9999"><v>1</v></c></row></sheetData></worksheet>`;
}

function longTexts(): Buffer {
  const row = (at: number) =>
    `<row r="${at}">${[...'ABCDEFGHIJ'].map((column) => `<c r="${column}${at}" t="s"><v>0</v></c>`).join('')}</row>`;
  const rows = Array.from({ length: 2000 }, (_, at) => row(at + 1));
  const parts = { 'xl/sharedStrings.xml': `<sst><si><t>${'ก'.repeat(30_000)}</t></si></sst>` };
  return aWorkbookWith([{ xml: `<worksheet xmlns="${MAIN}"><sheetData>${rows.join('')}</sheetData></worksheet>` }], {
    parts,
  });
}

test.each<[string, string, string]>([
  ['a quote that nothing closes', `${HEAD.join()}\n${ROW.join()}\n22/11/2569,"08:00,16:00,ก,สายตรวจ\n`, 'quote-open'],
  ['an open quote and then 300 kB', `${HEAD.join()}\n"${'ก'.repeat(300_000)}`, 'quote-open'],
  ['a cell of 300 kB', `${HEAD.join()}\n${'ก'.repeat(300_000)}`, 'file-too-large'],
  ['65,000 columns', `${HEAD.join()}${','.repeat(65_000)}`, 'file-too-large'],
  ['200,000 lines', `${HEAD.join()}\n${'ก\n'.repeat(200_000)}`, 'file-too-large'],
  ['nothing but quotes', '"'.repeat(399_999), 'quote-open'],
  ['no table', 'ก', 'no-header'],
])('a table with %s is refused with its own code', async (_what, text, code) => {
  expect(await refusal(reader.readRoster({ text }, 'somebody'))).toBe(`duty/${code}`);
});

test('the line of an open quote is reported', async () => {
  const text = `${HEAD.join()}\n${ROW.join()}\n22/11/2569,"08:00,16:00,ก,สายตรวจ\n${ROW.join()}\n`;
  await expect(readRoster({ text })).rejects.toMatchObject({ code: 'duty/quote-open', params: { line: 3 } });
});

/** Some bytes changed, removed and inserted. */
function mutations(from: Buffer) {
  const change = fc.record({
    at: fc.nat({ max: from.length - 1 }),
    kind: fc.constantFrom('change', 'remove', 'insert', 'repeat'),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }),
  });
  return fc.array(change, { minLength: 1, maxLength: 5 }).map((changes) =>
    changes.reduce((bytes, { at, kind, bytes: fresh }) => {
      const to = kind === 'insert' ? at : at + fresh.length;
      const put = kind === 'remove' ? [] : kind === 'repeat' ? [fresh, fresh, fresh, fresh] : [fresh];
      return Buffer.concat([bytes.subarray(0, at), ...put, bytes.subarray(Math.min(to, bytes.length))]);
    }, from),
  );
}
const isAnswered = async (source: RosterSource) => {
  expect(await refusal(readRoster(source))).toMatch(/^read$|^duty\/(?:file-|quote-open|no-header|columns-missing)/);
};

test('a workbook damaged anywhere is read or refused with a code, with no other outcome', async () => {
  await fc.assert(
    fc.asyncProperty(mutations(GOOD), (workbook) => isAnswered({ workbook })),
    { seed: 20_261_128, numRuns: 400 },
  );
});

test('the same for one whose parts are damaged before they are packed', async () => {
  const parts = [`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>46447</v></c></row>`, '<mergeCell ref="A1:A4"/>'];
  const xml = Buffer.from(
    `<worksheet xmlns="${MAIN}"><sheetData>${parts[0]}</sheetData><mergeCells>${parts[1]}</mergeCells></worksheet>`,
  );
  await fc.assert(
    fc.asyncProperty(mutations(xml), (changed) => isAnswered({ workbook: aWorkbookOf(changed.toString('latin1')) })),
    { seed: 20_261_128, numRuns: 300 },
  );
});

test('the same for a table of text', async () => {
  const table = Buffer.from([HEAD, ROW, ROW].map((cells) => cells.map((cell) => `"${cell}"`).join()).join('\n'));
  await fc.assert(
    fc.asyncProperty(mutations(table), (changed) => isAnswered({ text: changed.toString('utf8') })),
    { seed: 20_261_128, numRuns: 400 },
  );
});
