import { z } from 'zod';
import { secondFactorSchema, webAuthnAnswerSchema } from './access.ts';
import { accountActionSchema } from './account-actions.ts';
import { requiredName } from './text.ts';

/** What a signed-in person can do with their own account, `/api/v1/me/…`. */
const instant = z.iso.datetime();
const newPasswordSchema = z.string().min(1).max(128);

/** Proves again who sits there, for sensitive acts: by a second factor where one is enrolled, else by the password. */
export const reauthenticationSchema = z.union([
  z.object({ password: newPasswordSchema }),
  ...secondFactorSchema.options,
  z.object({ passkey: webAuthnAnswerSchema }),
]);
export const reauthenticatedSchema = z.object({ until: instant });

export const sessionSchema = z.object({
  id: z.string(),
  isThis: z.boolean(),
  signedInAt: instant,
  lastSeenAt: instant,
  endsAt: instant,
  signedInBy: z.enum(['password', 'passkey', 'organisation']),
  secondFactor: z.boolean(),
  /** Network address it was opened from. */
  address: z.string().nullable(),
  /** The browser as it calls itself. */
  device: z.string().nullable(),
});
export const sessionsSchema = z.object({ sessions: z.array(sessionSchema) });
export type Session = z.infer<typeof sessionSchema>;

/** What has changed about the account of late, the newest first. */
export const accountEventsSchema = z.object({
  events: z.array(
    z.object({
      at: instant,
      action: accountActionSchema,
      /** `self`: as this person; `colleague`: an administrator; `system`: the command line or the system itself. */
      by: z.enum(['self', 'colleague', 'system']),
      isThisSession: z.boolean(),
      /** Network address, or `line-staff` for a chat; null where it is a colleague's. */
      from: z.string().nullable(),
    }),
  ),
});
export type AccountEvents = z.infer<typeof accountEventsSchema>;

/** How the account is protected. */
export const protectionSchema = z.object({
  hasPassword: z.boolean(),
  totp: z.boolean(),
  /** Unused recovery codes left. */
  recoveryCodes: z.int(),
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), createdAt: instant, lastUsedAt: instant.nullable() })),
  /** A role of this person requires a second factor. */
  secondFactorRequired: z.boolean(),
  line: z.object({ linkedAt: instant }).nullable(),
});
export type Protection = z.infer<typeof protectionSchema>;

/** A key for the authenticator app; it counts once a first code of it was right. */
export const totpEnrolmentSchema = z.object({
  /** `otpauth://totp/…` for a tap on the same telephone. */
  uri: z.string(),
  /** The same as a picture (SVG). */
  qrSvg: z.string(),
  /** The key in groups, for typing. */
  key: z.string(),
});
export const totpCodeSchema = z.strictObject({
  totp: z
    .string()
    .trim()
    .regex(/^\d{6}$/),
});
/** Shown once and never again; each works once. */
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });

const passkeyNameSchema = requiredName(60);
export const passkeyEnrolmentSchema = z.strictObject({ name: passkeyNameSchema, answer: webAuthnAnswerSchema });
/** With the recovery codes of an account that had none: shown once. Empty where it has some. */
export const passkeyEnrolledSchema = protectionSchema.extend({ newRecoveryCodes: z.array(z.string()) });
export const passkeyRenamingSchema = z.strictObject({ name: passkeyNameSchema });

/**
 * The linked LINE and the browsers that ring stay. Without it they end, because whoever had the account may have added
 * them; with it the person must have proved of late who they are.
 */
const keepsLinks = { keepLinks: z.boolean().optional() };

/** `current`: the password so far, asked for where the account has one and no second factor was shown of late. */
export const passwordChangeSchema = z.strictObject({
  password: newPasswordSchema,
  current: newPasswordSchema.optional(),
  ...keepsLinks,
});
/** Signing out everywhere. */
export const endSessionsSchema = z.strictObject(keepsLinks).optional();

/** To be sent to the staff LINE account in a chat of one's own, within ten minutes. */
export const lineLinkCodeSchema = z.object({ code: z.string(), expiresAt: instant });
