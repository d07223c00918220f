import { ROLES, type Role } from '#contract/permission';

/** A day in Thailand as `YYYY-MM-DD`: a membership ends at midnight there, whatever the server's time zone. */
export type ThaiDate = string;

export type Membership = {
  agencyId: string;
  role: string;
  fromDate: ThaiDate;
  /** Last day, inclusive; null without an end. */
  untilDate: ThaiDate | null;
};

const THAI_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok', dateStyle: 'short' });

export function thaiDateOf(at: Date): ThaiDate {
  return THAI_DAY.format(at);
}

/** True from the first to the last day, both included. */
export function isInForce(membership: Membership, today: ThaiDate): boolean {
  return membership.fromDate <= today && (membership.untilDate === null || today <= membership.untilDate);
}

/** False for a role of an older release that no longer exists: it permits nothing. */
export function isRole(role: string): role is Role {
  return Object.hasOwn(ROLES, role);
}
