import { AppError } from '#platform/app-error';
import { unpackZip } from './unpack-zip.ts';

/** Sheets of a year with its totals; a roster has one or a dozen. */
const MOST_SHEETS = 60;
const MOST_RELATIONS = 300;
/** A month of a hundred people is 18,000 cells. */
const MOST_CELLS = 200_000;
const MOST_TEXTS = 50_000;
const MOST_MERGED = 5000;
const MOST_ROWS_NAMED = 100_000;
/** Empty cells up to the farthest one named are laid out by whoever reads the tables: so many, of all sheets together. */
const MOST_LAID_OUT = 1_000_000;
/** `BZ9999`. */
const CELL = /^(?:([AB]?[A-Z])([1-9]\d{0,3})|-?\d+)$/;
/** What a program of the office calls its parts; a name of another kind is not handed on. */
const PATH = /^[\w .()[\]/-]{1,120}$/;
/** Cells and rows that are only formatted, often down to the sheet's last row, hold nothing that anybody wrote. */
const EMPTY_CELL = /<(\w+:)?c\b[^<>]*(?:\/>|>\s*<\/\1?c>)/g;
const EMPTY_ROW = /<(\w+:)?row\b[^<>]*(?:\/>|>\s*<\/\1?row>)/g;

/**
 * The XML files of a workbook by their path, after they were looked at: packed in the way that is expected, small when
 * they are unpacked, of few sheets, cells and texts, and without the cells that hold nothing.
 * @throws AppError `duty/file-locked`, `duty/file-unreadable`, `duty/file-too-large`
 */
export function unpackWorkbook(bytes: Buffer): Map<string, string> {
  // What Excel makes of a workbook with a password is of the same old kind as `.xls`.
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') throw new AppError('duty/file-locked');
  // Pictures and what else is no XML is not unpacked.
  const files = unpackZip(bytes, (name) => /\.xml(\.rels)?$/.test(name));
  const texts = new Map<string, string>();
  let laidOut = 0;
  for (const [name, content] of files) {
    const whole = readText(content);
    if (!PATH.test(name) || whole === undefined) throw new AppError('duty/file-unreadable');
    const text = whole.includes('sheetData') ? whole.replace(EMPTY_CELL, '').replace(EMPTY_ROW, '') : whole;
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

/** Undefined for other than plain UTF-8, and for a document that defines words of its own: they grow when they are read. */
function readText(content: Buffer): string | undefined {
  const text = content.toString('utf8');
  const [, encoding = 'utf-8'] = /^\uFEFF?<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)/.exec(text) ?? [];
  const isPlain = /^(?:utf-8|us-ascii)$/i.test(encoding) && !text.includes('\0') && !/<!(?:DOCTYPE|ENTITY)/i.test(text);
  return isPlain ? text : undefined;
}

/** How many cells whoever reads it lays out. @throws AppError `duty/file-too-large` for a cell at the end of the world */
function measure(text: string): number {
  if (!text.includes('sheetData')) return 0;
  let [farthestRow, farthestColumn] = [0, 0];
  for (const [, prefix = '', named = ''] of text.matchAll(/([^\s"'<>=/]*)\br\s*=\s*["']([^"']*)/g)) {
    if (prefix === 'xmlns:') continue;
    const [is, column = '', row = named] = CELL.exec(named) ?? [];
    if (is === undefined || Number(row) > MOST_ROWS_NAMED) throw new AppError('duty/file-too-large');
    farthestRow = Math.max(farthestRow, Number(row));
    farthestColumn = Math.max(farthestColumn, numberOf(column));
  }
  const rows = text.split(/<(?:\w+:)?row\b/).slice(1);
  const longest = rows.reduce((most, row) => Math.max(most, countTags([row], 'c')), 0);
  return (farthestRow + rows.length) * Math.max(farthestColumn, longest);
}

/** `A` is 1, `Z` 26, `AA` 27. */
function numberOf(column: string): number {
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
