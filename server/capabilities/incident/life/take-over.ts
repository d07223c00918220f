import { type Actor, agenciesWith } from '#capabilities/access';
import { distanceMetres, isInBranch, type Jurisdiction, visibilityOf } from '#capabilities/jurisdiction';
import { isOpen, isUnanswered } from '#contract/incident-status';
import type { Agency } from '#contract/jurisdiction';
import { acknowledge, etaFrom, type Incident, notAllowed, type Person, type Routing } from '../record/incident.ts';

/** Who takes over; the place stays the same, the distance changes. */
export type Taker = Pick<Routing, 'responsibleAgencyId' | 'distanceMetres' | 'routing'>;

/** @param how in Thai, how the agency came by the incident: it stands before the reason of the first routing */
export function takerOf(incident: Incident, { id, position }: Agency, how: string): Taker {
  return {
    responsibleAgencyId: id,
    distanceMetres: distanceMetres(incident, position),
    routing: { th: `${how} · ${incident.routing.th}`, en: `Taken over · ${incident.routing.en}` },
  };
}

/**
 * The agency for which this person can take over the incident: one they serve in, above the responsible station in the
 * tree, nearest to it first. Undefined if there is none, or if it is already responsible.
 */
export function findTaker(
  jurisdiction: Pick<Jurisdiction, 'getAgency'>,
  actor: Pick<Actor, 'memberships' | 'permissions'>,
  { responsibleAgencyId }: Pick<Incident, 'responsibleAgencyId'>,
): string | undefined {
  const { path } = jurisdiction.getAgency(responsibleAgencyId);
  const above = agenciesWith(actor, 'incident:take-over')
    .map((id) => jurisdiction.getAgency(id))
    .filter((agency) => isInBranch(visibilityOf(agency), path))
    .sort((one, other) => visibilityOf(other).length - visibilityOf(one).length);
  const nearest = above[0];
  return nearest && nearest.id !== responsibleAgencyId ? nearest.id : undefined;
}

/**
 * Another agency becomes responsible because the present one does not answer: it was called and answered, or it is
 * above in the tree and took over. Units on the way continue. A pending transfer is cancelled.
 * @param etaMinutes null: no ETA was given
 * @throws AppError `incident/change-not-allowed`
 */
export function takeOver(
  incident: Incident,
  taker: Taker,
  { by, etaMinutes, now }: { by: Person; etaMinutes: number | null; now: Date },
): Incident {
  if (!isOpen(incident.status)) {
    throw notAllowed(incident, 'take-over');
  }
  // An agency that gave it away and takes it over again may hold it again.
  const pastAgencyIds = incident.pastAgencyIds.filter((id) => id !== taker.responsibleAgencyId);
  const taken = { ...incident, ...taker, pastAgencyIds, transfer: null };
  if (isUnanswered(incident.status)) return acknowledge(taken, by, etaMinutes, now);
  return etaMinutes === null ? taken : { ...taken, etaAt: etaFrom(now, etaMinutes) };
}
