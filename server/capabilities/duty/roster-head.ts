import { foldText } from '#contract/fold-text';
import { AppError } from '#platform/app-error';
import type { WorkbookCell, WorkbookLine } from './read-workbook.ts';

/** Accepted names of each column; the first two are shown when the column is missing. */
const HEADS = {
  day: ['วันที่', 'date', 'วัน', 'day', 'ว/ด/ป', 'วันเดือนปี', 'วันเดือนปีที่ปฏิบัติ'],
  from: ['เริ่ม', 'from', 'เวลาเริ่ม', 'เริ่มเวลา', 'เริ่มเวร', 'ตั้งแต่', 'ตั้งแต่เวลา', 'เข้าเวร', 'จาก', 'start', 'begin'],
  to: ['ถึง', 'to', 'สิ้นสุด', 'เวลาสิ้นสุด', 'ถึงเวลา', 'เลิก', 'ออกเวร', 'end', 'until', 'finish'],
  name: [
    ...['ชื่อ', 'name', 'ชื่อสกุล', 'ชื่อนามสกุล', 'ชื่อและนามสกุล', 'ยศชื่อ', 'ยศชื่อสกุล', 'ยศชื่อนามสกุล', 'รายชื่อ'],
    ...['เจ้าหน้าที่', 'ผู้เข้าเวร', 'ผู้ปฏิบัติหน้าที่', 'ผู้ปฏิบัติ', 'full name', 'officer', 'person'],
  ],
  post: ['หน้าที่', 'post', 'ตำแหน่งเวร', 'ตำแหน่ง', 'ประเภทเวร', 'หน้าที่เวร', 'duty', 'role', 'position'],
  /** Instead of from and to: `08.00-16.00`. */
  hours: ['เวลา', 'time', 'ช่วงเวลา', 'เวลาเวร', 'เวลาปฏิบัติหน้าที่', 'hours', 'ผลัด', 'shift'],
  rank: ['ยศ', 'rank', 'คำนำหน้า', 'title'],
  surname: ['สกุล', 'นามสกุล', 'surname', 'last name'],
  staffNumber: [
    ...['เลขประจำตัว', 'staff number', 'รหัส', 'รหัสเจ้าหน้าที่', 'เลขประจำตัวเจ้าหน้าที่', 'หมายเลขประจำตัว', 'รหัสประจำตัว'],
    ...['เลขเจ้าหน้าที่', 'staff no', 'id', 'staff id'],
  ],
} as const;
export type Column = keyof typeof HEADS;
export type Places = Partial<Record<Column, number>>;
export type Head = { line: number; places: Places };

const COLUMNS = Object.keys(HEADS) as Column[];
/** Column names at least this long also match by their beginning: วันที่ปฏิบัติงาน. */
const SHORTEST_BEGINNING = 4;
/** At most a title, the station and column groups stand above the header. */
const FARTHEST_HEAD = 40;
const LONGEST_SHOWN = 160;

const BEGINNINGS = (['day', 'name', 'post', 'from', 'to'] as const).map((column) => ({
  column,
  names: HEADS[column].map(fold).filter((name) => name.length >= SHORTEST_BEGINNING),
}));
const KNOWN = new Map(COLUMNS.flatMap((column) => HEADS[column].map((name) => [fold(name), column] as const)));

/**
 * The line with the column names, wherever it is; undefined when no line has two of them. A header in two lines ("เวลา"
 * above "เริ่ม" and "ถึง") is read as one.
 */
export function findHead(lines: readonly WorkbookLine[]): Head | undefined {
  const heads = lines.slice(0, FARTHEST_HEAD).flatMap((line, at): Head[] => {
    const above = lines[at - 1]?.cells ?? [];
    const both = line.cells.map((cell, place) => (cell === '' ? (above[place] ?? '') : cell));
    return [line.cells, [...both, ...above.slice(both.length)]].map((cells) => ({
      line: line.line,
      places: readHead(cells),
    }));
  });
  const [best] = heads.sort((one, other) => countOf(other) - countOf(one) || one.line - other.line);
  return best && countOf(best) >= 2 ? best : undefined;
}

/** How many required columns a header has; optional columns count less. */
export function countOf({ places }: Head): number {
  return 5 - listMissing(places).length + Object.keys(places).length / 100;
}

function readHead(cells: readonly WorkbookCell[]): Places {
  const places: Places = {};
  const folded = cells.map((cell) => fold(String(cell)));
  for (const [at, cell] of folded.entries()) {
    const column = KNOWN.get(cell);
    if (column && places[column] === undefined) places[column] = at;
  }
  for (const { column, names } of BEGINNINGS) {
    const used = new Set(Object.values(places));
    const at = folded.findIndex((cell, place) => !used.has(place) && names.some((name) => cell.startsWith(name)));
    if (places[column] === undefined && at >= 0) places[column] = at;
  }
  // "เวลา | ถึง": the first column is the start.
  if (places.to !== undefined && places.from === undefined && places.hours !== undefined) {
    places.from = places.hours;
    delete places.hours;
  }
  return places;
}

/** Required columns that this header lacks; the times may carry the day instead of a day column. */
function listMissing(places: Places): Column[] {
  const needed: Column[] = places.hours === undefined ? ['day', 'from', 'to', 'name', 'post'] : ['day', 'name', 'post'];
  return needed.filter((column) => places[column] === undefined);
}

/**
 * @param hasDays whether the times carry their days, so that no day column is needed
 * @throws AppError `duty/columns-missing` with the missing columns and what the line has instead
 */
export function mustBeComplete({ line, places }: Head, cells: readonly WorkbookCell[], hasDays: boolean): void {
  const missing = listMissing(places).filter((column) => column !== 'day' || !hasDays);
  if (missing.length === 0) return;
  const found = cells.filter((cell) => cell !== '').join(', ');
  throw new AppError('duty/columns-missing', {
    params: {
      line,
      missing: missing.map((column) => HEADS[column][0]).join(', '),
      missingEn: missing.map((column) => HEADS[column][1]).join(', '),
      found: found.length > LONGEST_SHOWN ? `${found.slice(0, LONGEST_SHOWN)}…` : found,
    },
  });
}

/** A repeated header, as on the next page of a printed table. */
export function isHead(cells: readonly WorkbookCell[]): boolean {
  return cells.filter((cell) => KNOWN.has(fold(String(cell)))).length >= 3;
}

function fold(text: string): string {
  return foldText(text).replace(/[\s.()/:_-]/g, '');
}
