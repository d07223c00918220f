import { z } from 'zod';

/**
 * Actions on an account, or on what its person manages, of which the person is notified; named as in the audit. Texts are
 * in `texts/account-actions.{th,en}.json`.
 */
export const NOTIFIED_ACCOUNT_ACTIONS = [
  'access/change-password',
  'access/set-password-by-link',
  'access/make-password-link',
  'access/enrol-totp',
  'access/remove-totp',
  'access/enrol-passkey',
  'access/remove-passkey',
  'access/renew-recovery-codes',
  'access/use-recovery-code',
  'access/remove-second-factor',
  'access/link-line',
  'access/unlink-line',
  'access/end-sessions',
  'access/end-sessions-of',
  'access/disable-person',
  'alerting/subscribe-browser',
  'alerting/make-group-code',
  'alerting/enrol-group',
  'alerting/add-gateway',
] as const;
export type NotifiedAccountAction = (typeof NOTIFIED_ACCOUNT_ACTIONS)[number];

/** Further actions listed on the account page, without a notification: they give nobody access. */
export const ACCOUNT_ACTIONS = [
  ...NOTIFIED_ACCOUNT_ACTIONS,
  'access/enable-person',
  'access/change-staff-number',
  'access/add-own-number',
  'access/remove-own-number',
  'alerting/forget-browser',
  'alerting/remove-group',
  'alerting/remove-gateway',
] as const;
export const accountActionSchema = z.enum(ACCOUNT_ACTIONS);
export type AccountAction = z.infer<typeof accountActionSchema>;
