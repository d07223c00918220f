import type { Actor } from '#capabilities/access';
import { INCIDENT_TYPES } from '#contract/incident-type';
import {
  COUNTED_APART,
  type CountedApart,
  type FiguresQuery,
  INTERVALS,
  type InsightHours,
  type InsightIntervals,
  type InsightSeries,
  type InsightSummary,
  REPORT_CHANNELS,
} from '#contract/insight';
import { addDays, endOfThaiDay, firstOfMonth, momentOf, monthAfter } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { FigureContext } from '../../context.ts';
import { addUp, countAll, percentile } from '../../methods/interval-bins.ts';
import {
  countBins,
  countByTime,
  countHours,
  countIncidents,
  countUnfinished,
  listTargets,
} from '../store/figure-rows.ts';
import { countReasons } from '../store/missed-rows.ts';
import { begin, daysBefore, listSteps, percentWithin, secondsOf, stepOf, total } from './get-common-answer.ts';

type Counted<Key extends string> = Record<Key, number>;

function sumBy<Row extends { n: number }, Key extends string>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  keys: readonly Key[],
): Counted<Key> {
  const sums = Object.fromEntries(keys.map((key) => [key, 0])) as Counted<string>;
  for (const row of rows) sums[keyOf(row)] = (sums[keyOf(row)] ?? 0) + row.n;
  return sums as Counted<Key>;
}
/** @throws AppError `insight/not-yours`, `jurisdiction/agency-not-found` */
export async function getSummary(
  context: FigureContext,
  connection: Connection,
  actor: Actor,
  query: FiguresQuery,
): Promise<InsightSummary> {
  const { asked, answered } = await begin(context, connection, actor, query);
  const before = daysBefore(asked);
  const found = await countIncidents(connection, asked);
  const earlier = (await countIncidents(connection, { ...asked, ...before })).filter(({ apart }) => apart === '');
  const isNation = 'province' in asked.scope && asked.scope.province === null;
  const counted = found.filter(({ apart }) => apart === '');
  const ended = counted.filter(({ disposition }) => disposition !== '');
  const set = found.filter(({ apart }) => apart !== '');
  return {
    ...answered,
    n: total(counted, ({ n }) => n),
    byType: sumBy(counted, ({ type }) => type, INCIDENT_TYPES),
    byChannel: sumBy(counted, ({ channel }) => channel, REPORT_CHANNELS),
    byDisposition: sumBy(ended, ({ disposition }) => disposition, [] as string[]),
    notRecorded: { disposition: total(counted, ({ n, disposition }) => (disposition === '' ? n : 0)) },
    silent: total(counted, ({ silent }) => silent),
    reopened: total(counted, ({ reopened }) => reopened),
    nobodyCame: total(counted, ({ nobodyCame }) => nobodyCame),
    apart: sumBy<(typeof set)[number], CountedApart>(set, ({ apart }) => apart, COUNTED_APART),
    unfinished: isNation
      ? await countUnfinished(connection, { from: momentOf(asked.from, 0), to: endOfThaiDay(asked.to) })
      : null,
    before: {
      ...before,
      n: total(earlier, ({ n }) => n),
      reopened: total(earlier, ({ reopened }) => reopened),
      nobodyCame: total(earlier, ({ nobodyCame }) => nobodyCame),
      silent: total(earlier, ({ silent }) => silent),
    },
  };
}

/** @throws AppError `insight/not-yours`, `jurisdiction/agency-not-found` */
export async function getSeries(
  context: FigureContext,
  connection: Connection,
  actor: Actor,
  query: FiguresQuery,
): Promise<InsightSeries> {
  const { asked, answered } = await begin(context, connection, actor, query);
  const step = stepOf(asked);
  const found = await countByTime(connection, asked, step);
  const n = new Map(found.map((row) => [row.on, row.n]));
  const points = listSteps(asked, step).map((on) => ({ on, n: n.get(on) ?? 0 }));
  return { ...answered, n: total(found, (row) => row.n), step, points };
}

/** @throws AppError `insight/not-yours`, `jurisdiction/agency-not-found` */
export async function getIntervals(
  context: FigureContext,
  connection: Connection,
  actor: Actor,
  query: FiguresQuery,
): Promise<InsightIntervals> {
  const { asked, answered } = await begin(context, connection, actor, query);
  const found = Map.groupBy(await countBins(connection, asked), ({ interval }) => interval);
  const targets = new Map((await listTargets(connection, asked.to)).map((target) => [target.interval, target]));
  const counted = await countByTime(connection, asked, 'month');
  const reasons = Map.groupBy(await countReasons(connection, asked), ({ interval }) => interval);
  return {
    ...answered,
    n: total(counted, ({ n }) => n),
    intervals: INTERVALS.map((interval) => {
      const rows = found.get(interval) ?? [];
      const bins = addUp(rows.filter(({ bin }) => bin >= 0));
      const target = targets.get(interval);
      return {
        interval,
        n: countAll(bins),
        notRecorded: total(rows, ({ bin, n }) => (bin < 0 ? n : 0)),
        p50: secondsOf(percentile(bins, 50)),
        p90: secondsOf(percentile(bins, 90)),
        target: target
          ? { seconds: target.seconds, percent: target.percent, source: target.source, isVerified: target.isVerified }
          : null,
        within: target ? percentWithin(bins, target.seconds) : null,
        reasons: (reasons.get(interval) ?? []).map(({ reason, n }) => ({ reason, n })),
      };
    }),
  };
}

/** @throws AppError `insight/not-yours`, `jurisdiction/agency-not-found` */
export async function getHours(
  context: FigureContext,
  connection: Connection,
  actor: Actor,
  query: FiguresQuery,
): Promise<InsightHours> {
  const whole = { from: firstOfMonth(query.from), to: addDays(monthAfter(query.to), -1) };
  const { asked, answered } = await begin(context, connection, actor, { ...query, ...whole });
  const found = await countHours(connection, asked);
  const hours = new Array<number>(168).fill(0);
  for (const { hour, n } of found) hours[hour] = n;
  return { ...answered, n: total(found, ({ n }) => n), hours };
}
