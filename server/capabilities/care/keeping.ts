import { z } from 'zod';
import known from '../../../database/reference-data/care-keeping.json' with { type: 'json' };

/** Kinds of ended cases by how long they are kept. */
const KINDS = ['not-opened', 'closed', 'closed-minor'] as const;
export type KeptKind = (typeof KINDS)[number];

const text = z.strictObject({ th: z.string().min(1), en: z.string().min(1) });
const keepingSchema = z.strictObject({
  note: z.string(),
  rules: z.array(
    z.strictObject({
      kind: z.enum(KINDS),
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
const YEARS = Object.fromEntries(KINDS.map((kind) => [kind, yearsOf(kind)])) as Record<KeptKind, number>;

function yearsOf(kind: KeptKind): number {
  const rule = RULES.find((one) => one.kind === kind);
  if (!rule) throw new Error(`care-keeping.json has no rule for ${kind}`);
  return rule.years;
}

/** Whatever ended before this moment has been kept long enough. */
export function keptSince(kind: KeptKind, now: Date): Date {
  const since = new Date(now);
  since.setUTCFullYear(now.getUTCFullYear() - YEARS[kind]);
  return since;
}
