import { z } from 'zod';
import { addDays, BUDDHIST, endOfThaiDay, thaiDayOf } from '#contract/thai-day';
import known from '../../../database/reference-data/help-keeping.json' with { type: 'json' };
import { fiscalYearOf, HELP_RULES } from './help-rules.ts';

/** Kinds of requests by how long they are kept. */
const KEPT_KINDS = ['not-sent', 'ended', 'refused', 'closed'] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];

const text = z.strictObject({ th: z.string().min(1), en: z.string().min(1) });
const keepingSchema = z.strictObject({
  note: z.string(),
  rules: z.array(
    z.strictObject({
      kind: z.enum(KEPT_KINDS),
      years: z.int().min(1).max(100),
      th: z.string(),
      en: z.string(),
      why: text,
      source: z.string().min(1),
      unverified: z.boolean(),
    }),
  ),
});
const RULES = keepingSchema.parse(known).rules;

/** Whatever ended before this moment has been kept long enough. */
export function keptSince(kind: KeptKind, now: Date): Date {
  const rule = RULES.find((one) => one.kind === kind);
  if (!rule) throw new Error(`help-keeping.json has no rule for ${kind}`);
  const since = new Date(now);
  since.setUTCFullYear(now.getUTCFullYear() - rule.years);
  return since;
}

/** When the running fiscal year began: what was granted since then is still counted. */
export function countedFrom(now: Date): Date {
  const { month, day } = HELP_RULES.fiscalYearStarts;
  const year = fiscalYearOf(thaiDayOf(now)) - BUDDHIST - (month === 1 && day === 1 ? 0 : 1);
  const first = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return endOfThaiDay(addDays(first, -1));
}
