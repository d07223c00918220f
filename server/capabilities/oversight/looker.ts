import type { Staff } from '#capabilities/access';
import type { AuditEntry } from '#capabilities/audit';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { IncidentLooks } from '#contract/looks';
import { findStanding } from './standing.ts';

type Looker = IncidentLooks['people'][number]['person'];

/** A person by today's name, in the service of their last look; acts say no service, so today's stands in. */
export function nameLooker(
  tree: Pick<Jurisdiction, 'findAgency'>,
  id: string,
  staff: readonly Staff[],
  entries: readonly AuditEntry[],
): Looker {
  const known = staff.find((one) => one.id === id);
  const standing = entries.map(findStanding).find((one) => one !== undefined);
  const serves = (standing?.serves ?? known?.memberships ?? []).map(({ agencyId, role }) => {
    const agency = tree.findAgency(agencyId);
    return { role, agency: agency ? { id: agency.id, nameTh: agency.nameTh, nameEn: agency.nameEn } : null };
  });
  return { id, name: known?.name ?? null, serves };
}
