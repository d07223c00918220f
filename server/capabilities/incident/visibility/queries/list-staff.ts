import { listStaff, type Staff as StaffPerson } from '#capabilities/access';
import type { Staff } from '#contract/incident-visibility';
import type { Connection } from '#platform/database/database';
import type { QueryContext } from '../../context.ts';
import { nameAgency } from '../../record/queries/list-summaries.ts';

/** Staff of any agency whose name contains the text: a person named in an incident may serve far away. */
export async function searchStaff(context: QueryContext, connection: Connection, search: string): Promise<Staff> {
  return showStaff(context, await listStaff(connection, { text: search }, context.clock.now()));
}

/** Staff as the console shows them, without these. */
export function showStaff({ jurisdiction }: QueryContext, people: StaffPerson[], without: string[] = []): Staff {
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
