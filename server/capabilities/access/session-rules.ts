import { type Permission, ROLES, type Role } from '#contract/permission';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * What makes a role privileged: it takes data home, uncovers what is masked, takes incidents from others, or decides
 * about other people's accounts, alarms and records. A stolen session of theirs opens more.
 */
const PRIVILEGED_PERMISSIONS: readonly Permission[] = [
  'incident:export',
  'incident:unmask',
  'incident:take-over',
  'incident:mark-conflict',
  'audit:view',
  'account:manage',
  'alerting:manage',
  'escalation-policy:edit',
  'system-alert:resolve',
];
/** Reads the numbers of a whole province or country; no permission of the table says so yet. */
const READS_FAR: readonly Role[] = ['analyst'];

/** The roles that ask for a second factor and have short sessions, from what they may do. */
export const PRIVILEGED_ROLES: readonly Role[] = (Object.keys(ROLES) as Role[]).filter(
  (role) =>
    READS_FAR.includes(role) || PRIVILEGED_PERMISSIONS.some((one) => (ROLES[role] as readonly string[]).includes(one)),
);

/**
 * How long a session lives. NIST SP 800-63B-3, 4.2.3 (AAL2), for the privileged: prove again after 12 hours at the
 * latest and after 30 minutes without activity. Proving again in the open console begins the 12 hours anew, so that a
 * duty room is not signed out in the middle of a night. Everybody else is within 4.1.3 (AAL1), 30 days, and a week
 * without use. An open console's live stream is activity, and an outage of ours is not its absence (decision 0039).
 */
const LIVES = {
  privileged: { longest: 12 * HOUR, idle: 30 * MINUTE },
  ordinary: { longest: 30 * DAY, idle: 7 * DAY },
} as const;
/** The longest of all: what the cookie and better-auth's own row are made for. */
export const LONGEST_SESSION_SECONDS = LIVES.ordinary.longest / 1000;

/**
 * Browsers of one account: open sessions, and browsers that are known. More than the consoles of a duty room that shares
 * an account (40 live streams); beyond it the one not used for longest gives way.
 */
export const MOST_BROWSERS = 50;

/** How long one proof (password, code, passkey) is enough for sensitive acts. */
const PROOF_LASTS = 10 * MINUTE;

export type SessionFacts = { createdAt: Date; lastSeenAt: Date; provedAt: Date };

export function isPrivileged(roles: readonly string[]): boolean {
  return PRIVILEGED_ROLES.some((role) => roles.includes(role));
}

/** When the session ends whatever happens, unless its person proves again before. */
export function sessionEndsAt(
  { createdAt, provedAt }: Pick<SessionFacts, 'createdAt' | 'provedAt'>,
  roles: readonly string[],
): Date {
  const atLast = createdAt.getTime() + LIVES.ordinary.longest;
  return new Date(isPrivileged(roles) ? Math.min(provedAt.getTime() + LIVES.privileged.longest, atLast) : atLast);
}

/** False once it is too old or was not used for too long. */
export function isAlive(session: SessionFacts, roles: readonly string[], now: Date): boolean {
  const idleEnd = session.lastSeenAt.getTime() + (isPrivileged(roles) ? LIVES.privileged : LIVES.ordinary).idle;
  return now < sessionEndsAt(session, roles) && now.getTime() < idleEnd;
}

/** `secondFactor`: one was shown in this session. `hasSecondFactor`: the account has one, enrolled by now. */
export type ProofFacts = { provedAt: Date; secondFactor: boolean; hasSecondFactor: boolean };

/**
 * Until when the last proof is enough for sensitive acts; null when that is over. Of who has enrolled a second factor a
 * password is no proof, whenever the factor was added: it must have been shown in this session.
 */
export function proofLastsUntil({ provedAt, secondFactor, hasSecondFactor }: ProofFacts, now: Date): Date | null {
  if (hasSecondFactor && !secondFactor) return null;
  const until = new Date(provedAt.getTime() + PROOF_LASTS);
  return now < until ? until : null;
}
