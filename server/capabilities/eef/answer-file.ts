import { type CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import {
  ANSWER_COLUMNS,
  ANSWERS_FORMAT,
  type AnswerColumn,
  type AnswerFault,
  EEF_ANSWERS,
  type EefAnswer,
  eefAnswerSchema,
  MOST_ANSWERS,
} from '#contract/eef-file';
import { BUDDHIST } from '#contract/thai-day';
import { writeCsv } from '#platform/csv/write-csv';

/** A line that says something, or why it can't be read. `line` counts lines of a CSV file, answers of a JSON one. */
export type ReadAnswer = { line: number } & (
  | { answer: EefAnswer }
  | { fault: AnswerFault; column: string | null; referral: string | null }
);
type Fault = Extract<ReadAnswer, { fault: AnswerFault }>;

const LONGEST_LINE = 20_000;
const fault = (line: number, code: AnswerFault, column: string | null = null): Fault[] => [
  { line, fault: code, column, referral: null },
];

/** Reads answers, as CSV or as JSON: every line is read on its own, so that one that is wrong stops no other. */
export function readAnswerFile(text: string): ReadAnswer[] {
  const isJson = /^\uFEFF?\s*[[{]/.test(text);
  return isJson ? readJson(text.replace(/^\uFEFF/, '')) : readCsv(text);
}

const jsonFile = z.object({ format: z.literal(ANSWERS_FORMAT), answers: z.array(z.unknown()) });

function readJson(text: string): ReadAnswer[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fault(1, 'not-a-file');
  }
  const read = jsonFile.safeParse(value);
  if (!read.success) return fault(1, 'not-a-file', read.error.issues[0]?.path.join('.') || null);
  const { answers } = read.data;
  if (answers.length === 0) return fault(1, 'no-lines');
  if (answers.length > MOST_ANSWERS) return fault(1, 'too-many-lines');
  return answers.map((one, at) => readAnswer(at + 1, one));
}

type Line = { record: string[]; info: { lines: number } };

function readCsv(text: string): ReadAnswer[] {
  let lines: Line[];
  try {
    const shape = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    lines = parse(text, {
      ...shape,
      delimiter: [',', ';', '\t'],
      to: MOST_ANSWERS + 2,
      max_record_size: LONGEST_LINE,
    }) as unknown as Line[];
  } catch (failure) {
    return fault((failure as CsvError & { lines?: number }).lines ?? 1, 'not-a-file');
  }
  const [head, ...rest] = lines;
  if (!head) return fault(1, 'no-lines');
  const columns = head.record.map((name) => name.trim().toLowerCase());
  const wrong = checkHead(columns);
  if (wrong.length > 0) return wrong;
  if (rest.length === 0) return fault(1, 'no-lines');
  if (rest.length > MOST_ANSWERS) return fault(1, 'too-many-lines');
  return rest.map(({ record, info }): ReadAnswer => {
    const cells = columns.map((column, at) => [column, record[at] ?? ''] as const);
    const filled = Object.fromEntries(cells.flatMap(([column, cell]) => readCell(column as AnswerColumn, cell)));
    if (record.slice(columns.length).some((cell) => cell.trim() !== ''))
      return { line: info.lines, fault: 'cells-too-many', column: null, referral: codeIn(filled) };
    return readAnswer(info.lines, filled);
  });
}

/** A misspelt column would silently lose what stands in it. */
function checkHead(columns: string[]): Fault[] {
  const unknown = columns.filter((column) => !(ANSWER_COLUMNS as readonly string[]).includes(column));
  const twice = columns.filter((column, at) => columns.indexOf(column) !== at);
  const missing = (['referral', 'answer'] as const).filter((column) => !columns.includes(column));
  return [
    ...missing.flatMap((column) => fault(1, 'column-missing', column)),
    ...unknown.flatMap((column) => fault(1, 'column-unknown', column.slice(0, 40))),
    ...twice.flatMap((column) => fault(1, 'column-twice', column.slice(0, 40))),
  ];
}

function readCell(column: AnswerColumn, cell: string): [string, unknown][] {
  const text = cell.trim();
  if (text === '') return [];
  if (column === 'attendance') return [[column, /^\d{1,3}$/.test(text) ? Number(text) : text]];
  if (column === 'on') return [[column, readDay(text)]];
  if (column === 'note' || column === 'place_code')
    return [[column, text.replace(/^'(?=[\s\p{Cc}\p{Cf}]*[=+\-@|%])/u, '')]];
  return [[column, column === 'referral' ? text.toUpperCase() : text.toLowerCase()]];
}

/** `2026-11-29`, or as Thai programs write it: `29/11/2569`. Years from 2400 on are Buddhist ones. */
function readDay(text: string): string {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const thai = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : thai ? thai.slice(1).toReversed() : [];
  if (year === undefined || month === undefined || day === undefined) return text;
  const christian = Number(year) >= 2400 ? Number(year) - BUDDHIST : Number(year);
  return `${String(christian).padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function readAnswer(line: number, value: unknown): ReadAnswer {
  const read = eefAnswerSchema.safeParse(value);
  if (read.success) return { line, answer: read.data };
  return { line, referral: codeIn(value), ...faultOf(value, read.error) };
}

/** The first thing that is wrong, as a person would name it. */
function faultOf(value: unknown, error: z.ZodError): Pick<Fault, 'fault' | 'column'> {
  const answer = typeof value === 'object' && value !== null && 'answer' in value ? value.answer : undefined;
  if (!EEF_ANSWERS.some((one) => one === answer)) {
    return { fault: answer === undefined ? 'field-missing' : 'answer-unknown', column: 'answer' };
  }
  const [issue] = error.issues;
  if (issue?.code === 'unrecognized_keys')
    return { fault: 'field-not-for-answer', column: String(issue.keys[0]).slice(0, 40) };
  const column = String(issue?.path[0] ?? '').slice(0, 40);
  const isMissing = !(column in (value as object));
  return { fault: isMissing ? 'field-missing' : 'field-wrong', column: column || null };
}

function codeIn(value: unknown): string | null {
  const code = typeof value === 'object' && value !== null && 'referral' in value ? value.referral : null;
  return typeof code === 'string' ? code.slice(0, 20) : null;
}

/** Answers as a file that `readAnswerFile` reads: what other programs have to write. */
export function writeAnswerCsv(answers: readonly EefAnswer[]): string {
  const rows = answers.map((answer) => {
    const cells: Readonly<Record<string, string | number | undefined>> = answer;
    return ANSWER_COLUMNS.map((column) => cells[column] ?? null);
  });
  return writeCsv([...ANSWER_COLUMNS], rows);
}
export const writeAnswerJson = (answers: readonly EefAnswer[]): string =>
  JSON.stringify({ format: ANSWERS_FORMAT, answers });
