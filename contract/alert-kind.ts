import { z } from 'zod';

/** Why somebody is alerted. */
export const ALERT_KINDS = [
  'new',
  'again',
  'called',
  'reopened',
  'eta-passed',
  'duress',
  'no-answer',
  'order',
  'order-next',
  'order-withdrawn',
  'reporter-message',
  'order-unseen',
  'back-up',
  'heartbeat',
  'group-lost',
  'account-changed',
  'case-reminder',
  'case-late',
  'early-notification',
  'case-urgent',
  /** For machines alone. */
  'referral-step',
  'test',
] as const;
export const alertKindSchema = z.enum(ALERT_KINDS);
export type AlertKind = (typeof ALERT_KINDS)[number];

/**
 * Orders to the crew of a unit: go there, go there next, do not go, a message from the reporter. Quiet hours never suppress
 * them, and the lock screen shows their content with an acknowledge button.
 */
export const ORDER_KINDS = ['order', 'order-next', 'order-withdrawn', 'reporter-message'] as const;
export function isOrder(kind: AlertKind): kind is (typeof ORDER_KINDS)[number] {
  return (ORDER_KINDS as readonly AlertKind[]).includes(kind);
}

/** News of a unit for those who command it; shown on their screen until they have read it. */
export const UNIT_NEWS = ['order-unseen', 'back-up'] as const satisfies readonly AlertKind[];
