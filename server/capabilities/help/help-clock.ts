import { isHelpClockRunning } from '#contract/help';
import type { HelpClock } from '#contract/help-api';
import type { HelpRules } from '#contract/help-rules';
import { addDays, daysBetween, thaiDayOf } from '#contract/thai-day';
import { HELP_RULES } from './help-rules.ts';
import type { HelpRequest } from './request.ts';

/** How many days a request may take: fewer for somebody whose papers are known. */
export function daysFor(isKnownClient: boolean, rules: HelpRules = HELP_RULES): number {
  return isKnownClient ? rules.clock.known.days : rules.clock.new.days;
}

/**
 * Where the clock of a request stands; undefined before the receipt. The day of receipt is day 0. After it was granted
 * and helped, or while it lies with the person, the days stand still.
 */
export function helpClockOf(
  request: Pick<HelpRequest, 'status' | 'statusSince' | 'clockFrom' | 'clockDays' | 'isKnownClient'>,
  now: Date,
  rules: HelpRules = HELP_RULES,
): HelpClock | undefined {
  const { clockFrom, clockDays, status } = request;
  if (!clockFrom || clockDays === null) return undefined;
  const isRunning = isHelpClockRunning(status);
  const start = thaiDayOf(clockFrom);
  const days = Math.max(0, daysBetween(start, thaiDayOf(isRunning ? now : request.statusSince)));
  const { greenTo, yellowTo } = request.isKnownClient ? rules.clock.known : rules.clock.new;
  const colour = days > clockDays ? 'red' : days > yellowTo ? 'orange' : days > greenTo ? 'yellow' : 'green';
  return {
    ...{ days, of: clockDays, colour, isRunning, unverified: rules.clock.unverified },
    dueOn: addDays(start, clockDays),
  };
}

/** The same clock after it lay with the person until now: that time is theirs, not the office's. */
export function afterPause(clockFrom: Date | null, pausedSince: Date, now: Date): Date | null {
  return clockFrom && new Date(clockFrom.getTime() + Math.max(0, now.getTime() - pausedSince.getTime()));
}
