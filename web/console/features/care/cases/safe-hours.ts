import type { SafeContact } from '#contract/case-forms';

const AHEAD_MS = 7 * 60 * 60_000;

/** Whether somebody may be reached now, in Thai time; `from` after `to` goes past midnight. Unknown hours are none. */
export function isInHours(hours: SafeContact['hours'], now: number): boolean {
  if (hours === undefined) return false;
  if (hours === 'any') return true;
  const time = new Date(now + AHEAD_MS).toISOString().slice(11, 16);
  const { from, to } = hours;
  return from <= to ? time >= from && time < to : time >= from || time < to;
}
