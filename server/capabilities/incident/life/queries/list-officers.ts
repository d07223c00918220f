import { type Actor, listStaff } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { Staff } from '#contract/incident-visibility';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { QueryContext } from '../../context.ts';
import { getVisibleIncident } from '../../visibility/queries/get-visible-incident.ts';
import { showStaff } from '../../visibility/queries/list-staff.ts';
import { listListeners } from '../../visibility/store/access-fact-rows.ts';
import { mayBeSent } from '../../visibility/visibility.ts';

/**
 * Officers of the responsible agency who can be sent, without those from whom the incident is withheld.
 * @throws AppError `incident/not-found`, `access/not-permitted`
 */
export async function listOfficers(
  context: QueryContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<Staff> {
  const { jurisdiction, clock } = context;
  const { accessFacts } = await getVisibleIncident(context, connection, actor, id);
  const { responsibleAgencyId } = accessFacts;
  if (!mayFor(jurisdiction, actor, 'incident:assign', [responsibleAgencyId]))
    throw new AppError('access/not-permitted');
  const branch = jurisdiction.getAgency(responsibleAgencyId).path;
  const agencyIds = jurisdiction.listAgencies({ branch }).map((agency) => agency.id);
  const [listeners] = await listListeners(connection, [id], clock.now());
  const people = await listStaff(connection, { agencyIds }, clock.now());
  return showStaff(
    context,
    people.filter((one) => mayBeSent(one, (agencyId) => agencyIds.includes(agencyId))),
    listeners?.conflictedIds,
  );
}
