import { type Actor, listStaff, type Staff as StaffPerson } from '#capabilities/access';
import type { Staff } from '#contract/incident-visibility';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { getVisibleIncident } from '../../queries/get-incident-detail.ts';
import { nameAgency } from '../../record/queries/list-summaries.ts';
import { listListeners } from '../store/access-fact-rows.ts';
import { mayBeSent, mayFor } from '../visibility.ts';
import type { QueueContext } from './list-incidents.ts';

/**
 * Officers of the responsible agency who can be sent, without those from whom the incident is withheld.
 * @throws AppError `incident/not-found`, `access/not-permitted`
 */
export async function listOfficers(
  context: QueueContext,
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

/** Staff of any agency whose name contains the text: a person named in an incident may serve far away. */
export async function searchStaff(context: QueueContext, connection: Connection, search: string): Promise<Staff> {
  return showStaff(context, await listStaff(connection, { text: search }, context.clock.now()));
}

/** Names by id; a dash for somebody who is no longer known. */
export function nameStaff(people: StaffPerson[]): (id: string) => { id: string; name: string } {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id) => ({ id, name: names.get(id) ?? '–' });
}

function showStaff({ jurisdiction }: QueueContext, people: StaffPerson[], without: string[] = []): Staff {
  return {
    people: people
      .filter(({ id }) => !without.includes(id))
      .map(({ id, name, memberships }) => ({
        id,
        name,
        serves: memberships
          .filter(({ agencyId }) => jurisdiction.findAgency(agencyId))
          .map(({ agencyId, role }) => ({ agency: nameAgency(jurisdiction, agencyId), role })),
      })),
  };
}
