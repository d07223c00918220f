import type { Me } from '#contract/access';
import type { Connection } from '#platform/database/database';
import type { Actor } from '../actor.ts';
import { selectEmail } from '../store.ts';

/** What access needs to know of an agency to show it; jurisdiction knows the rest. */
export type ShownAgency = { id: string; nameTh: string; nameEn: string | null; kind: string };
export type FindAgency = (id: string) => ShownAgency | undefined | Promise<ShownAgency | undefined>;

/** The signed-in person as their console shows them. A membership in an agency that no longer exists is left out. */
export async function getMe(
  connection: Connection,
  actor: Actor,
  deps: { findAgency: FindAgency; demonstration: boolean },
): Promise<Me> {
  const memberships: Me['memberships'] = [];
  for (const { agencyId, role } of actor.memberships) {
    const agency = await deps.findAgency(agencyId);
    if (!agency) continue;
    const { id, nameTh, nameEn, kind } = agency;
    memberships.push({ agency: { id, nameTh, nameEn }, agencyKind: kind, role });
  }
  return {
    id: actor.userId,
    name: actor.name,
    email: await selectEmail(connection, actor.userId),
    memberships,
    permissions: [...actor.permissions],
    demonstration: deps.demonstration,
  };
}
