import { AppError } from '#platform/app-error';
import { unpackZip } from './unpack-zip.ts';

/** A roster has one to a dozen sheets; this allows a year with its totals. */
const MOST_SHEETS = 60;
const MOST_RELATIONS = 300;
/** A month of a hundred people is 18,000 cells. */
const MOST_CELLS = 200_000;
const MOST_TEXTS = 50_000;
const MOST_MERGED = 5000;
const MOST_ROWS_NAMED = 100_000;
/** The reader creates every empty cell up to the farthest one named; this limits them over all sheets. */
const MOST_LAID_OUT = 1_000_000;
/** `BZ9999`. */
const CELL = /^(?:([AB]?[A-Z])([1-9]\d{0,3})|-?\d+)$/;
/** Paths that office programs give to the parts of a workbook; others are refused. */
const PATH = /^[\w .()[\]/-]{1,120}$/;
/** Cells and rows with formatting only, often down to the sheet's last row. */
const EMPTY_CELL = /<(\w+:)?c\b[^<>]*(?:\/>|>\s*<\/\1?c>)/g;
const EMPTY_ROW = /<(\w+:)?row\b[^<>]*(?:\/>|>\s*<\/\1?row>)/g;

/**
 * The XML files of a workbook by path, checked first: plainly packed, small when unpacked, with few sheets, cells and
 * texts. Empty cells are removed.
 * @throws AppError `duty/file-locked`, `duty/file-unreadable`, `duty/file-too-large`
 */
export function unpackWorkbook(bytes: Buffer): Map<string, string> {
  // Excel saves a workbook with a password in the same old container as `.xls`.
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') throw new AppError('duty/file-locked');
  // Pictures and other parts that are not XML are not unpacked.
  const files = unpackZip(bytes, (name) => /\.xml(\.rels)?$/.test(name));
  const texts = new Map<string, string>();
  let laidOut = 0;
  for (const [name, bytes] of files) {
    const content = readText(bytes);
    if (!PATH.test(name) || content === undefined) throw new AppError('duty/file-unreadable');
    const text = content.includes('sheetData') ? content.replace(EMPTY_CELL, '').replace(EMPTY_ROW, '') : content;
    laidOut += measure(text);
    texts.set(name, text);
  }
  const all = [...texts.values()];
  const isTooMuch =
    laidOut > MOST_LAID_OUT ||
    countTags(all, 'sheet') > MOST_SHEETS ||
    countTags(all, 'Relationship') > MOST_RELATIONS ||
    countTags(all, 'c') > MOST_CELLS ||
    countTags(all, 'si') > MOST_TEXTS ||
    countTags(all, 'mergeCell') > MOST_MERGED;
  if (isTooMuch) throw new AppError('duty/file-too-large');
  return texts;
}

/** Undefined unless it is plain UTF-8 without entity definitions, which can expand to any size when parsed. */
function readText(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  const [, encoding = 'utf-8'] = /^\uFEFF?<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)/.exec(text) ?? [];
  const isPlain = /^(?:utf-8|us-ascii)$/i.test(encoding) && !text.includes('\0') && !/<!(?:DOCTYPE|ENTITY)/i.test(text);
  return isPlain ? text : undefined;
}

/** How many cells the reader will create. @throws AppError `duty/file-too-large` for a cell outside any real sheet */
function measure(text: string): number {
  if (!text.includes('sheetData')) return 0;
  let [farthestRow, farthestColumn] = [0, 0];
  for (const [, prefix = '', named = ''] of text.matchAll(/([^\s"'<>=/]*)\br\s*=\s*["']([^"']*)/g)) {
    if (prefix === 'xmlns:') continue;
    const [is, column = '', row = named] = CELL.exec(named) ?? [];
    if (is === undefined || Number(row) > MOST_ROWS_NAMED) throw new AppError('duty/file-too-large');
    farthestRow = Math.max(farthestRow, Number(row));
    farthestColumn = Math.max(farthestColumn, columnNumber(column));
  }
  const rows = text.split(/<(?:\w+:)?row\b/).slice(1);
  const longest = rows.reduce((most, row) => Math.max(most, countTags([row], 'c')), 0);
  return (farthestRow + rows.length) * Math.max(farthestColumn, longest);
}

/** `A` is 1, `Z` 26, `AA` 27. */
export function columnNumber(column: string): number {
  return [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function countTags(texts: readonly string[], tag: keyof typeof TAGS): number {
  return texts.reduce((sum, text) => sum + (text.match(TAGS[tag])?.length ?? 0), 0);
}

const TAGS = {
  sheet: /<(?:\w+:)?sheet\b/g,
  Relationship: /<(?:\w+:)?Relationship\b/g,
  c: /<(?:\w+:)?c\b/g,
  si: /<(?:\w+:)?si\b/g,
  mergeCell: /<(?:\w+:)?mergeCell\b/g,
};
