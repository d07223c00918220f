import { z } from 'zod';
import { DIMENSIONS, type FamilyAnswers, INDICATOR_NAMES } from './family-indicators.ts';

/** The file for the family logbook; its fields are described in docs/api/family-logbook.md. */
export const LOGBOOK_FORMAT = 'ess-family-logbook/1';

export const logbookExportSchema = z.strictObject({ from: z.iso.date(), format: z.enum(['csv', 'json']) });
export type LogbookExport = z.infer<typeof logbookExportSchema>;

/** One measurement of one family. */
export type LogbookRow = {
  planCode: string;
  status: string;
  agreedOn: string | null;
  graduatedOn: string | null;
  relapses: number;
  endReason: string | null;
  caseCode: string;
  idNumber: string | null;
  subdistrictCode: string | null;
  number: number;
  kind: string;
  month: number | null;
  measuredOn: string;
  members: number | null;
  monthlyIncome: number | null;
  answers: FamilyAnswers;
  scores: Readonly<Record<string, number | null>>;
  meetsCriteria: boolean;
  toolVersion: string;
};

const PLAIN = [
  ...(['planCode', 'status', 'agreedOn', 'graduatedOn', 'relapses', 'endReason', 'caseCode', 'idNumber'] as const),
  ...([
    'subdistrictCode',
    'number',
    'kind',
    'month',
    'measuredOn',
    'members',
    'monthlyIncome',
    'meetsCriteria',
  ] as const),
  'toolVersion' as const,
];

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The columns: what is known of the family, a score for each dimension, a code for each indicator. */
export function logbookHead(): string {
  return [
    ...PLAIN.map(snake),
    ...DIMENSIONS.map((name) => `score_${name.replaceAll('-', '_')}`),
    ...INDICATOR_NAMES.map((name) => name.replaceAll('-', '_')),
  ].join(',');
}

export function logbookLine(row: LogbookRow): string {
  return [
    ...PLAIN.map((field) => row[field]),
    ...DIMENSIONS.map((name) => row.scores[name] ?? null),
    ...INDICATOR_NAMES.map((name) => row.answers[name] ?? null),
  ]
    .map(cell)
    .join(',');
}

/** Numbers of persons as text, so that no table takes them for amounts; codes need no quotes. */
function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
