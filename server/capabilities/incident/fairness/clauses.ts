import { z } from 'zod';
import { clauseSchema } from '#contract/finding';
import data from '../../../../database/reference-data/false-report-clauses.json' with { type: 'json' };

const source = z.string().min(1);
const known = z
  .object({
    clauses: z.array(clauseSchema.extend({ source })).min(1),
    protection: z.array(clauseSchema.pick({ clause: true, unverified: true }).extend({ source })).min(1),
  })
  .parse(data);

/** What a notice may name, with penalty and source. Data: a lawyer's correction changes no code. */
export const CLAUSES = known.clauses;
/** What protects whoever reports in good faith. */
export const PROTECTION = known.protection.map(({ clause }) => clause);

export function findClause(code: string): (typeof CLAUSES)[number] | undefined {
  return CLAUSES.find((clause) => clause.code === code);
}
