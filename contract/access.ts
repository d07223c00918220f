import { z } from 'zod';
import { namedAgencySchema } from './incident.ts';
import { permissionSchema, roleSchema } from './permission.ts';
import { asOneLine } from './text.ts';

/** Who is signed in, where they serve and what they may do there. */
export const meSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    memberships: z.array(z.object({ agency: namedAgencySchema, agencyKind: z.string(), role: roleSchema })),
    permissions: z.array(permissionSchema),
    staffNumber: z.string().nullable(),
    /** `needed`: nothing but the own account is open until a second factor is enrolled and used. */
    secondFactor: z.enum(['none', 'needed', 'used']),
    /** Until when sensitive acts need no new proof; null when it is over. */
    reauthenticatedUntil: z.iso.datetime().nullable(),
    /** When the session ends whatever happens. */
    sessionEndsAt: z.iso.datetime(),
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

/** The name of the cookie-borne proof and the words a person types. */
const secretSchema = z.string().min(1).max(128);
export const staffNumberSchema = z
  .string()
  .overwrite((typed) => asOneLine(typed).replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)))
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9./-]{2,31}$/);

/** `POST /api/auth/sign-in/email`: an e-mail address or a staff number; the answer's cookie is the session. */
export const signInSchema = z.union([
  // Telephone keyboards like to add a space after a completed word.
  z.object({ email: z.string().overwrite(asOneLine).pipe(z.email()), password: secretSchema }),
  z.object({ staffNumber: staffNumberSchema, password: secretSchema }),
]);
/** `POST /api/auth/sign-out`: without `keepsUnsent` the browser clears all that it holds of this site. */
export const signOutSchema = z.strictObject({ keepsUnsent: z.boolean().optional() });
export const signedInSchema = z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) });
export type SignedIn = z.infer<typeof signedInSchema>;

/** Where a factor is enrolled the first proof opens nothing yet: the next goes to `/api/auth/sign-in/second-factor`. */
export const SECOND_FACTORS = ['passkey', 'totp', 'recovery-code'] as const;
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

/** What `navigator.credentials` takes and gives (WebAuthn Level 3 JSON), passed on as it is. */
export const webAuthnOptionsSchema = z.looseObject({ challenge: z.string() });
export const webAuthnAnswerSchema = z.looseObject({
  id: z.string().max(1400),
  rawId: z.string().max(1400),
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
  clientExtensionResults: z.record(z.string(), z.unknown()),
});
export type WebAuthnAnswer = z.infer<typeof webAuthnAnswerSchema>;

/** The second step: a code, or a passkey's answer to `/api/auth/sign-in/second-factor/passkey-options`. */
export const secondStepSchema = z.union([...secondFactorSchema.options, z.object({ passkey: webAuthnAnswerSchema })]);

/** Which ways in the sign-in page may offer besides the password. */
export const signInMethodsSchema = z.object({
  passkey: z.literal(true),
  /** The name of the organisation whose own sign-in is set up; null without one. */
  organisation: z.string().nullable(),
});
