import { ROLES, type Role } from '#contract/permission';

/** A day in Thailand as `YYYY-MM-DD`: a duty ends at midnight there, whatever the server's own zone. */
export type ThaiDate = string;

export type Membership = {
  agencyId: string;
  role: string;
  fromDate: ThaiDate;
  /** Last day, inclusive; null while it lasts. */
  untilDate: ThaiDate | null;
};

const THAI_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok', dateStyle: 'short' });

export function thaiDateOf(at: Date): ThaiDate {
  return THAI_DAY.format(at);
}

/** Counts on its first and on its last day and between. */
export function isInForce(membership: Membership, today: ThaiDate): boolean {
  return membership.fromDate <= today && (membership.untilDate === null || today <= membership.untilDate);
}

/** False for a role of an older release that the contract no longer names: it permits nothing. */
export function isRole(role: string): role is Role {
  return Object.hasOwn(ROLES, role);
}
