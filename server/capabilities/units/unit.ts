import { type Actor, agenciesWith } from '#capabilities/access';
import { type UnitFacts, type UnitKind, unitStatusOf } from '#contract/unit-status';
import { AppError } from '#platform/app-error';
import type { Assignment } from './assignment.ts';

/** A unit as stored, with a summary of its jobs. */
export type Unit = {
  id: string;
  agencyId: string;
  callSign: string;
  kind: UnitKind;
  version: number;
  outOfServiceAt: Date | null;
  outOfServiceReason: string | null;
  backAt: Date | null;
  updatedAt: Date;
  memberIds: string[];
  /** Number of open jobs, including those the reader may not see. */
  openCount: number;
  lastEndedAt: Date | null;
};

/** The facts from which the unit's status is derived, for a reader who may see these jobs. */
export function factsOf(unit: Unit, visible: readonly Assignment[]): UnitFacts {
  const { openCount, lastEndedAt, backAt } = unit;
  const openJobs = visible.map(({ status }) => status);
  return { isOutOfService: unit.outOfServiceAt !== null, openJobs, openCount, lastEndedAt, backAt };
}

/** Whether the person is in the unit's crew and may serve in units today. */
export function serves(actor: Pick<Actor, 'userId' | 'memberships'>, { memberIds }: Pick<Unit, 'memberIds'>): boolean {
  return memberIds.includes(actor.userId) && agenciesWith(actor, 'unit:serve').length > 0;
}

/**
 * Refuses a unit that cannot get a job; a second job needs `queue`.
 * @throws AppError `units/out-of-service`, `units/already-sent`, `units/not-available`
 */
export function mustBeFree(
  unit: Unit,
  visible: readonly (Assignment & { code: string; by: string })[],
  asked: { incidentId: string; queue?: boolean | undefined },
  now: Date,
): void {
  const { callSign } = unit;
  if (visible.some(({ incidentId }) => incidentId === asked.incidentId)) {
    const lostTo = { subjects: [asked.incidentId], actions: ['units/sent'] };
    throw new AppError('units/already-sent', { params: { unit: callSign }, lostTo });
  }
  // A unit whose job the actor may not see looks the same as one out of service.
  if (unitStatusOf(factsOf(unit, visible), now) === 'out-of-service' || unit.openCount > visible.length) {
    throw new AppError('units/out-of-service', { params: { unit: callSign } });
  }
  const [first] = visible;
  if (first && !asked.queue) {
    const { code, by, status } = first;
    const lostTo = { subjects: [first.incidentId], actions: ['units/sent'] };
    throw new AppError('units/not-available', { params: { unit: callSign, code, name: by, status }, lostTo });
  }
}
