import type { FamilyRules } from '#contract/self-reliance';
import { addDays, momentOf, type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { addThaiMonths } from '#contract/thai-workday';

/** A planned measurement: which one, in months, and on which day. */
export type Planned = { month: number; on: ThaiDay };

const NOON = 720;

/** The same day so many months later; the last one of a shorter month. */
export function monthsAfter(day: ThaiDay, months: number): ThaiDay {
  return thaiDayOf(new Date(addThaiMonths(momentOf(day, NOON), months).getTime() - 1));
}

/** The months in which a family is measured: on the way without an end, after the graduation until its last month. */
function monthAfter(month: number, isMonitored: boolean, rules: FamilyRules): number | undefined {
  const planned = isMonitored ? rules.monitoringMonths : rules.reviewMonths;
  const next = planned.find((one) => one > month);
  if (next !== undefined || isMonitored) return next;
  return month + rules.thenEveryMonths;
}

/** The first planned measurement of a schedule that begins on this day. */
export function firstPlanned(from: ThaiDay, isMonitored: boolean, rules: FamilyRules): Planned | null {
  const month = monthAfter(0, isMonitored, rules);
  return month === undefined ? null : { month, on: monthsAfter(from, month) };
}

/** Whether a measurement of this day is the planned one: it may be taken a little early, and however late. */
export function fulfils(planned: Planned | null, measuredOn: ThaiDay, rules: FamilyRules): boolean {
  return planned !== null && measuredOn >= addDays(planned.on, -rules.earlyDays);
}

/**
 * The planned measurement after one was taken. Those whose day has passed meanwhile are not made up for: one visit is one
 * measurement. The last one of the monitoring has none after it.
 */
export function nextPlanned(
  planned: Planned,
  from: ThaiDay,
  { measuredOn, isMonitored }: { measuredOn: ThaiDay; isMonitored: boolean },
  rules: FamilyRules,
): Planned | null {
  let month = monthAfter(planned.month, isMonitored, rules);
  while (month !== undefined) {
    const on = monthsAfter(from, month);
    if (!fulfils({ month, on }, measuredOn, rules)) return { month, on };
    month = monthAfter(month, isMonitored, rules);
  }
  return null;
}
