import type { Post, RowTrouble } from '#contract/duty';
import { foldText } from '#contract/fold-text';
import { addDays, momentOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import { findSeparator, readCsvTable, SEPARATORS } from './csv-table.ts';
import { type WorkbookCell, type WorkbookLine, type WorkbookSheet, writeDay, writeTime } from './read-workbook.ts';
import { type Column, countOf, findHead, type Head, isHead, mustBeComplete } from './roster-head.ts';
import { findMonth, type Month, readDay, readTime, splitHours } from './roster-moment.ts';

/** One row as it was read. What can't be read is reported as trouble; the rest is shown in the preview. */
export type RosterRow = {
  line: number;
  name: string;
  staffNumber: string;
  post: Post | null;
  startsAt: Date | null;
  endsAt: Date | null;
  trouble: RowTrouble | null;
};
/** `skipped`: lines below the header that are not shifts, such as signatures and remarks. */
export type RosterTable = { rows: RosterRow[]; skipped: number[]; sheet: string | null; otherSheets: string[] };

const POST_NAMES: Record<Post, readonly string[]> = {
  'radio-room': ['ห้องวิทยุ', 'วิทยุ', 'พนักงานวิทยุ', 'เจ้าหน้าที่วิทยุ', 'ศูนย์วิทยุ', 'radio-room', 'radio'],
  'patrol-unit': ['สายตรวจ', 'เจ้าหน้าที่สายตรวจ', 'ชุดสายตรวจ', 'patrol-unit', 'patrol'],
  'duty-chief': ['หัวหน้าเวร', 'ร้อยเวร', 'นายตำรวจเวร', 'พนักงานสอบสวนเวร', 'duty-chief', 'chief', 'duty officer'],
};
const POSTS = (Object.keys(POST_NAMES) as Post[]).flatMap((post) =>
  POST_NAMES[post].map((name) => [bare(name), post] as const),
);

/**
 * Reads a month's roster from text: a day, from, to, a name and a post in each row. An end that is not after the start
 * belongs to the next day.
 * @throws AppError `duty/no-header`, `duty/columns-missing`, `duty/quote-open`, `duty/file-too-large`
 */
export function readRosterFile(text: string): RosterTable {
  const named = findSeparator(text);
  const tables = (named ? [named] : SEPARATORS).map((separator) => readCsvTable(text, separator));
  const sheets = tables.map(({ lines }) => ({ name: '', isHidden: false, isInFront: true, lines }));
  // An open quote hides rows: it is checked in the table that has the columns, or in any if none has.
  const best = findBest(sheets);
  const read = tables.filter(({ lines }) => !best || lines === best.sheet.lines);
  const openQuote = read.find((table) => table.openQuote !== null)?.openQuote;
  if (typeof openQuote === 'number') throw new AppError('duty/quote-open', { params: { line: openQuote } });
  return readBest(sheets);
}

/**
 * Reads a workbook: the chosen sheet, else the one with the required columns. The sheet that was active when saved is
 * preferred, a hidden one is taken last.
 * @throws AppError `duty/no-header`, `duty/columns-missing`
 */
export function readRosterSheets(sheets: readonly WorkbookSheet[], chosen?: string): RosterTable {
  const wanted = sheets.filter(({ name }) => name === chosen);
  const read = readBest(wanted.length > 0 ? wanted : sheets);
  const others = sheets.filter((one) => one.name !== read.sheet && hasRoster(one));
  return { ...read, otherSheets: others.map(({ name }) => name) };
}

function hasRoster({ lines }: WorkbookSheet): boolean {
  const head = findHead(lines);
  return head !== undefined && countOf(head) >= 4;
}

function findBest(sheets: readonly WorkbookSheet[]): { sheet: WorkbookSheet; head: Head } | undefined {
  const [best] = sheets
    .flatMap((sheet) => {
      const head = findHead(sheet.lines);
      return head ? [{ sheet, head, worth: Math.floor(countOf(head)) }] : [];
    })
    .sort(
      (one, other) =>
        Number(other.worth >= 4) - Number(one.worth >= 4) ||
        Number(one.sheet.isHidden) - Number(other.sheet.isHidden) ||
        Number(other.sheet.isInFront) - Number(one.sheet.isInFront) ||
        other.worth - one.worth,
    );
  return best;
}

function readBest(sheets: readonly WorkbookSheet[]): RosterTable {
  const best = findBest(sheets);
  if (!best) throw new AppError('duty/no-header');
  const { lines, name } = best.sheet;
  return { ...readTable(lines, best.head), sheet: name || null, otherSheets: [] };
}

/** A row's cells by column, as text; a blank day, or day and time, is taken from the row above. */
type Cells = Record<'day' | 'from' | 'to' | 'name' | 'post' | 'staffNumber', string>;

function readTable(lines: readonly WorkbookLine[], head: Head): Pick<RosterTable, 'rows' | 'skipped'> {
  const below = lines.filter(({ line, cells }) => line > head.line && !isHead(cells));
  const title = lines
    .filter(({ line }) => line < head.line)
    .map(({ cells }) => findMonth(cells.join(' ')))
    .find((month) => month !== undefined);
  const read = below.map(({ line, cells }) => ({ line, cells: readCells(cells, head), isRemark: isRemark(cells) }));
  const hasDays = read.some(({ cells }) => readTime(cells.from)?.day !== undefined);
  mustBeComplete(head, lines.find(({ line }) => line === head.line)?.cells ?? [], hasDays);
  const table: Pick<RosterTable, 'rows' | 'skipped'> = { rows: [], skipped: [] };
  let above: Cells | undefined;
  for (const { line, cells, isRemark } of read) {
    if (
      cells.from === '' &&
      cells.to === '' &&
      cells.day === '' &&
      above &&
      cells.name !== '' &&
      findPost(cells.post)
    ) {
      [cells.day, cells.from, cells.to] = [above.day, above.from, above.to];
    }
    if (
      isRemark ||
      (cells.from === '' && cells.to === '' && (cells.day === '' || (cells.name === '' && cells.post === '')))
    ) {
      if (cells.name !== '' || cells.post !== '' || isRemark) table.skipped.push(line);
      // A day alone in its line belongs to the rows below it.
      if (cells.day !== '' && readDay(cells.day, title)) above = { ...cells };
      continue;
    }
    if (cells.day === '' && above) cells.day = above.day;
    above = cells;
    table.rows.push(readRow(line, cells, title));
  }
  return table;
}

/** Whether an otherwise empty line has text in one cell. */
function isRemark(cells: readonly WorkbookCell[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return (
    filled.length === 1 && typeof filled[0] === 'string' && !readDay(filled[0]) && !/^\d+$/.test(foldText(filled[0]))
  );
}

function readCells(cells: readonly WorkbookCell[], { places }: Head): Cells {
  const cell = (column: Column): WorkbookCell => {
    const at = places[column];
    return at === undefined ? '' : (cells[at] ?? '');
  };
  const text = (column: Column) => String(cell(column)).replace(/\s+/g, ' ').trim();
  const [from, to] =
    places.hours === undefined ? [writeTime(cell('from')), writeTime(cell('to'))] : splitHours(text('hours'));
  const name = [text('rank'), text('name'), text('surname')].filter((part) => part !== '').join(' ');
  return { day: writeDay(cell('day')), from, to, name, post: text('post'), staffNumber: text('staffNumber') };
}

function readRow(line: number, { day, from, to, name, post, staffNumber }: Cells, title: Month | undefined): RosterRow {
  const [begins, ends] = [readTime(from), readTime(to)];
  const written = readDay(day, title);
  const startDay = written ?? (day === '' ? begins?.day : undefined);
  const endDay = ends?.day ?? startDay;
  const startsAt = startDay && begins ? momentOf(startDay, begins.minutes) : null;
  const sameDay = startsAt && endDay && ends ? momentOf(endDay, ends.minutes) : null;
  const endsAt =
    sameDay && startsAt && endDay && ends && sameDay <= startsAt && endDay === startDay
      ? momentOf(addDays(endDay, 1), ends.minutes)
      : sameDay;
  const known = findPost(post);
  const differs = written !== undefined && begins?.day !== undefined && begins.day !== written;
  const trouble = !startDay ? 'no-day' : differs ? 'days-differ' : !endsAt ? 'no-time' : !known ? 'no-post' : null;
  return { line, name, staffNumber, post: known ?? null, startsAt, endsAt, trouble };
}

/** `สายตรวจ 2` and `ร้อยเวร 20` are recognised by their beginning. */
function findPost(text: string): Post | undefined {
  const post = bare(text);
  return POSTS.find(([name]) => name === post)?.[1] ?? POSTS.find(([name]) => post.startsWith(name))?.[1];
}

function bare(text: string): string {
  return foldText(text).replace(/[\s-]/g, '');
}
