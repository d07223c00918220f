import { listStaff } from '#capabilities/access';
import type { CarePartners } from '#contract/case-work';
import type { Connection } from '#platform/database/database';
import type { CareQueryContext } from '../context.ts';
import { nameAgency } from './list-cases.ts';

const AT_MOST = 20;

/** People of other professions by name, who can be invited to sections of a case. */
export async function listPartners(
  { jurisdiction, clock }: CareQueryContext,
  connection: Connection,
  search: string,
): Promise<CarePartners> {
  const found = await listStaff(connection, { text: search }, clock.now());
  const partners = found.filter(({ permissions }) => permissions.has('case:view-invited'));
  return {
    people: partners.slice(0, AT_MOST).map(({ id, name, memberships }) => ({
      person: { id, name },
      agencies: memberships
        .filter(({ agencyId }) => jurisdiction.findAgency(agencyId))
        .map(({ agencyId }) => nameAgency(jurisdiction, agencyId)),
    })),
  };
}
