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
  'test',
] as const;
export const alertKindSchema = z.enum(ALERT_KINDS);
export type AlertKind = (typeof ALERT_KINDS)[number];

/**
 * Orders to the crew of a unit: go there, go there next, no longer go, the reporter says more. Quiet hours never hold
 * one, and what it says is shown on the lock screen with a button that acknowledges it.
 */
export const ORDER_KINDS = ['order', 'order-next', 'order-withdrawn', 'reporter-message'] as const;
export function isOrder(kind: AlertKind): kind is (typeof ORDER_KINDS)[number] {
  return (ORDER_KINDS as readonly AlertKind[]).includes(kind);
}

/** What is told of a unit to those who command it; it stands on their screen until they have read it. */
export const UNIT_NEWS = ['order-unseen', 'back-up'] as const satisfies readonly AlertKind[];
