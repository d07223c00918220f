import { expect, test } from 'vitest';
import { readPdfText } from '../../../../tests/support/read-pdf-text.ts';
import { setTemplate } from '../../../platform/print/set-template.ts';
import type { PublishedCell } from '../methods/suppression.ts';
import { type Edition, writeAnnualReport } from './annual-pages.ts';
import { discardReport, isYearSettled, listYearsDue, monthsOfYear, signOff, spanOfYear } from './annual-report.ts';
import { listSheets } from './annual-sheets.ts';
import { type AnnualTable, makeTables, type YearCounts } from './annual-tables.ts';
import { ANNUAL_TEMPLATE } from './commands/draft-annual-report.ts';
import type { AnnualRow } from './store/annual-rows.ts';

const areas = new Map(
  [
    { code: '53', th: 'อุตรดิตถ์', en: 'Uttaradit' },
    { code: '65', th: 'พิษณุโลก', en: 'Phitsanulok' },
  ].map((area) => [area.code, area]),
);
const rounding = { key: 'a key', calendar: 'calendar', year: 2025, provinces: ['53', '65'] } as const;
const months = monthsOfYear({ calendar: 'calendar', year: 2025 });
/** Published months of two provinces and the country; `value` says what of a cell. */
const published = (value: (month: string, row: string, column: string) => number | null) =>
  months.map((month) => ({
    month,
    cells: ['TH', '53', '65'].flatMap((row) =>
      ['threat-or-assault', 'confinement', 'total'].map(
        (column): PublishedCell => ({ row, column, value: value(month, row, column) }),
      ),
    ),
  }));
const counts: YearCounts = {
  legal: [
    { fact: 'complaint-made', n: 4, cases: 3, atHome: 2, casesAtHome: 1 },
    { fact: 'court-order-breached', n: 1, cases: 1, atHome: 0, casesAtHome: 0 },
  ],
  legalBefore: [{ fact: 'complaint-made', n: 7, cases: 7, atHome: 0, casesAtHome: 0 }],
  incidents: [
    ...['threat-or-assault', 'confinement'].map((key, at) => ({ part: 'kind', key, n: 400 - at * 380 })),
    { part: 'channel', key: 'line', n: 420 },
    { part: 'outcome', key: 'handled', n: 400 },
    { part: 'outcome', key: '', n: 20 },
    { part: 'involved', key: 'with-children', n: 33 },
    { part: 'apart', key: 'exercise', n: 5 },
  ],
  incidentsBefore: [{ part: 'kind', key: 'confinement', n: 12 }],
  cases: [
    { part: 'source', key: 'incident', n: 6 },
    { part: 'source', key: 'walk-in', n: 2 },
    { part: 'person', key: 'female', n: 7 },
    { part: 'person', key: 'minor', n: 1 },
    { part: 'found', key: 'hit', n: 5 },
    { part: 'found', key: 'not-assessed', n: 2 },
  ],
  provinces: [
    { area: '53', type: 'threat-or-assault', n: 132 },
    { area: '53', type: 'confinement', n: 19 },
    { area: '65', type: 'threat-or-assault', n: 268 },
    { area: '65', type: 'confinement', n: 1 },
    { area: '65', type: 'sexual-violence-risk', n: 40 },
  ],
  months: published(() => 10),
};
const tableOf = (tables: readonly AnnualTable[], id: AnnualTable['id']): AnnualTable => {
  const found = tables.find((one) => one.id === id);
  if (!found) throw new Error(`no table ${id}`);
  return found;
};
const figuresOf = (tables: readonly AnnualTable[], id: AnnualTable['id'], key: string) =>
  tableOf(tables, id).rows.find((row) => row.key === key)?.figures;
const columnAt = (tables: readonly AnnualTable[], id: 'months' | 'provinces', key: string, column: string) =>
  figuresOf(tables, id, key)?.[tableOf(tables, id).columns.indexOf(column)];

test('a fiscal year begins in October and is named after the year in which it ends', () => {
  expect(spanOfYear({ calendar: 'calendar', year: 2026 })).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  const fiscal = { calendar: 'fiscal', year: 2026 } as const;
  expect(spanOfYear(fiscal)).toEqual({ from: '2025-10-01', to: '2026-09-30' });
  const its = monthsOfYear(fiscal);
  expect([its[0], its[2], its[3], its[11], its.length]).toEqual(['2025-10', '2025-12', '2026-01', '2026-09', 12]);
  expect(isYearSettled(fiscal, '2026-10-07')).toBe(false);
  expect(isYearSettled(fiscal, '2026-10-08')).toBe(true);
});

test('years that are over and have something to count can be reported, the newest first, each once', () => {
  const due = listYearsDue('2024-11-05', '2026-11-29', [{ calendar: 'fiscal', year: 2025 }]);
  expect(due.map(({ calendar, year }) => `${calendar} ${year}`)).toEqual([
    'fiscal 2026',
    'calendar 2025',
    'calendar 2024',
  ]);
  expect(listYearsDue(undefined, '2026-11-29', [])).toEqual([]);
});

test('whoever made it does not sign it off, and what was decided is decided', () => {
  const draft: AnnualRow = {
    ...{ id: 'one', calendar: 'calendar', year: 2025, edition: 1, status: 'draft', note: '', discardReason: null },
    ...{ rulesVersion: 1, madeByPersonId: 'maker', madeAt: new Date(0), decidedByPersonId: null, decidedAt: null },
  };
  const now = new Date(1);
  expect(() => signOff(draft, { personId: 'maker', now })).toThrow('insight/own-annual-report');
  const signed = signOff(draft, { personId: 'other', now });
  expect(signed).toMatchObject({ status: 'signed-off', decidedByPersonId: 'other', edition: 1 });
  expect(() => signOff(signed, { personId: 'third', now })).toThrow('insight/annual-report-decided');
  expect(() => discardReport(signed, { personId: 'maker', now, reason: 'x' })).toThrow('insight/annual-report-decided');
  expect(discardReport(draft, { personId: 'maker', now, reason: 'x' })).toMatchObject({ status: 'discarded' });
});

test('what the law counts stands first: how often, in how many cases, and the year before', () => {
  const tables = makeTables(counts, rounding);
  expect(tables[0]?.id).toBe('law');
  expect(figuresOf(tables, 'law', 'complaint')).toEqual([4, 3, 7]);
  expect(figuresOf(tables, 'law', 'complaint-at-home')).toEqual([2, 1, 0]);
  expect(figuresOf(tables, 'law', 'court-order-breached')).toEqual([1, 1, 0]);
  expect(figuresOf(tables, 'law', 'settlement')).toEqual([0, 0, 0]);
});

test('of a year before there was this system nothing is known, which is no zero', () => {
  const first = makeTables({ ...counts, legalBefore: [], incidentsBefore: [] }, rounding);
  expect(figuresOf(first, 'law', 'complaint')).toEqual([4, 3, 'unknown']);
  expect(figuresOf(first, 'kinds', 'total')).toEqual([420, 'unknown']);
});

test('totals of the country are the real ones, each with the rows that make it up', () => {
  const tables = makeTables(counts, rounding);
  expect(figuresOf(tables, 'kinds', 'confinement')).toEqual([20, 12]);
  expect(figuresOf(tables, 'kinds', 'total')).toEqual([420, 12]);
  expect(figuresOf(tables, 'outcomes', 'none')).toEqual([20]);
  expect(figuresOf(tables, 'involved', 'exercise')).toEqual([5]);
  expect(figuresOf(tables, 'cases', 'total')).toEqual([8]);
  expect(figuresOf(tables, 'found', 'hit')).toEqual([5]);
  expect(figuresOf(tables, 'people', 'male')).toEqual([0]);
});

test('a kind of a province is said only where all twelve published months show it, rounded, and never below ten', () => {
  const tables = makeTables(counts, rounding);
  expect([130, 135]).toContain(columnAt(tables, 'provinces', '53', 'threat-or-assault'));
  expect([15, 20]).toContain(columnAt(tables, 'provinces', '53', 'confinement'));
  // Corrected since it was published: few are hidden whatever the months say.
  expect(columnAt(tables, 'provinces', '65', 'confinement')).toBe('not-shown');
  // Without sexual violence: 269 and not 309.
  expect([265, 270]).toContain(columnAt(tables, 'provinces', '65', 'total'));

  const hiddenOnce = published((month, row, column) =>
    month === '2025-06' && row === '53' && column === 'confinement' ? null : 10,
  );
  const hidden = makeTables({ ...counts, months: hiddenOnce }, rounding);
  expect(columnAt(hidden, 'provinces', '53', 'confinement')).toBe('not-shown');
  expect(columnAt(hidden, 'provinces', '53', 'threat-or-assault')).not.toBe('not-shown');

  const missing = counts.months.map((one, at) => (at === 4 ? { ...one, cells: undefined } : one));
  const tooFew = makeTables({ ...counts, months: missing }, rounding);
  expect(tableOf(tooFew, 'provinces').rows.every(({ figures }) => figures.every((one) => one === 'not-shown'))).toBe(
    true,
  );
  expect(columnAt(tooFew, 'months', '2025-05', 'total')).toBe('not-published');
});

test('a month of the country is what was published of it, nothing else', () => {
  const months = published((month, row, column) =>
    row !== 'TH' ? 10 : column === 'confinement' ? null : Number(month.slice(5)) * 10,
  );
  const tables = makeTables({ ...counts, months }, rounding);
  expect(columnAt(tables, 'months', '2025-03', 'threat-or-assault')).toBe(30);
  expect(columnAt(tables, 'months', '2025-03', 'confinement')).toBe('not-shown');
});

const tables = makeTables(counts, rounding);
const report: Edition = {
  ...{ calendar: 'calendar', year: 2025, from: '2025-01-01', to: '2025-12-31', edition: 2, tables },
  ...{ note: 'เพิ่มเคสที่บันทึกช้า', madeAt: new Date('2026-02-03T04:05:00Z'), firstDay: '2022-03-04' },
};

test('each table is a sheet with codes and both names; what nobody knows is an empty cell', () => {
  const sheets = listSheets(report, areas);
  expect(sheets.map(({ name }) => name)).toEqual(['about', ...tables.map(({ id }) => id)]);
  const sheet = (name: string) => sheets.find((one) => one.name === name);
  expect(sheet('law')?.cells[0]).toEqual(['complaint', 'การร้องทุกข์ที่บันทึกในเคส', 'Complaints recorded in cases', 4, 3, 7]);
  expect(sheet('kinds')?.cells.at(-1)).toEqual(['total', 'รวม', 'Total', 420, 12]);
  expect(sheet('provinces')?.cells[0]?.slice(0, 3)).toEqual(['53', 'อุตรดิตถ์', 'Uttaradit']);
  expect(sheet('unknown')?.cells[0]?.slice(3)).toEqual(['สำนักงานตำรวจแห่งชาติ', 'Royal Thai Police', null, null]);
  for (const { head, cells } of sheets) for (const line of cells) expect(line).toHaveLength(head.length);
  // Every row has a name.
  for (const { cells } of sheets.slice(1)) for (const [code, thai] of cells) expect(thai).not.toBe(code);
});

test('a report says so when the system is younger than the years that it compares', () => {
  const about = (firstDay: string | undefined) =>
    listSheets({ ...report, firstDay }, areas)[0]
      ?.cells.flat()
      .join(' ');
  expect(about('2024-06-01')).toContain('1 มิถุนายน 2567');
  for (const longAgo of ['2023-12-31', undefined]) expect(about(longAgo)).not.toContain('มิถุนายน');
});

test.each([
  [
    'th',
    ['รายงานประจำปี', 'ปีพ.ศ.2568', 'ฉบับที่2', 'เพิ่มเคสที่บันทึกช้า', 'มาตรา17', 'สิ่งที่ระบบนี้ไม่รู้', 'พิษณุโลก', 'ไม่แสดง', 'ผู้รับรอง'],
  ],
  [
    'en',
    ['Annualreport', 'Year2025', 'Edition2', 'section17', 'doesnotknow', 'Phitsanulok', 'notshown', 'Signedoffby'],
  ],
] as const)('the report is set with its tables, what is not known and where to sign (%s)', (language, expected) => {
  const pdf = setTemplate(writeAnnualReport(report, language, { template: ANNUAL_TEMPLATE, areas }));
  const text = readPdfText(pdf).replace(/\s/g, '');
  for (const part of expected) expect(text).toContain(part);
  // An archive reads it in many years.
  expect(Buffer.from(pdf).toString('latin1')).toContain('pdfaid');
});
