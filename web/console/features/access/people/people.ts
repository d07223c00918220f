import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  agencyPeopleSchema,
  type NewOwnNumber,
  type newInvitationSchema,
  type newMembershipSchema,
  oneTimeLinkSchema,
} from '#contract/access-people';
import { type Agency, agencyListSchema } from '#contract/jurisdiction';
import { getJson, postJson } from '../../../api/request.ts';

export type OneTimeLink = z.infer<typeof oneTimeLinkSchema>;

export const peopleQuery = (agencyId: string) =>
  queryOptions({
    queryKey: ['access', 'people', agencyId],
    queryFn: async ({ signal }) =>
      agencyPeopleSchema.parse(await getJson(`/api/v1/agencies/${agencyId}/people`, signal)),
  });

/** Agencies of a branch, its root first, by part of a name. */
export async function listAgenciesWithin(agencyId: string, text: string, signal?: AbortSignal): Promise<Agency[]> {
  const query = new URLSearchParams({ within: agencyId, limit: '20' });
  if (text !== '') query.set('text', text);
  return agencyListSchema.parse(await getJson(`/api/v1/agencies?${query}`, signal)).agencies;
}

// No idempotency keys here: the stored response would contain the link, which is a secret.

export async function invitePerson(
  agencyId: string,
  invited: z.input<typeof newInvitationSchema>,
): Promise<OneTimeLink> {
  return oneTimeLinkSchema.parse(await postJson(`/api/v1/agencies/${agencyId}/invitations`, invited));
}

/** The previous link ends. */
export async function renewInvitation(id: string): Promise<OneTimeLink> {
  return oneTimeLinkSchema.parse(await postJson(`/api/v1/invitations/${id}/renew`, {}));
}

export async function revokeInvitation(id: string): Promise<void> {
  await postJson(`/api/v1/invitations/${id}/revoke`, {});
}

export async function addMembership(personId: string, membership: z.input<typeof newMembershipSchema>): Promise<void> {
  await postJson(`/api/v1/people/${personId}/memberships`, membership);
}

/** `untilDate`: last day, null without an end. A past day ends it at once. */
export async function setMembershipUntil(membershipId: string, untilDate: string | null): Promise<void> {
  await postJson(`/api/v1/memberships/${membershipId}/until`, { untilDate });
}

export async function setPersonDisabled(personId: string, isDisabled: boolean): Promise<void> {
  await postJson(`/api/v1/people/${personId}/${isDisabled ? 'disable' : 'enable'}`, {});
}

export async function endSessionsOf(personId: string): Promise<void> {
  await postJson(`/api/v1/people/${personId}/end-sessions`, {});
}

export async function makePasswordLink(personId: string): Promise<OneTimeLink> {
  return oneTimeLinkSchema.parse(await postJson(`/api/v1/people/${personId}/password-link`, {}));
}

export async function removeSecondFactorOf(personId: string): Promise<void> {
  await postJson(`/api/v1/people/${personId}/remove-second-factor`, {});
}

export async function setStaffNumber(personId: string, staffNumber: string | null): Promise<void> {
  await postJson(`/api/v1/people/${personId}/staff-number`, { staffNumber });
}

export const addOwnNumberOf =
  (personId: string) =>
  async (own: NewOwnNumber): Promise<void> => {
    await postJson(`/api/v1/people/${personId}/own-numbers`, own);
  };

export const removeOwnNumberOf =
  (personId: string) =>
  async (numberId: string): Promise<void> => {
    await postJson(`/api/v1/people/${personId}/own-numbers/${numberId}/remove`, {});
  };
