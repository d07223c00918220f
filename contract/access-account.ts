import { z } from 'zod';
import { secondFactorSchema, webAuthnAnswerSchema } from './access.ts';
import { accountActionSchema } from './account-actions.ts';
import { requiredName } from './text.ts';

/** One's own account, `/api/v1/me/…`. */
const instant = z.iso.datetime();
const newPasswordSchema = z.string().min(1).max(128);

/** Re-authentication for sensitive actions: by a second factor if one is enrolled, else by password. */
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
  /** Network address of the sign-in. */
  address: z.string().nullable(),
  /** The `User-Agent` of the browser. */
  device: z.string().nullable(),
});
export const sessionsSchema = z.object({ sessions: z.array(sessionSchema) });
export type Session = z.infer<typeof sessionSchema>;

/** Recent changes of the account, newest first. */
export const accountEventsSchema = z.object({
  events: z.array(
    z.object({
      at: instant,
      action: accountActionSchema,
      /** `self`: this person; `colleague`: an administrator; `system`: the command line or the system itself. */
      by: z.enum(['self', 'colleague', 'system']),
      isThisSession: z.boolean(),
      /** Network address, or `line-staff` for a chat; null for a colleague. */
      from: z.string().nullable(),
    }),
  ),
});
export type AccountEvents = z.infer<typeof accountEventsSchema>;

/** How the account is protected. */
export const protectionSchema = z.object({
  hasPassword: z.boolean(),
  totp: z.boolean(),
  /** Number of unused recovery codes. */
  recoveryCodes: z.int(),
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), createdAt: instant, lastUsedAt: instant.nullable() })),
  /** A role of this person requires a second factor. */
  secondFactorRequired: z.boolean(),
  line: z.object({ linkedAt: instant }).nullable(),
});
export type Protection = z.infer<typeof protectionSchema>;

/** A key for the authenticator app; it counts after a correct first code. */
export const totpEnrolmentSchema = z.object({
  /** `otpauth://totp/…`, to open the app on the same phone. */
  uri: z.string(),
  /** The same as a QR code (SVG). */
  qrSvg: z.string(),
  /** The key in groups of letters, for typing. */
  key: z.string(),
});
export const totpCodeSchema = z.strictObject({
  totp: z
    .string()
    .trim()
    .regex(/^\d{6}$/),
});
/** Shown once; each code works once. */
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });

const passkeyNameSchema = requiredName(60);
export const passkeyEnrolmentSchema = z.strictObject({ name: passkeyNameSchema, answer: webAuthnAnswerSchema });
/** With new recovery codes if the account had none, shown once; otherwise an empty list. */
export const passkeyEnrolledSchema = protectionSchema.extend({ newRecoveryCodes: z.array(z.string()) });
export const passkeyRenamingSchema = z.strictObject({ name: passkeyNameSchema });

/**
 * Keeps the LINE link and push subscriptions; requires a recent proof. By default they end, because somebody else who had
 * access to the account may have added them.
 */
const keepsLinks = { keepLinks: z.boolean().optional() };

/** `current`: required if the account has a password and no second factor was used recently. */
export const passwordChangeSchema = z.strictObject({
  password: newPasswordSchema,
  current: newPasswordSchema.optional(),
  ...keepsLinks,
});
/** Signing out everywhere. */
export const endSessionsSchema = z.strictObject(keepsLinks).optional();

/** To be sent to the staff LINE account in a private chat, within ten minutes. */
export const lineLinkCodeSchema = z.object({ code: z.string(), expiresAt: instant });
