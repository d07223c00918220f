import type { Actor } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { DISPOSITIONS } from '#contract/incident-status';
import { INCIDENT_TYPES } from '#contract/incident-type';
import {
  type Dimension,
  type InsightRanking,
  type InsightTable,
  type RankingQuery,
  REPORT_CHANNELS,
  type TableQuery,
} from '#contract/insight';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FigureContext } from '../../context.ts';
import { addUp, countAll, percentile, rankByPercentile } from '../../methods/interval-bins.ts';
import { countBinsByProvince, countByDimensions, listTargets } from '../store/figure-rows.ts';
import { begin, daysBefore, listSteps, percentWithin, secondsOf, stepOf, total } from './get-common-answer.ts';

/** Codes that are shown in this order, also those without an incident; the others are those that occur, by their names. */
const FIXED: Partial<Record<Dimension, readonly string[]>> = {
  type: INCIDENT_TYPES,
  channel: REPORT_CHANNELS,
  disposition: ['', ...DISPOSITIONS],
};

/**
 * Incidents by one dimension or two.
 * @throws AppError `insight/not-yours`, `insight/too-many-agencies`, `jurisdiction/agency-not-found`
 */
export async function getTable(
  context: FigureContext,
  connection: Connection,
  actor: Actor,
  query: TableQuery,
): Promise<InsightTable> {
  const { rows: row, columns: column } = query;
  const { asked, answered } = await begin(context, connection, actor, query);
  const isNation = 'province' in asked.scope && asked.scope.province === null;
  if (isNation && (row === 'agency' || column === 'agency')) throw new AppError('insight/too-many-agencies');
  const step = stepOf(asked);
  const before = daysBefore(asked);
  const found = await countByDimensions(connection, asked, { row, column, step });
  const earlier =
    row === 'time'
      ? undefined
      : await countByDimensions(connection, { ...asked, ...before }, { row, column: undefined, step });
  const steps = listSteps(asked, step);
  const codesOf = (dimension: Dimension, present: readonly string[]): string[] => {
    const fixed = dimension === 'time' ? steps : (FIXED[dimension] ?? []);
    const others = [...new Set(present)].filter((code) => !fixed.includes(code));
    return [...fixed, ...others.toSorted((one, other) => one.localeCompare(other))];
  };
  const nameOf = (dimension: Dimension, code: string) => nameOfCode(context.jurisdiction, dimension, code);
  const cells = new Map(found.map((cell) => [`${cell.row} ${cell.column}`, cell.n]));
  const columns =
    column === undefined
      ? []
      : codesOf(
          column,
          found.map((cell) => cell.column),
        );
  const rows = codesOf(
    row,
    [...found, ...(earlier ?? [])].map((cell) => cell.row),
  );
  const sums = Map.groupBy(found, (cell) => cell.row);
  const sumsBefore = new Map((earlier ?? []).map((cell) => [cell.row, cell.n]));
  return {
    ...answered,
    n: total(found, ({ n }) => n),
    rows: row,
    columns: column ?? null,
    step,
    before,
    heads: columns.map((key) => ({
      ...{ key, ...(column && nameOf(column, key)) },
      n: total(found, (cell) => (cell.column === key ? cell.n : 0)),
    })),
    lines: rows.map((key) => ({
      ...{ key, ...nameOf(row, key) },
      n: total(sums.get(key) ?? [], ({ n }) => n),
      before: earlier ? (sumsBefore.get(key) ?? 0) : null,
      cells: columns.map((head) => cells.get(`${key} ${head}`) ?? 0),
    })),
  };
}

type Name = { nameTh: string; nameEn: string | null };

/** Of areas and agencies; what has a text in the browser is named there. */
function nameOfCode(jurisdiction: Jurisdiction, dimension: Dimension, code: string): Name | undefined {
  if (dimension === 'agency') {
    const agency = jurisdiction.findAgency(code);
    return agency && { nameTh: agency.nameTh, nameEn: agency.nameEn };
  }
  if (dimension !== 'area') return undefined;
  const province = jurisdiction.listProvinces().find((one) => one.code === code);
  if (province) return { nameTh: province.nameTh ?? code, nameEn: province.nameEn };
  const place = jurisdiction.findTypedPlace(code);
  return place && { nameTh: place.name.th, nameEn: place.name.en };
}

/**
 * Provinces by the time that nine of ten took at most. Fewer than thirty measured values have no rank: chance alone would set it.
 * @throws AppError `insight/not-yours`
 */
export async function getRanking(
  context: FigureContext,
  connection: Connection,
  actor: Actor,
  query: RankingQuery,
): Promise<InsightRanking> {
  const { interval } = query;
  const { asked, answered } = await begin(context, connection, actor, query);
  if (!('province' in asked.scope) || asked.scope.province !== null) throw new AppError('insight/not-yours');
  const target = (await listTargets(connection, asked.to)).find((one) => one.interval === interval);
  const found = Map.groupBy(await countBinsByProvince(connection, asked, interval), ({ province }) => province);
  const groups = [...found].map(([province, rows]) => ({
    bins: addUp(rows.filter(({ bin }) => bin >= 0)),
    line: {
      ...{ key: province, ...nameOfCode(context.jurisdiction, 'area', province) },
      notRecorded: total(rows, ({ bin, n }) => (bin < 0 ? n : 0)),
    },
  }));
  const { ranked, tooFew } = rankByPercentile(groups, 90);
  const lineOf = ({ bins, line }: (typeof groups)[number], rank: number | null) => ({
    ...{ ...line, rank, n: countAll(bins) },
    within: target ? percentWithin(bins, target.seconds) : null,
    p50: secondsOf(percentile(bins, 50)),
    p90: secondsOf(percentile(bins, 90)),
  });
  const few = tooFew.toSorted((one, other) => one.line.key.localeCompare(other.line.key));
  const lines = [...ranked.map((group, place) => lineOf(group, place + 1)), ...few.map((group) => lineOf(group, null))];
  return {
    ...answered,
    n: total(lines, ({ n }) => n),
    interval,
    targetSeconds: target?.seconds ?? null,
    lines,
  };
}
