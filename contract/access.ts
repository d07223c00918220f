import { z } from 'zod';
import { namedAgencySchema } from './incident.ts';
import { permissionSchema, roleSchema } from './permission.ts';

/** Who is signed in, where they serve and what they may do there. */
export const meSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    memberships: z.array(z.object({ agency: namedAgencySchema, agencyKind: z.string(), role: roleSchema })),
    permissions: z.array(permissionSchema),
    /** Demo mode only: data is for demonstration. */
    demonstration: z.boolean(),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof meSchema>;

/** The invented people of a demonstration and the password they share; a production server answers 404 instead. */
export const demoAccountsSchema = z.object({
  password: z.string(),
  accounts: z.array(
    z.object({ name: z.string(), email: z.string(), roles: z.array(roleSchema), agencies: z.array(namedAgencySchema) }),
  ),
});
export type DemoAccounts = z.infer<typeof demoAccountsSchema>;

/** `POST /api/auth/sign-in/email`; the answer's cookie is the session. */
export const signInSchema = z.object({
  // Telephone keyboards like to add a space after a completed word.
  email: z.string().trim().pipe(z.email()),
  password: z.string().min(1).max(128),
});
export const signedInSchema = z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) });
export type SignedIn = z.infer<typeof signedInSchema>;
