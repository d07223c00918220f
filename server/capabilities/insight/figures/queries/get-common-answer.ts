import type { Actor } from '#capabilities/access';
import { type FiguresQuery, MOST_DAILY_POINTS } from '#contract/insight';
import { addDays, daysBetween, firstOfMonth, monthAfter, type ThaiDay } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { FigureContext } from '../../context.ts';
import { type BinCounts, type Percentile, shareWithin } from '../../methods/interval-bins.ts';
import { scopeOf } from '../scope.ts';
import { type Asked, findUnfollowedSince } from '../store/figure-rows.ts';

// What all answers have: the days, how old they are, and the same rounding.

export type Answered = { from: ThaiDay; to: ThaiDay; asOf: string };
type Span = Pick<FiguresQuery, 'from' | 'to'>;

/** @throws AppError `insight/not-yours`, `jurisdiction/agency-not-found` */
export async function begin(
  { clock, jurisdiction }: FigureContext,
  connection: Connection,
  actor: Actor,
  query: FiguresQuery,
): Promise<{ asked: Asked; answered: Answered }> {
  const { from, to, type, channel } = query;
  const asked = { from, to, type, channel, scope: scopeOf(jurisdiction, actor, query) };
  const asOf = (await findUnfollowedSince(connection)) ?? clock.now();
  return { asked, answered: { from, to, asOf: asOf.toISOString() } };
}

/** As many days before. */
export function daysBefore({ from, to }: Span): { from: ThaiDay; to: ThaiDay } {
  const days = daysBetween(from, to) + 1;
  return { from: addDays(from, -days), to: addDays(from, -1) };
}

export const stepOf = ({ from, to }: Span): 'day' | 'month' =>
  daysBetween(from, to) < MOST_DAILY_POINTS ? 'day' : 'month';

/** Every day of the span, or the first day of each of its months. */
export function listSteps({ from, to }: Span, step: 'day' | 'month'): ThaiDay[] {
  const days: ThaiDay[] = [];
  const first = step === 'day' ? from : firstOfMonth(from);
  for (let on = first; on <= to; on = step === 'day' ? addDays(on, 1) : monthAfter(on)) days.push(on);
  return days;
}

export const total = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0);

export const secondsOf = (found: Percentile | 'too-few'): number | null =>
  found === 'too-few' ? null : Math.round(found.seconds * 10) / 10;

/** Of a hundred with one decimal; null: too few to say. */
export function percentWithin(bins: BinCounts, seconds: number): number | null {
  const share = shareWithin(bins, seconds);
  return share === 'too-few' ? null : Math.round(share.share * 1000) / 10;
}
