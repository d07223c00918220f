import type { Actor } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { Writer } from '#events/incident-events';

/**
 * The agency for which the officer writes to a reporter: the responsible one if they serve there, otherwise their
 * first.
 */
export function writerOf(
  { jurisdiction }: { jurisdiction: Pick<Jurisdiction, 'getAgency'> },
  actor: Pick<Actor, 'memberships'>,
  responsibleAgencyId: string,
): Writer {
  const own = actor.memberships.map(({ agencyId }) => agencyId);
  const id = own.includes(responsibleAgencyId) ? responsibleAgencyId : (own[0] ?? responsibleAgencyId);
  const { nameTh, nameEn, kind } = jurisdiction.getAgency(id);
  return { agencyTh: nameTh, agencyEn: nameEn ?? nameTh, isPolice: kind === 'station' };
}
