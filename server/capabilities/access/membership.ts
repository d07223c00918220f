import { ROLES, type Role } from '#contract/permission';
import type { ThaiDay } from '#contract/thai-day';

/** Its days are those of Thailand: it ends at midnight there, whatever the server's time zone. */
export type Membership = {
  agencyId: string;
  role: string;
  fromDate: ThaiDay;
  /** Last day, inclusive; null without an end. */
  untilDate: ThaiDay | null;
};

/** True from the first to the last day, both included. */
export function isInForce(membership: Membership, today: ThaiDay): boolean {
  return membership.fromDate <= today && (membership.untilDate === null || today <= membership.untilDate);
}

/** False for a role of an older release that no longer exists: it permits nothing. */
export function isRole(role: string): role is Role {
  return Object.hasOwn(ROLES, role);
}
