import { listStaff } from '#capabilities/access';
import { listConflicted } from '#capabilities/incident';
import type { Connection } from '#platform/database/database';

/** Who must not learn of an incident, and where they serve: in a group or over a radio they would read or hear along. */
export type Withheld = { personIds: string[]; agencyIds: string[] };

/** From whom these incidents are kept, by incident; those that are kept from nobody are not in it. Asked as the house. */
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
        const served = people.filter(({ id }) => personIds.includes(id)).flatMap(({ memberships }) => memberships);
        return [incidentId, { personIds, agencyIds: served.map(({ agencyId }) => agencyId) }];
      }),
  );
}

/** Whether a notice to this person, group or gateway would tell somebody who must not know. */
export function isWithheld(
  withheld: Withheld | undefined,
  { personId, agencyId }: { personId: string | null; agencyId: string },
): boolean {
  if (!withheld) return false;
  return personId === null ? withheld.agencyIds.includes(agencyId) : withheld.personIds.includes(personId);
}
