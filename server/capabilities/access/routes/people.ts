import { z } from 'zod';
import {
  agencyPeopleSchema,
  membershipChangeSchema,
  newInvitationSchema,
  newMembershipSchema,
  newOwnNumberSchema,
  oneTimeLinkSchema,
  staffNumberChangeSchema,
} from '#contract/access-people';
import { type Route, routeTable } from '#platform/http/route';
import type { Actor } from '../actor.ts';
import type { Agencies } from '../agencies.ts';
import {
  changeStaffNumber,
  disablePerson,
  enablePerson,
  endSessionsOf,
  type OnAccount,
  removeSecondFactor,
} from '../commands/change-account.ts';
import { changeMembership, giveMembership } from '../commands/change-membership.ts';
import { addOwnNumberOf, removeOwnNumberOf } from '../commands/change-own-numbers.ts';
import { invitePerson, type OneTimeLink, renewInvitation, revokeInvitation } from '../commands/invite-person.ts';
import { makePasswordLink } from '../commands/set-password-by-link.ts';
import { type AccessContext, within } from '../context.ts';
import { listPeople } from '../queries/list-people.ts';

const { get, post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
/** For administrators; the command checks that the target is in their branch. */
const managed = { permission: 'account:manage', params: byId, runsAs: 'service' } as const;
const asService = { runsAs: 'service' } as const;
const shown = ({ expiresAt, ...link }: OneTimeLink) => ({ ...link, expiresAt: expiresAt.toISOString() });

/** Routes for the people of an agency. They use the service role; each command checks its scope. */
export function peopleRoutes(context: AccessContext, agencies: Agencies): Route<Actor>[] {
  const { clock } = context;
  const onAccount = (
    path: string,
    summary: string,
    change: (on: OnAccount) => Promise<void>,
    sensitive: { reauthentication?: true } = { reauthentication: true },
  ) =>
    post({
      ...managed,
      ...sensitive,
      path: `/api/v1/people/:id/${path}`,
      summary,
      run: (work, { actor, params }) =>
        change({ context: within(context, work), agencies, actor, personId: params.id }),
    });
  return [
    get({
      ...asService,
      path: '/api/v1/agencies/:id/people',
      summary: 'Who serves in an agency, and who is invited',
      permission: 'account:view',
      audit: { view: 'access/list-people', subject: 'agency', details: (_, { people }) => ({ people: people.length }) },
      params: byId,
      answer: agencyPeopleSchema,
      run: (work, { actor, params }) => listPeople(work.tx, agencies, actor, params.id, clock.now()),
    }),
    post({
      ...managed,
      path: '/api/v1/agencies/:id/invitations',
      summary: 'Invite a person; the link is shown once',
      reauthentication: true,
      secret: true,
      body: newInvitationSchema,
      answer: oneTimeLinkSchema,
      run: async (work, { actor, params, body }) =>
        shown(await invitePerson(within(context, work), agencies, actor, params.id, body)),
    }),
    post({
      ...managed,
      path: '/api/v1/invitations/:id/renew',
      summary: 'Renew an invitation; the old link ends',
      reauthentication: true,
      secret: true,
      answer: oneTimeLinkSchema,
      run: async (work, { actor, params }) =>
        shown(await renewInvitation(within(context, work), agencies, actor, params.id)),
    }),
    post({
      ...managed,
      path: '/api/v1/invitations/:id/revoke',
      summary: 'Revoke an invitation',
      run: (work, { actor, params }) => revokeInvitation(within(context, work), agencies, actor, params.id),
    }),
    post({
      ...managed,
      path: '/api/v1/people/:id/memberships',
      summary: 'Add a membership for a person',
      reauthentication: true,
      body: newMembershipSchema,
      run: (work, { actor, params, body }) => giveMembership(within(context, work), agencies, actor, params.id, body),
    }),
    post({
      ...managed,
      path: '/api/v1/memberships/:id/until',
      summary: 'Change the last day of a membership',
      reauthentication: true,
      body: membershipChangeSchema,
      run: (work, { actor, params, body }) =>
        changeMembership(within(context, work), agencies, actor, params.id, body.untilDate),
    }),
    onAccount('disable', 'Disable an account; its sessions end at once', disablePerson),
    onAccount('enable', 'Enable an account again', enablePerson),
    // No proof needed: ending sessions can be undone by signing in again, and may be urgent.
    onAccount('end-sessions', 'Sign a person out everywhere', endSessionsOf, {}),
    onAccount('remove-second-factor', 'Remove the second factor, e.g. after a lost phone', removeSecondFactor),
    post({
      ...managed,
      path: '/api/v1/people/:id/password-link',
      summary: 'Make a link that sets a new password; shown once',
      reauthentication: true,
      secret: true,
      answer: oneTimeLinkSchema,
      run: async (work, { actor, params }) =>
        shown(await makePasswordLink({ context: within(context, work), agencies, actor, personId: params.id })),
    }),
    post({
      ...managed,
      path: '/api/v1/people/:id/staff-number',
      summary: 'Change the staff number with which a person signs in',
      reauthentication: true,
      body: staffNumberChangeSchema,
      run: (work, { actor, params, body }) =>
        changeStaffNumber({ context: within(context, work), agencies, actor, personId: params.id }, body.staffNumber),
    }),
    post({
      ...managed,
      path: '/api/v1/people/:id/own-numbers',
      summary:
        'Add a private number of a colleague; it is compared with who is barred from cases, and never shown in full',
      reauthentication: true,
      secret: true,
      body: newOwnNumberSchema,
      run: (work, { actor, params, body }) =>
        addOwnNumberOf({ context: within(context, work), agencies, actor, personId: params.id }, body),
    }),
    post({
      ...managed,
      path: '/api/v1/people/:id/own-numbers/:numberId/remove',
      summary: 'Take a private number of a colleague away; nobody does that for themselves',
      reauthentication: true,
      params: byId.extend({ numberId: z.uuid() }),
      run: (work, { actor, params }) =>
        removeOwnNumberOf({ context: within(context, work), agencies, actor, personId: params.id }, params.numberId),
    }),
  ];
}
