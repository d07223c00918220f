import { type CsvError, parse } from 'csv-parse/sync';
import { AGENCY_COLUMNS, type AgencyPatch, REQUIRED_AGENCY_COLUMNS, readAgencyPatch } from './agency-patch.ts';
import type { ImportProblem } from './import-problem.ts';

/** All police stations, centres and hospitals together are about 20,000. */
const MOST_LINES = 50_000;
const MOST_COLUMNS = 100;
/** Characters of one line: nine short values. */
const LONGEST_LINE = 20_000;

type Line = { record: string[]; info: { lines: number } };

/** Reads a CSV of agencies (header line, comma, UTF-8 with or without BOM); problems are added to the list. */
export function readAgencyCsv(text: string, problems: ImportProblem[]): AgencyPatch[] {
  const lines = parseLines(text, problems);
  const [header, ...rest] = lines;
  if (header === undefined) {
    if (problems.length === 0) problems.push({ place: 'line', line: 1, code: 'file-empty', params: {} });
    return [];
  }
  if (lines.length > MOST_LINES || header.record.length > MOST_COLUMNS) {
    const code = lines.length > MOST_LINES ? 'too-many-lines' : 'too-many-columns';
    problems.push({ place: 'line', line: 1, code, params: {} });
    return [];
  }
  const columns = header.record.map((name) => name.trim().toLowerCase());
  if (!checkHeader(columns, problems)) return [];
  if (rest.length === 0) problems.push({ place: 'line', line: 1, code: 'file-empty', params: {} });
  return rest.flatMap(({ record, info }) => {
    const where = { place: 'line', line: info.lines } as const;
    if (record.length !== columns.length) {
      const params = { value: record.length, expected: columns.length };
      problems.push({ ...where, code: 'column-count', params });
      return [];
    }
    const patch = readAgencyPatch(where, new Map(columns.map((name, at) => [name, record[at] ?? ''])), problems);
    return patch ? [patch] : [];
  });
}

function parseLines(text: string, problems: ImportProblem[]): Line[] {
  try {
    const shape = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    return parse(text, { ...shape, to: MOST_LINES + 1, max_record_size: LONGEST_LINE }) as unknown as Line[];
  } catch (failure) {
    const { lines, code } = failure as CsvError & { lines?: number };
    const isTooLong = code === 'CSV_MAX_RECORD_SIZE';
    problems.push({ place: 'line', line: lines ?? 1, code: isTooLong ? 'line-too-long' : 'not-csv', params: {} });
    return [];
  }
}

/** A missing or misspelt column is refused: it would silently empty a field of every agency. */
function checkHeader(columns: string[], problems: ImportProblem[]): boolean {
  const before = problems.length;
  const report = (code: ImportProblem['code'], params: ImportProblem['params']) =>
    problems.push({ place: 'line', line: 1, code, params });
  for (const column of REQUIRED_AGENCY_COLUMNS) if (!columns.includes(column)) report('column-missing', { column });
  for (const column of new Set(columns)) {
    if (!AGENCY_COLUMNS.includes(column)) report('column-unknown', { value: column });
    if (columns.indexOf(column) !== columns.lastIndexOf(column)) report('column-twice', { value: column });
  }
  return problems.length === before;
}
