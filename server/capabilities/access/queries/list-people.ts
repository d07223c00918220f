import type { Invitation, Person } from '#contract/access-people';
import type { NamedAgency } from '#contract/incident';
import type { Role } from '#contract/permission';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { Actor } from '../actor.ts';
import type { Agencies } from '../agencies.ts';
import { isInForce } from '../membership.ts';
import { rolesToGiveAt } from '../role-giving.ts';
import { isInScope } from '../scope.ts';
import { type InvitationRow, selectInvitationsOf } from '../store-invitations.ts';
import { type ServedMembership, selectPeopleOf, selectServed } from '../store-people.ts';

/**
 * The people of an agency and its invitations. Of memberships outside the actor's branch it only tells that there are some.
 * @throws AppError `jurisdiction/agency-not-found` outside the actor's branch
 */
export async function listPeople(
  connection: Connection,
  agencies: Agencies,
  actor: Actor,
  agencyId: string,
  now: Date,
): Promise<{ people: Person[]; invitations: Invitation[]; roles: Role[] }> {
  const agency = agencies.findAgency(agencyId);
  const mine = (id: string) => isInScope(actor, 'account:view', id, agencies.isWithin);
  if (!agency || !mine(agencyId)) throw new AppError('jurisdiction/agency-not-found');
  const today = thaiDayOf(now);
  const listed = await selectPeopleOf(connection, agencyId);
  const served = Map.groupBy(
    await selectServed(
      connection,
      listed.map(({ id }) => id),
    ),
    ({ userId }) => userId,
  );
  const people = listed.map(({ disabledAt, lastSeenAt, ownNumbers, isDemonstration: _, ...person }) => {
    const all = served.get(person.id) ?? [];
    const lasting = all.filter(({ untilDate }) => untilDate === null || untilDate >= today);
    const servesElsewhere = lasting.some((one) => !mine(one.agencyId));
    return {
      ...person,
      disabled: disabledAt !== null,
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
      memberships: all.filter((one) => mine(one.agencyId)).map((one) => showMembership(agencies, one, today)),
      servesElsewhere,
      ownNumbers: servesElsewhere ? [] : ownNumbers,
    };
  });
  const invitations = await selectInvitationsOf(connection, agencyId, now);
  const manages = isInScope(actor, 'account:manage', agencyId, agencies.isWithin);
  return {
    people,
    invitations: invitations.map((invitation) => showInvitation(invitation, agency, now)),
    roles: manages ? [...rolesToGiveAt(agency.kind)] : [],
  };
}

function showMembership(agencies: Agencies, membership: ServedMembership, today: string) {
  const { id, agencyId, role, fromDate, untilDate } = membership;
  const agency = agencies.findAgency(agencyId);
  const named = { id: agencyId, nameTh: agency?.nameTh ?? '', nameEn: agency?.nameEn ?? null };
  return { id, agency: named, role, fromDate, untilDate, inForce: isInForce(membership, today) };
}

function showInvitation(row: InvitationRow, agency: NamedAgency, now: Date): Invitation {
  const { id, email, role, fromDate, untilDate, invitedAt, expiresAt } = row;
  const state = row.acceptedAt ? 'accepted' : row.revokedAt ? 'revoked' : expiresAt <= now ? 'expired' : 'open';
  return {
    id,
    email,
    role,
    agency: { id: agency.id, nameTh: agency.nameTh, nameEn: agency.nameEn },
    fromDate,
    untilDate,
    invitedAt: invitedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    state,
  };
}
