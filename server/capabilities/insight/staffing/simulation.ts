import type { Actor } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import {
  FEWEST_REPLICATIONS,
  type NewSimulation,
  type Simulation,
  type Staffing,
  type StaffingQuestion,
} from '#contract/staffing';
import { AppError } from '#platform/app-error';
import { listScopes } from '../figures/scope.ts';

/** Of one person at a time: each takes a core for some seconds. */
export const MOST_WAITING = 3;
/** Kept as long as the year that it rests on. */
export const KEPT_DAYS = 365;

/** Stations that a question is about. */
export function namedIn(question: StaffingQuestion): string[] {
  if (question.kind === 'move') return [question.fromAgencyId, question.toAgencyId];
  return question.kind === 'fewer' ? [question.agencyId] : [];
}

/** @throws AppError `insight/too-few-incidents`, `insight/station-not-there`, `insight/too-many-simulations` */
export function mustBeAnswerable({ question }: NewSimulation, staffing: Staffing, waiting: number): void {
  if (!staffing.isEnough) throw new AppError('insight/too-few-incidents', { params: { n: staffing.n } });
  const named = namedIn(question);
  const own = staffing.stations.filter(({ isNeighbour }) => !isNeighbour).map(({ agencyId }) => agencyId);
  if (named.some((id) => !own.includes(id)) || new Set(named).size < named.length) {
    throw new AppError('insight/station-not-there');
  }
  if (waiting >= MOST_WAITING) throw new AppError('insight/too-many-simulations', { params: { n: MOST_WAITING } });
}

type Seen = { province: string };

/** @throws AppError `insight/simulation-not-found`, the same for one of a province that is not theirs */
export function mustBeShown<Found extends Seen>(
  jurisdiction: Pick<Jurisdiction, 'describePlace' | 'findAgency' | 'getAgency' | 'isWithin' | 'listAgencies'>,
  actor: Actor,
  found: Found | undefined,
): Found {
  const { nation, provinces } = listScopes(jurisdiction, actor);
  if (!found || !(nation || provinces.some(({ code }) => code === found.province))) {
    throw new AppError('insight/simulation-not-found');
  }
  return found;
}

/** How many replications the next run has: a few first, so that somebody sees something, then all. */
export function nextReplications({ asked, result }: Pick<Simulation, 'asked' | 'result'>): number {
  return result === null ? Math.min(FEWEST_REPLICATIONS, asked.replications) : asked.replications;
}

/** Whether a result of so many replications is the last. */
export function isLast({ replications }: NewSimulation, done: number): boolean {
  return done >= replications;
}
