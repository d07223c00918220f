import { addDays, BUDDHIST, endOfThaiDay, thaiDayOf } from '#contract/thai-day';
import { readKeeping } from '#platform/keeping';
import known from '../../../database/reference-data/help-keeping.json' with { type: 'json' };
import { fiscalYearOf, HELP_RULES } from './help-rules.ts';

/** Kinds of requests by how long they are kept. */
const KEPT_KINDS = ['not-sent', 'ended', 'refused', 'closed'] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];

/** Whatever ended before this moment has been kept long enough. */
export const keptSince = readKeeping(known, KEPT_KINDS);

/** When the running fiscal year began: what was granted since then is still counted. */
export function countedFrom(now: Date): Date {
  const { month, day } = HELP_RULES.fiscalYearStarts;
  const year = fiscalYearOf(thaiDayOf(now)) - BUDDHIST - (month === 1 && day === 1 ? 0 : 1);
  const first = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return endOfThaiDay(addDays(first, -1));
}
