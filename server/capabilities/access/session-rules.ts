import { type Permission, ROLES, type Role } from '#contract/permission';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Permissions that make a role privileged: to export or unmask data, to take incidents over, or to manage the accounts,
 * alerts and records of others. A stolen session of such a role does more harm.
 */
const PRIVILEGED_PERMISSIONS: readonly Permission[] = [
  'incident:export',
  'insight:view',
  'insight:publish',
  'incident:unmask',
  'incident:take-over',
  'incident:mark-conflict',
  'audit:view',
  'account:manage',
  'alerting:manage',
  'escalation-policy:edit',
  'system-alert:resolve',
  'case:approve',
  'case:give-copy',
];

/** Roles that require a second factor and have short sessions. */
export const PRIVILEGED_ROLES: readonly Role[] = (Object.keys(ROLES) as Role[]).filter((role) =>
  PRIVILEGED_PERMISSIONS.some((one) => (ROLES[role] as readonly string[]).includes(one)),
);

/**
 * How long a session lasts. Privileged roles follow NIST SP 800-63B-3, 4.2.3 (AAL2): re-authentication after 12 hours
 * and after 30 minutes without activity. Re-authentication in the open console restarts the 12 hours, so that a duty
 * room is not signed out in the middle of a night. Other roles follow 4.1.3 (AAL1): 30 days, and a week without use. An
 * open live stream counts as activity; an outage of ours does not count as inactivity (decision 0039).
 */
const LIVES = {
  privileged: { longest: 12 * HOUR, idle: 30 * MINUTE },
  ordinary: { longest: 30 * DAY, idle: 7 * DAY },
} as const;
/** Upper limit for the cookie and better-auth's own row. */
export const LONGEST_SESSION_SECONDS = LIVES.ordinary.longest / 1000;

/**
 * Open sessions, and known browsers, of one account. More than the consoles of a duty room that shares an account (40
 * live streams); beyond it the least recently used one is dropped.
 */
export const MOST_BROWSERS = 50;

/** How long one proof (password, code, passkey) is enough for sensitive actions. */
const PROOF_LASTS = 10 * MINUTE;

export type SessionFacts = { createdAt: Date; lastSeenAt: Date; provedAt: Date };

export function isPrivileged(roles: readonly string[]): boolean {
  return PRIVILEGED_ROLES.some((role) => roles.includes(role));
}

/** When the session ends at the latest, unless the person re-authenticates before. */
export function sessionEndsAt(
  { createdAt, provedAt }: Pick<SessionFacts, 'createdAt' | 'provedAt'>,
  roles: readonly string[],
): Date {
  const atLast = createdAt.getTime() + LIVES.ordinary.longest;
  return new Date(isPrivileged(roles) ? Math.min(provedAt.getTime() + LIVES.privileged.longest, atLast) : atLast);
}

/**
 * How often the use of a session is stored: exact enough for the time without use that its roles allow, and not a write a
 * minute for each of thousands of phones.
 */
export function storeUseEvery(roles: readonly string[]): number {
  return isPrivileged(roles) ? MINUTE : 10 * MINUTE;
}

/** False when it is too old or was not used for too long. */
export function isAlive(session: SessionFacts, roles: readonly string[], now: Date): boolean {
  const idleEnd = session.lastSeenAt.getTime() + (isPrivileged(roles) ? LIVES.privileged : LIVES.ordinary).idle;
  return now < sessionEndsAt(session, roles) && now.getTime() < idleEnd;
}

/** `secondFactor`: one was used in this session. `hasSecondFactor`: the account has one enrolled. */
export type ProofFacts = { provedAt: Date; secondFactor: boolean; hasSecondFactor: boolean };

/**
 * Until when the last proof is enough for sensitive actions; null when it is not. If a second factor is enrolled, a
 * password is not enough: the factor must have been used in this session, however recently it was added.
 */
export function proofLastsUntil({ provedAt, secondFactor, hasSecondFactor }: ProofFacts, now: Date): Date | null {
  if (hasSecondFactor && !secondFactor) return null;
  const until = new Date(provedAt.getTime() + PROOF_LASTS);
  return now < until ? until : null;
}
