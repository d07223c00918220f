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
  'heartbeat',
  'group-lost',
  'test',
] as const;
export const alertKindSchema = z.enum(ALERT_KINDS);
export type AlertKind = (typeof ALERT_KINDS)[number];
