import type { Calendar } from '#contract/annual-report';
import { CASE_SOURCES } from '#contract/case';
import { DOMAIN_CODES, FORM_CODES } from '#contract/case-forms';
import { DISPOSITIONS } from '#contract/incident-status';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { COUNTED_APART, REPORT_CHANNELS } from '#contract/insight';
import { NATION, PUBLIC_KINDS } from '#contract/open-data';
import { cellName, type PublishedCell, roundKeyed, SMALLEST_SHOWN, TOTAL } from '../methods/suppression.ts';
import { type Count, countShown } from './public-tables.ts';

/** How many there are of one code; `part` says of what. */
export type Counted = { part: string; key: string; n: number };
/** How often something that the law counts happened, in how many cases; of them those with the abuser in the household. */
export type LegalCount = { fact: string; n: number; cases: number; atHome: number; casesAtHome: number };

export const NOT_SHOWN = 'not-shown';
export const NOT_PUBLISHED = 'not-published';
/** To be filled in by those who know it. */
export const UNKNOWN = 'unknown';
export type Figure = number | typeof NOT_SHOWN | typeof NOT_PUBLISHED | typeof UNKNOWN;

/** In the order in which they stand in the report. */
const TABLE_IDS = [
  ...(['law', 'kinds', 'channels', 'outcomes', 'involved', 'months', 'provinces'] as const),
  ...(['cases', 'people', 'found', 'unknown'] as const),
] as const;
export type TableId = (typeof TABLE_IDS)[number];
/** A column and a row are named by codes; what they are called stands in `messages/*.json`. */
export type AnnualTable = {
  id: TableId;
  columns: readonly string[];
  rows: readonly { key: string; figures: readonly Figure[] }[];
};

/** What a year is counted from. Only `provinces` may nobody read as it is. */
export type YearCounts = {
  legal: readonly LegalCount[];
  legalBefore: readonly LegalCount[];
  incidents: readonly Counted[];
  incidentsBefore: readonly Counted[];
  cases: readonly Counted[];
  provinces: readonly Count[];
  /** The cells of its months as they were published; undefined where a month was not. */
  months: readonly { month: string; cells: readonly PublishedCell[] | undefined }[];
};
export type Rounding = { key: string; calendar: Calendar; year: number; provinces: readonly string[] };

/** What section 17 asks for, and from which records it is counted; `atHome`: only with the abuser in the household. */
const LAW: readonly { row: string; fact: string; atHome?: true }[] = [
  { row: 'complaint', fact: 'complaint-made' },
  { row: 'complaint-at-home', fact: 'complaint-made', atHome: true },
  { row: 'official-order', fact: 'protective-order-issued' },
  { row: 'official-order-filed', fact: 'protective-order-filed' },
  { row: 'official-order-breached', fact: 'protective-order-breached' },
  { row: 'court-order', fact: 'court-order-issued' },
  { row: 'court-order-breached', fact: 'court-order-breached' },
  { row: 'settlement', fact: 'settlement-made' },
];
/** Other agencies know it, or nobody records it. */
const NOT_KNOWN = [
  ...(['police', 'prosecution', 'court-orders', 'court-breaches', 'court-settlements', 'hospitals'] as const),
  ...(['shelters', 'other-reports', 'relationship', 'cause', 'kind-of-place'] as const),
] as const;

/** Every table of the report, from counts of a year. */
export function makeTables(counts: YearCounts, rounding: Rounding): AnnualTable[] {
  const { incidents, incidentsBefore, cases } = counts;
  const kinds = (of: readonly Counted[]) => of.filter(({ part }) => part === 'kind');
  // Before there was this system nothing is known, which is no zero.
  const isBeforeKnown = [...incidentsBefore, ...counts.legalBefore].some(({ n }) => n > 0);
  const before = (n: number): Figure => (isBeforeKnown ? n : UNKNOWN);
  const bothYears = (key: string) => [find(incidents, 'kind', key), before(find(incidentsBefore, 'kind', key))];
  const byKind = INCIDENT_TYPES.map((key) => ({ key, figures: bothYears(key) }));
  const outcomes = listOf('outcomes', 'outcome', ENDED, incidents);
  const involved = listOf('involved', 'involved', ['with-children', 'with-victims'], incidents);
  const apart = listOf('involved', 'apart', COUNTED_APART, incidents);
  const bySource = listOf('cases', 'source', CASE_SOURCES, cases);
  const openedCases = sum(cases.filter(({ part }) => part === 'source'));
  const allKinds = [sum(kinds(incidents)), before(sum(kinds(incidentsBefore)))];
  return [
    {
      id: 'law',
      columns: ['n', 'cases', 'before'],
      rows: LAW.map((line) => {
        const { now, earlier } = countLaw(counts, line);
        return { key: line.row, figures: [...now, before(earlier)] };
      }),
    },
    { id: 'kinds', columns: ['n', 'before'], rows: [...byKind, { key: TOTAL, figures: allKinds }] },
    listOf('channels', 'channel', REPORT_CHANNELS, incidents),
    // Those without an outcome are counted by an empty text.
    { ...outcomes, rows: [...outcomes.rows, { key: 'none', figures: [find(incidents, 'outcome', '')] }] },
    { ...involved, rows: [...involved.rows, ...apart.rows] },
    { id: 'months', columns: COLUMNS, rows: counts.months.map(readMonth) },
    { id: 'provinces', columns: COLUMNS, rows: protectProvinces(counts, rounding) },
    { ...bySource, rows: [...bySource.rows, { key: TOTAL, figures: [openedCases] }] },
    listOf('people', 'person', [...FORM_CODES.sex, 'no-sex', 'minor', 'adult'], cases),
    listOf('found', 'found', [...DOMAIN_CODES.safety, 'not-assessed'], cases),
    { id: 'unknown', columns: ['n'], rows: NOT_KNOWN.map((key) => ({ key, figures: [UNKNOWN] })) },
  ];
}

/** Kinds that are public by month and by province, and all of them together. */
const COLUMNS: readonly string[] = [...PUBLIC_KINDS, TOTAL];

/** Outcomes of incidents that are counted; tests and duplicates are counted apart. */
const ENDED: readonly string[] = DISPOSITIONS.filter((one) => one !== 'test' && one !== 'duplicate');

function countLaw({ legal, legalBefore }: YearCounts, { fact, atHome }: (typeof LAW)[number]) {
  const [now, earlier] = [legal, legalBefore].map((counts) => counts.find((one) => one.fact === fact));
  if (atHome) return { now: [now?.atHome ?? 0, now?.casesAtHome ?? 0], earlier: earlier?.atHome ?? 0 };
  return { now: [now?.n ?? 0, now?.cases ?? 0], earlier: earlier?.n ?? 0 };
}

function listOf(id: TableId, part: string, keys: readonly string[], counts: readonly Counted[]): AnnualTable {
  return { id, columns: ['n'], rows: keys.map((key) => ({ key, figures: [find(counts, part, key)] })) };
}

/** The country in a month, figure by figure as it was published. */
function readMonth({ month, cells }: YearCounts['months'][number]): AnnualTable['rows'][number] {
  const figures = COLUMNS.map((column): Figure => {
    if (cells === undefined) return NOT_PUBLISHED;
    return cells.find((cell) => cell.row === NATION && cell.column === column)?.value ?? NOT_SHOWN;
  });
  return { key: month, figures };
}

/**
 * A kind of a province is said where all twelve published months show it: a year says only what its months have said
 * (decision 0091). Then nobody who joins the report with what is public learns of a hidden cell, and each calendar may have its own.
 */
function protectProvinces(
  { provinces: counts, months }: YearCounts,
  { key, calendar, year, provinces }: Rounding,
): AnnualTable['rows'] {
  const published = months.flatMap(({ cells }) => (cells === undefined ? [] : [cells]));
  const shown = countShown(published);
  const isKnown = (row: string, column: string) =>
    published.length === 12 && shown.get(cellName({ row, column })) === 12;
  // A calendar year is rounded as the public year of the same name is, so that one count is never rounded in two ways.
  const id = calendar === 'calendar' ? `incidents ${year}` : `incidents fiscal ${year}`;
  return provinces.map((province) => {
    const ofProvince = counts.filter(({ area }) => area === province);
    const figures = COLUMNS.map((column): Figure => {
      const isOf = ({ type }: Count) => (column === TOTAL ? isPublic(type) : type === column);
      const n = sum(ofProvince.filter(isOf));
      if (!isKnown(province, column) || n < SMALLEST_SHOWN) return NOT_SHOWN;
      return roundKeyed(n, key, `${id} ${cellName({ row: province, column })}`);
    });
    return { key: province, figures };
  });
}

const isPublic = (type: string): boolean => PUBLIC_KINDS.some((kind) => kind === type);
const find = (counts: readonly Counted[], part: string, key: string): number =>
  counts.find((one) => one.part === part && one.key === key)?.n ?? 0;
const sum = (counts: readonly { n: number }[]): number => counts.reduce((all, { n }) => all + n, 0);
