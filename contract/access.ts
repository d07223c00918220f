import { z } from 'zod';
import { namedAgencySchema } from './incident.ts';
import { permissionSchema, roleSchema } from './permission.ts';
import { SECOND_FACTORS } from './second-factor.ts';
import { asOneLine } from './text.ts';

/** The signed-in person with their memberships and permissions. */
export const meSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    memberships: z.array(z.object({ agency: namedAgencySchema, agencyKind: z.string(), role: roleSchema })),
    permissions: z.array(permissionSchema),
    staffNumber: z.string().nullable(),
    /** `needed`: only one's own account is available until a second factor is enrolled and used. */
    secondFactor: z.enum(['none', 'needed', 'used']),
    /** Until when sensitive actions need no new proof; null when they need one. */
    reauthenticatedUntil: z.iso.datetime().nullable(),
    /** When the session ends at the latest. */
    sessionEndsAt: z.iso.datetime(),
    /** True in demonstration mode. */
    demonstration: z.boolean(),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof meSchema>;

/** Demonstration accounts and their common password; 404 in production. */
export const demoAccountsSchema = z.object({
  password: z.string(),
  accounts: z.array(
    z.object({ name: z.string(), email: z.string(), roles: z.array(roleSchema), agencies: z.array(namedAgencySchema) }),
  ),
});
export type DemoAccounts = z.infer<typeof demoAccountsSchema>;

/** A password as typed. */
const secretSchema = z.string().min(1).max(128);
export const staffNumberSchema = z
  .string()
  .overwrite((typed) => asOneLine(typed).replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)))
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9./-]{2,31}$/);

/** `POST /api/auth/sign-in/email`: by e-mail address or staff number; the response sets the session cookie. */
export const signInSchema = z.union([
  // Phone keyboards add a space after a completed word.
  z.object({ email: z.string().overwrite(asOneLine).pipe(z.email()), password: secretSchema }),
  z.object({ staffNumber: staffNumberSchema, password: secretSchema }),
]);
/** `POST /api/auth/sign-out`: without `keepsUnsent` the browser clears all storage of this site. */
export const signOutSchema = z.strictObject({ keepsUnsent: z.boolean().optional() });
export const signedInSchema = z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) });
export type SignedIn = z.infer<typeof signedInSchema>;

/** If a factor is enrolled, no session opens yet: the next proof goes to `/api/auth/sign-in/second-factor`. */
export const secondFactorAskedSchema = z.object({ secondFactor: z.array(z.enum(SECOND_FACTORS)) });
export const signInAnswerSchema = z.union([signedInSchema, secondFactorAskedSchema]);
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;

/** Six digits of the authenticator app, or a recovery code. */
export const secondFactorSchema = z.union([
  z.object({
    totp: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
  z.object({ recoveryCode: z.string().trim().min(24).max(40) }),
]);
export type SecondFactor = z.infer<typeof secondFactorSchema>;

/** Input and output of `navigator.credentials` (WebAuthn Level 3 JSON), passed on unchanged. */
export const webAuthnOptionsSchema = z.looseObject({ challenge: z.string() });
export const webAuthnAnswerSchema = z.looseObject({
  id: z.string().max(1400),
  rawId: z.string().max(1400),
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
  clientExtensionResults: z.record(z.string(), z.unknown()),
});
export type WebAuthnAnswer = z.infer<typeof webAuthnAnswerSchema>;

/** The second step: a code, or the response to `/api/auth/sign-in/second-factor/passkey-options`. */
export const secondStepSchema = z.union([...secondFactorSchema.options, z.object({ passkey: webAuthnAnswerSchema })]);

/** Sign-in methods besides the password. */
export const signInMethodsSchema = z.object({
  passkey: z.literal(true),
  /** The organisation whose sign-in is configured; null without one. */
  organisation: z.string().nullable(),
});
export type SignInMethods = z.infer<typeof signInMethodsSchema>;
