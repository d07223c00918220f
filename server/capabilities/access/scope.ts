import type { Permission } from '#contract/permission';
import type { ThaiDay } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import { type Actor, agenciesWith } from './actor.ts';
import type { Membership } from './membership.ts';

/** True when `agencyId` is `branchId` or lies below it in the agency tree. */
export type IsWithin = (agencyId: string, branchId: string) => boolean;

/** True when the agency lies in a branch in which the actor has the permission. */
export function isInScope(actor: Actor, permission: Permission, agencyId: string, isWithin: IsWithin): boolean {
  return agenciesWith(actor, permission).some((branchId) => isWithin(agencyId, branchId));
}

/**
 * How much of a person's account an administrator may manage. `full`: all present and future memberships lie in the
 * administrator's branch. `partial`: some do; only these may be changed. `none`: answered like an unknown person.
 */
export function scopeOf(
  actor: Actor,
  served: readonly Membership[],
  isWithin: IsWithin,
  today: ThaiDay,
): 'full' | 'partial' | 'none' {
  const mine = (membership: Membership) => isInScope(actor, 'account:manage', membership.agencyId, isWithin);
  if (!served.some(mine)) return 'none';
  const lasting = served.filter(({ untilDate }) => untilDate === null || untilDate >= today);
  return lasting.every(mine) ? 'full' : 'partial';
}

/** @throws AppError `access/person-not-found`, `access/person-serves-elsewhere` */
export function mustHaveFullScope(scope: ReturnType<typeof scopeOf>): void {
  if (scope === 'none') throw new AppError('access/person-not-found');
  if (scope === 'partial') throw new AppError('access/person-serves-elsewhere');
}
