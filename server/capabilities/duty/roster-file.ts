import type { Post } from '#contract/duty';
import { AppError } from '#platform/app-error';
import { readCsvTable } from './csv-table.ts';
import { type WorkbookLine, writeDay, writeTime } from './read-workbook.ts';
import { momentOf, type ThaiDay } from './thai-day.ts';

export type RowTrouble = 'no-day' | 'no-time' | 'no-post' | 'no-person' | 'several-people';
/** One row as it was read; what can't be read is said, and the rest of the row is kept for the preview. */
export type RosterRow = {
  line: number;
  name: string;
  post: Post | null;
  startsAt: Date | null;
  endsAt: Date | null;
  trouble: RowTrouble | null;
};

/** What may stand at the head of a column, in small letters without spaces. */
const HEADS = {
  day: ['วันที่', 'วัน', 'date', 'day'],
  from: ['เริ่ม', 'เวลาเริ่ม', 'ตั้งแต่', 'from', 'start'],
  to: ['ถึง', 'สิ้นสุด', 'เวลาสิ้นสุด', 'to', 'end'],
  name: ['ชื่อ', 'ชื่อ-สกุล', 'เจ้าหน้าที่', 'name'],
  post: ['หน้าที่', 'ตำแหน่งเวร', 'post'],
} as const;
type Column = keyof typeof HEADS;

const POST_WORDS: Record<Post, readonly string[]> = {
  'radio-room': ['ห้องวิทยุ', 'วิทยุ', 'radio-room', 'radio room'],
  'patrol-unit': ['สายตรวจ', 'patrol-unit', 'patrol'],
  'duty-chief': ['หัวหน้าเวร', 'ร้อยเวร', 'duty-chief', 'duty chief'],
};

/** Years above this are counted in the Buddhist era, as people in Thailand write them. */
const BUDDHIST_FROM = 2400;
const BUDDHIST = 543;

/**
 * A month's roster as a table: a day, from, to, a name and a post in each row. A time that is not after the beginning
 * belongs to the next day.
 * @throws AppError `duty/file-unreadable` when a column is missing
 */
export function readRosterFile(text: string): RosterRow[] {
  return readRosterTable(readCsvTable(text));
}

/** The same of a table whose days and times may be numbers. */
export function readRosterTable([head, ...rows]: WorkbookLine[]): RosterRow[] {
  const columns = Object.entries(HEADS).map(([column, words]) => {
    const at = head?.cells.findIndex((cell) => (words as readonly string[]).includes(plain(String(cell)))) ?? -1;
    return [column, at] as const;
  });
  if (columns.some(([, at]) => at < 0)) throw new AppError('duty/file-unreadable');
  const places = Object.fromEntries(columns) as Record<Column, number>;
  return rows.map(({ line, cells }) =>
    readRow(line, (column) => {
      const cell = cells[places[column]] ?? '';
      if (column === 'day') return writeDay(cell);
      return column === 'from' || column === 'to' ? writeTime(cell) : String(cell);
    }),
  );
}

function readRow(line: number, cell: (column: Column) => string): RosterRow {
  const day = readDay(cell('day'));
  const [from, to] = [readMinutes(cell('from')), readMinutes(cell('to'))];
  const post = (Object.keys(POST_WORDS) as Post[]).find((one) => POST_WORDS[one].includes(cell('post').toLowerCase()));
  const startsAt = day && from !== undefined ? momentOf(day, from) : null;
  const ends = from !== undefined && to !== undefined ? (to > from ? to : to + 24 * 60) : undefined;
  const endsAt = day && ends !== undefined ? momentOf(day, ends) : null;
  const trouble = !day ? 'no-day' : !endsAt ? 'no-time' : !post ? 'no-post' : null;
  return { line, name: cell('name').replace(/\s+/g, ' '), post: post ?? null, startsAt, endsAt, trouble };
}

/** `22/11/2569`, `22-11-69`, `22/11/2026` or `2026-11-22`; undefined for a day that no calendar has. */
export function readDay(text: string): ThaiDay | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1).map(Number) : local ? local.slice(1).map(Number).reverse() : [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  // Two digits are the short form of the Buddhist year: nobody in Thailand writes 26 for 2026 on a roster.
  const long = year < 100 ? 2500 + year : year;
  const common = long >= BUDDHIST_FROM ? long - BUDDHIST : long;
  const found = new Date(Date.UTC(common, month - 1, day));
  const isReal = found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
  return isReal ? found.toISOString().slice(0, 10) : undefined;
}

/** `08:00`, `8.30`, `0800` or `24:00` as minutes after midnight. */
function readMinutes(text: string): number | undefined {
  const found = /^(\d{1,2})[:.](\d{2})(?::00)?(?: ?น\.?)?$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text);
  const [hour, minute] = found ? found.slice(1).map(Number) : [];
  if (hour === undefined || minute === undefined || minute > 59) return undefined;
  const minutes = hour * 60 + minute;
  return minutes <= 24 * 60 ? minutes : undefined;
}

/** Whose row it is: the same name, or the only one that holds it (rosters often leave the rank or a title out). */
export function findPerson<Person extends { name: string }>(
  name: string,
  people: readonly Person[],
): Person | 'no-person' | 'several-people' {
  const wanted = plain(name);
  if (wanted === '') return 'no-person';
  const same = people.filter((person) => plain(person.name) === wanted);
  const alike = same.length > 0 ? same : people.filter((person) => plain(person.name).includes(wanted));
  const [first] = alike;
  if (!first) return 'no-person';
  return alike.length === 1 ? first : 'several-people';
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, '').toLowerCase();
}
