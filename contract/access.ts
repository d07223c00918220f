import { z } from 'zod';
import { namedAgencySchema } from './incident.ts';
import { permissionSchema, roleSchema } from './permission.ts';

/** Who is signed in, where they serve and what they may do there. */
export const meSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  memberships: z.array(z.object({ agency: namedAgencySchema, agencyKind: z.string(), role: roleSchema })),
  permissions: z.array(permissionSchema),
  /** Demo mode only: data is for demonstration. */
  demonstration: z.boolean(),
});
export type Me = z.infer<typeof meSchema>;
