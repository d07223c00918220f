import type { Role } from '#contract/permission';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Who can see or change much, far away or about accounts: what a stolen session of theirs opens is more. */
export const PRIVILEGED_ROLES: readonly Role[] = [
  'administrator',
  'superintendent',
  'province-commander',
  'national-desk',
  'analyst',
];

/**
 * How long a session lives. NIST SP 800-63B-3, 4.2.3 (AAL2): prove again after 12 hours at the latest and after 30
 * minutes without activity, for the privileged. A duty room's console must not be signed out in the middle of a night:
 * everybody else is within 4.1.3 (AAL1), 30 days, and a week without use. An open console's live stream is activity.
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

/** When the session ends whatever happens. */
export function sessionEndsAt({ createdAt }: Pick<SessionFacts, 'createdAt'>, roles: readonly string[]): Date {
  return new Date(createdAt.getTime() + lifeOf(roles).longest);
}

/** False once it is too old or was not used for too long. */
export function isAlive(session: SessionFacts, roles: readonly string[], now: Date): boolean {
  const idleEnd = session.lastSeenAt.getTime() + lifeOf(roles).idle;
  return now < sessionEndsAt(session, roles) && now.getTime() < idleEnd;
}

/** Until when the last proof is enough for sensitive acts; null when that is over. */
export function proofLastsUntil(provedAt: Date, now: Date): Date | null {
  const until = new Date(provedAt.getTime() + PROOF_LASTS);
  return now < until ? until : null;
}

function lifeOf(roles: readonly string[]) {
  return isPrivileged(roles) ? LIVES.privileged : LIVES.ordinary;
}
