import { z } from 'zod';

/** The end of the audit chain. */
export const auditTailSchema = z
  .object({
    /** Null before the first entry. */
    last: z.object({ seq: z.int(), hash: z.string(), sealedAt: z.iso.datetime() }).nullable(),
    /** Entries not sealed yet; if they wait too long, a system alert is raised. */
    unsealed: z.int(),
  })
  .meta({ id: 'AuditTail' });
export type AuditTail = z.infer<typeof auditTailSchema>;
