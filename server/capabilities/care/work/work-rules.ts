import { z } from 'zod';
import { clauseSchema } from '#contract/case-clock';
import { type WorkloadList, workloadLimitsSchema } from '#contract/case-work';
import limits from '../../../../database/reference-data/care-workload.json' with { type: 'json' };
import clauses from '../../../../database/reference-data/child-clauses.json' with { type: 'json' };

/** From how many open cases a worker is warned, and is proposed none any more. */
export const WORKLOAD_LIMITS: WorkloadList['limits'] = workloadLimitsSchema.parse(limits);

const childClausesSchema = z.strictObject({
  note: z.string(),
  clauses: z.array(
    z.strictObject({
      code: z.string(),
      clause: clauseSchema,
      th: z.string(),
      en: z.string(),
      /** Clocks that belong to it. */
      rules: z.array(z.string()),
      source: z.string(),
      unverified: z.boolean(),
    }),
  ),
});

/** What the law asks for in the case of a child. */
export const CHILD_CLAUSES = childClausesSchema.parse(clauses).clauses;
