import { z } from 'zod';

/** Where the chain of the audit ends. */
export const auditTailSchema = z
  .object({
    /** Null before the first entry. */
    last: z.object({ seq: z.int(), hash: z.string(), sealedAt: z.iso.datetime() }).nullable(),
    /** Entries that wait for their seal; more than a moment's worth raises an alarm. */
    unsealed: z.int(),
  })
  .meta({ id: 'AuditTail' });
export type AuditTail = z.infer<typeof auditTailSchema>;
