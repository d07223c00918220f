import type { Me } from '#contract/access';
import type { Connection } from '#platform/database/database';
import type { Actor } from '../actor.ts';
import type { FindAgency } from '../agencies.ts';
import { proofLastsUntil } from '../session-rules.ts';
import { findPerson } from '../store-people.ts';

/** The signed-in person for their console. Memberships in agencies that no longer exist are left out. */
export async function getMe(
  connection: Connection,
  actor: Actor,
  deps: { findAgency: FindAgency; demonstration: boolean; now: Date },
): Promise<Me> {
  const memberships = actor.memberships.flatMap(({ agencyId, role }): Me['memberships'] => {
    const agency = deps.findAgency(agencyId);
    if (!agency) return [];
    const { id, nameTh, nameEn, kind } = agency;
    return [{ agency: { id, nameTh, nameEn }, agencyKind: kind, role }];
  });
  const person = await findPerson(connection, actor.userId);
  const { session } = actor;
  if (!person || !session) throw new Error('the signed-in person does not exist');
  return {
    id: actor.userId,
    name: actor.name,
    email: person.email,
    memberships,
    permissions: [...actor.permissions],
    staffNumber: person.staffNumber,
    secondFactor: actor.secondFactorNeeded ? 'needed' : session.secondFactor ? 'used' : 'none',
    reauthenticatedUntil: proofLastsUntil(session, deps.now)?.toISOString() ?? null,
    sessionEndsAt: session.endsAt.toISOString(),
    demonstration: deps.demonstration,
  };
}
