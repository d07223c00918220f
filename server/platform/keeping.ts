import { z } from 'zod';

const text = z.strictObject({ th: z.string().min(1), en: z.string().min(1) });
const keepingSchema = z.strictObject({
  note: z.string(),
  rules: z.array(
    z.strictObject({
      kind: z.string().min(1),
      years: z.int().min(1).max(100),
      th: z.string(),
      en: z.string(),
      why: text,
      source: z.string().min(1),
      unverified: z.boolean(),
    }),
  ),
});

/**
 * How long ended records are kept, from a file of reference data with a rule for each kind (PDPA s. 37 (3)).
 * Returns the moment since which a record must have ended to be kept still: whatever ended before it is forgotten.
 * @throws Error if a kind has no rule, or the file has one more
 */
export function readKeeping<Kind extends string>(
  known: unknown,
  kinds: readonly Kind[],
): (kind: Kind, now: Date) => Date {
  const { rules } = keepingSchema.parse(known);
  const years = new Map(rules.map((rule) => [rule.kind, rule.years]));
  if (years.size !== kinds.length || !kinds.every((kind) => years.has(kind))) {
    throw new Error(`Keeping needs one rule for each of ${kinds.join(', ')}; it has ${[...years.keys()].join(', ')}.`);
  }
  return (kind, now) => {
    const since = new Date(now);
    since.setUTCFullYear(now.getUTCFullYear() - (years.get(kind) ?? 0));
    return since;
  };
}
