import { listStaff } from '#capabilities/access';
import { listConflicted } from '#capabilities/incident';
import type { Connection } from '#platform/database/database';

/** People who must not learn of an incident, and their agencies: they would read its groups and hear its radio. */
export type Withheld = { personIds: string[]; agencyIds: string[] };

/** By incident, the people from whom it is withheld; incidents without any are not contained. Needs the service role. */
export async function listWithheld(
  connection: Connection,
  incidentIds: string[],
  now: Date,
): Promise<Map<string, Withheld>> {
  const conflicted = [...(incidentIds.length > 0 ? await listConflicted(connection, incidentIds, now) : [])];
  const ids = [...new Set(conflicted.flatMap(([, personIds]) => personIds))];
  const people = ids.length > 0 ? await listStaff(connection, { ids }, now) : [];
  return new Map(
    conflicted
      .filter(([, personIds]) => personIds.length > 0)
      .map(([incidentId, personIds]) => {
        const memberships = people.filter(({ id }) => personIds.includes(id)).flatMap((one) => one.memberships);
        return [incidentId, { personIds, agencyIds: memberships.map(({ agencyId }) => agencyId) }];
      }),
  );
}

/** Whether a notification to this person, group or gateway would reach somebody who must not know. */
export function isWithheld(
  withheld: Withheld | undefined,
  { personId, agencyId }: { personId: string | null; agencyId: string },
): boolean {
  if (!withheld) return false;
  return personId === null ? withheld.agencyIds.includes(agencyId) : withheld.personIds.includes(personId);
}
