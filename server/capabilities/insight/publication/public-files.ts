import { NATION, RULES_VERSION } from '#contract/open-data';
import { type Cell, writeCsv } from '#platform/csv/write-csv';
import type { PublishedCell } from '../methods/suppression.ts';

export type Area = { code: string; th: string; en: string };
export type PublicFile = { name: string; content: string };
/** How long people waited in an area: half, and nine of ten, kept within so many seconds. */
export type ResponseLine = {
  area: string;
  interval: string;
  p50: number;
  p90: number;
  /** Of a hundred, in steps of five, how many have no time. */
  notRecorded: number;
};

const LEVELS = { 4: 'district', 2: 'province' } as const;
const levelOf = (code: string): string =>
  code === NATION ? 'country' : (LEVELS[code.length as keyof typeof LEVELS] ?? 'other');

/**
 * A table of counts as CSV and as JSON. Neither says when it was made: the same figures are always the same bytes, and the
 * catalogue knows the rest.
 */
export function writeCounts(
  name: string,
  period: string,
  cells: readonly PublishedCell[],
  areas: ReadonlyMap<string, Area>,
): PublicFile[] {
  const nameOf = (code: string): Area => areas.get(code) ?? { code, th: code, en: code };
  const head = ['area_level', 'area_code', 'area_th', 'area_en', 'period', 'kind', 'incidents', 'status'];
  const lines = cells.map(({ row, column, value }): Cell[] => {
    const { th, en } = nameOf(row);
    return [levelOf(row), row, th, en, period, column, value, value === null ? 'not-shown' : 'shown'];
  });
  const json = {
    ...{ table: name, period, rules: RULES_VERSION, licence: 'CC-BY-4.0' },
    counts: cells.map(({ row, column, value }) => ({ area: row, kind: column, incidents: value })),
  };
  return [
    { name: `${name}.csv`, content: writeCsv(head, lines) },
    { name: `${name}.json`, content: writeJson(json) },
  ];
}

/** The counts of a file that was written by `writeCounts`. */
export function readCounts(content: string): PublishedCell[] {
  const { counts }: { counts: { area: string; kind: string; incidents: number | null }[] } = JSON.parse(content);
  return counts.map(({ area, kind, incidents }) => ({ row: area, column: kind, value: incidents }));
}

export function writeResponse(
  period: string,
  lines: readonly ResponseLine[],
  areas: ReadonlyMap<string, Area>,
): PublicFile[] {
  const head = ['area_level', 'area_code', 'area_th', 'area_en', 'period', 'interval'];
  const measured = ['half_within_seconds', 'nine_of_ten_within_seconds', 'not_recorded_percent'];
  const rows = lines.map(({ area, interval, p50, p90, notRecorded }): Cell[] => [
    ...[levelOf(area), area, areas.get(area)?.th ?? area, areas.get(area)?.en ?? area, period, interval],
    ...[p50, p90, notRecorded],
  ]);
  const json = { table: 'response', period, rules: RULES_VERSION, licence: 'CC-BY-4.0', times: lines };
  return [
    { name: 'response.csv', content: writeCsv([...head, ...measured], rows) },
    { name: 'response.json', content: writeJson(json) },
  ];
}

export function readResponse(content: string): ResponseLine[] {
  return (JSON.parse(content) as { times: ResponseLine[] }).times;
}

const writeJson = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
