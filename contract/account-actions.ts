import { z } from 'zod';

/**
 * What changes an account, or what it decides over, so that its person must hear of it: under the names of the audit.
 * Words stand in `texts/account-actions.{th,en}.json`.
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

/** What the account's own page lists besides: nothing that opens anything. */
export const ACCOUNT_ACTIONS = [
  ...NOTIFIED_ACCOUNT_ACTIONS,
  'access/enable-person',
  'access/change-staff-number',
  'alerting/forget-browser',
  'alerting/remove-group',
  'alerting/remove-gateway',
] as const;
export const accountActionSchema = z.enum(ACCOUNT_ACTIONS);
export type AccountAction = z.infer<typeof accountActionSchema>;
