import { CHILD_RESULTS, type EefFigures, type EefPeriod } from '#contract/eef-api';
import { endOfThaiDay, momentOf, thaiDayOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { EefQueryContext } from '../context.ts';
import { EEF_RULES } from '../rules.ts';
import { countChecks } from '../store/check-rows.ts';
import { type ChildCount, countChildren, nameProvinces } from '../store/child-rows.ts';

/** The moments of a time in days, both included. */
export const momentsOf = ({ from, to }: EefPeriod) => ({ from: momentOf(from, 0), to: endOfThaiDay(to) });

/** What became of the children who were sent to learning in a time. Counted by the database, each child once. */
export async function getFigures(
  { clock }: EefQueryContext,
  connection: Connection,
  period: EefPeriod,
): Promise<EefFigures> {
  const moments = momentsOf(period);
  const counted = await countChildren(connection, moments);
  const names = new Map((await nameProvinces(connection)).map((one) => [one.code, one]));
  const { answerDays } = EEF_RULES;
  const checks = await countChecks(connection, { ...moments, today: thaiDayOf(clock.now()), answerDays });
  const sum = (rows: readonly ChildCount[]) => rows.reduce((all, { children }) => all + children, 0);
  const isBack = ({ cameTo }: ChildCount) => cameTo === 'back';
  const byProvince = Map.groupBy(counted, ({ province }) => province ?? '');
  const byOutcome = Map.groupBy(
    counted.filter(({ cameTo, outcome }) => outcome !== null && (cameTo === 'back' || cameTo === 'other-outcome')),
    ({ outcome }) => outcome ?? '',
  );
  return {
    ...period,
    children: sum(counted),
    back: sum(counted.filter(isBack)),
    results: CHILD_RESULTS.map((result) => ({
      result,
      children: sum(counted.filter(({ cameTo }) => cameTo === result)),
    })),
    outcomes: [...byOutcome]
      .map(([outcome, rows]) => ({ outcome, children: sum(rows) }))
      .toSorted((one, other) => other.children - one.children || one.outcome.localeCompare(other.outcome)),
    provinces: [...byProvince]
      .map(([code, rows]) => ({
        ...(names.get(code) ?? { code, th: code, en: code }),
        ...{ children: sum(rows), back: sum(rows.filter(isBack)) },
        left: sum(rows.filter(({ cameTo }) => cameTo === 'left')),
      }))
      .toSorted((one, other) => other.children - one.children || one.th.localeCompare(other.th, 'th')),
    checks,
  };
}
