import { type Actor, agenciesWith } from '#capabilities/access';
import { isInBranch, type Jurisdiction, visibilityOf } from '#capabilities/jurisdiction';
import { isOpen, isUnanswered } from '#contract/incident-status';
import { acknowledge, etaFrom, type Incident, notAllowed, type Person, type Routing } from './incident.ts';

/** Where the incident is answered from when another agency has it: the place stays, the way there is another. */
export type Taker = Pick<Routing, 'responsibleAgencyId' | 'distanceMetres' | 'routing'>;

/**
 * The agency for which this person can take the incident over: one they serve in and whose branch holds the station
 * that does not answer; the nearest to that station. Undefined when there is none, or when it has it already.
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
 * Another agency answers for it from now on, because the one that should did not: it was called and answered, or it
 * stands above and took it. Whoever is on the way goes on. Nothing is given away: a transfer that waited means nothing.
 * @param etaMinutes null: no time was promised
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
  // Who gave it away and comes back by an act of their own has it again.
  const pastAgencyIds = incident.pastAgencyIds.filter((id) => id !== taker.responsibleAgencyId);
  const taken = { ...incident, ...taker, pastAgencyIds, transfer: null };
  if (isUnanswered(incident.status)) return acknowledge(taken, by, etaMinutes, now);
  return etaMinutes === null ? taken : { ...taken, etaAt: etaFrom(now, etaMinutes) };
}
