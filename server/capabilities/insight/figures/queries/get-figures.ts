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
  MOST_DAILY_POINTS,
  REPORT_CHANNELS,
} from '#contract/insight';
import { addDays, daysBetween, type ThaiDay } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { FigureContext } from '../../context.ts';
import { addUp, countAll, type Percentile, percentile, shareWithin } from '../../methods/interval-bins.ts';
import { scopeOf } from '../scope.ts';
import {
  type Asked,
  countBins,
  countByTime,
  countHours,
  countIncidents,
  findUnfollowedSince,
  listTargets,
} from '../store/figure-rows.ts';

type Answered = { from: ThaiDay; to: ThaiDay; asOf: string };

async function begin(
  { clock, jurisdiction }: FigureContext,
  connection: Connection,
  actor: Actor,
  query: FiguresQuery,
): Promise<{ asked: Asked; answered: Answered }> {
  const { from, to } = query;
  const asked = { ...query, scope: scopeOf(jurisdiction, actor, query) };
  const asOf = (await findUnfollowedSince(connection)) ?? clock.now();
  return { asked, answered: { from, to, asOf: asOf.toISOString() } };
}

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
const total = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);

/** @throws AppError `insight/not-yours`, `jurisdiction/agency-not-found` */
export async function getSummary(
  context: FigureContext,
  connection: Connection,
  actor: Actor,
  query: FiguresQuery,
): Promise<InsightSummary> {
  const { asked, answered } = await begin(context, connection, actor, query);
  const days = daysBetween(asked.from, asked.to) + 1;
  const before = { from: addDays(asked.from, -days), to: addDays(asked.from, -1) };
  const found = await countIncidents(connection, asked);
  const earlier = await countByTime(connection, { ...asked, ...before }, 'month');
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
    before: { ...before, n: total(earlier, ({ n }) => n) },
  };
}

const monthAfter = (month: ThaiDay): ThaiDay => `${addDays(`${month.slice(0, 7)}-01`, 32).slice(0, 7)}-01`;

/** @throws AppError `insight/not-yours`, `jurisdiction/agency-not-found` */
export async function getSeries(
  context: FigureContext,
  connection: Connection,
  actor: Actor,
  query: FiguresQuery,
): Promise<InsightSeries> {
  const { asked, answered } = await begin(context, connection, actor, query);
  const step = daysBetween(asked.from, asked.to) < MOST_DAILY_POINTS ? 'day' : 'month';
  const found = await countByTime(connection, asked, step);
  const n = new Map(found.map((row) => [row.on, row.n]));
  const points: InsightSeries['points'] = [];
  const first = step === 'day' ? asked.from : `${asked.from.slice(0, 7)}-01`;
  for (let on = first; on <= asked.to; on = step === 'day' ? addDays(on, 1) : monthAfter(on)) {
    points.push({ on, n: n.get(on) ?? 0 });
  }
  return { ...answered, n: total(found, (row) => row.n), step, points };
}

const secondsOf = (found: Percentile | 'too-few'): number | null =>
  found === 'too-few' ? null : Math.round(found.seconds * 10) / 10;

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
  return {
    ...answered,
    n: total(counted, ({ n }) => n),
    intervals: INTERVALS.map((interval) => {
      const rows = found.get(interval) ?? [];
      const bins = addUp(rows.filter(({ bin }) => bin >= 0));
      const target = targets.get(interval);
      const share = target ? shareWithin(bins, target.seconds) : 'too-few';
      return {
        interval,
        n: countAll(bins),
        notRecorded: total(rows, ({ bin, n }) => (bin < 0 ? n : 0)),
        p50: secondsOf(percentile(bins, 50)),
        p90: secondsOf(percentile(bins, 90)),
        target: target
          ? { seconds: target.seconds, percent: target.percent, source: target.source, isVerified: target.isVerified }
          : null,
        within: share === 'too-few' ? null : Math.round(share.share * 1000) / 10,
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
  const whole = { from: `${query.from.slice(0, 7)}-01`, to: addDays(monthAfter(query.to), -1) };
  const { asked, answered } = await begin(context, connection, actor, { ...query, ...whole });
  const found = await countHours(connection, asked);
  const hours = new Array<number>(168).fill(0);
  for (const { hour, n } of found) hours[hour] = n;
  return { ...answered, n: total(found, ({ n }) => n), hours };
}
