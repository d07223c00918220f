import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { incidentDetailSchema } from '#contract/incident';
import {
  conflictsSchema,
  guestsSchema,
  inviteGuestSchema,
  liftConflictSchema,
  markConflictSchema,
  searchStaffSchema,
  sendOfficersSchema,
  staffSchema,
  unmaskedSchema,
  unmaskSchema,
  writtenSchema,
} from '#contract/incident-visibility';
import { type Route, routeTable } from '#platform/http/route';
import type { IncidentContext } from '../context.ts';
import { sendOfficers } from '../life/commands/send-officers.ts';
import { getIncidentDetail } from '../queries/get-incident-detail.ts';
import { endGuest, inviteGuest } from '../visibility/commands/invite-guest.ts';
import { liftConflict, markConflict } from '../visibility/commands/mark-conflict.ts';
import { unmaskField } from '../visibility/commands/unmask-field.ts';
import { listConflicts } from '../visibility/queries/list-conflicts.ts';
import { listGuests } from '../visibility/queries/list-guests.ts';
import { listOfficers, searchStaff } from '../visibility/queries/list-officers.ts';

const { get, post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });
const nothing = z.strictObject({}).nullish();
const INCIDENT = '/api/v1/incidents/:id';

/** Exceptions from ordinary visibility: assignments, guests, conflicts of interest and unmasking. */
export function visibilityRoutes(context: IncidentContext): Route<Actor>[] {
  return [
    post({
      path: `${INCIDENT}/unmask`,
      summary: 'Unmask a field; the reason is recorded',
      permission: 'incident:unmask',
      params,
      body: unmaskSchema,
      answer: unmaskedSchema,
      run: (work, { actor, params: { id }, body }) => unmaskField(context, work, actor, id, body),
    }),
    get({
      path: `${INCIDENT}/officers`,
      summary: 'Who can be sent: officers of the responsible agency',
      permission: 'incident:assign',
      audit: { nothingPersonal: 'Names of colleagues on duty, no reporter and no victim' },
      params,
      answer: staffSchema,
      run: ({ tx }, { actor, params: { id } }) => listOfficers(context, tx, actor, id),
    }),
    post({
      path: `${INCIDENT}/officers`,
      summary: 'Set who is sent',
      permission: 'incident:assign',
      params,
      body: sendOfficersSchema,
      answer: incidentDetailSchema,
      async run(work, { actor, params: { id }, body }) {
        await sendOfficers(context, work, actor, id, body.officerIds);
        return getIncidentDetail(context, work.tx, actor, id);
      },
    }),
    get({
      path: '/api/v1/staff',
      summary: 'Search staff by name, to record a conflict of interest or to invite a guest',
      permission: ['incident:mark-conflict', 'incident:invite-guest'],
      audit: { nothingPersonal: 'Names of colleagues and where they serve, no reporter and no victim' },
      query: searchStaffSchema,
      answer: staffSchema,
      run: ({ tx }, { query: { search } }) => searchStaff(context, tx, search),
    }),
    get({
      path: `${INCIDENT}/conflicts`,
      summary: 'From whom the incident is withheld, and why',
      permission: 'incident:mark-conflict',
      audit: { view: 'incident/view-conflicts', subject: 'incident' },
      params,
      answer: conflictsSchema,
      run: ({ tx }, { actor, params: { id } }) => listConflicts(context, tx, actor, id),
    }),
    post({
      path: `${INCIDENT}/conflicts`,
      summary: 'Withhold the incident from a colleague who is named in it or too close to it',
      permission: 'incident:mark-conflict',
      params,
      body: markConflictSchema,
      answer: writtenSchema,
      run: async (work, { actor, params: { id }, body }) => ({
        id: await markConflict(context, work, actor, id, body),
      }),
    }),
    post({
      path: `${INCIDENT}/conflicts/:conflictId/lift`,
      summary: 'Lift a conflict of interest',
      permission: 'incident:mark-conflict',
      params: params.extend({ conflictId: z.uuid() }),
      body: liftConflictSchema,
      answer: writtenSchema,
      async run(work, { actor, params: { id, conflictId }, body: { reason } }) {
        await liftConflict(context, work, actor, id, { conflictId, reason });
        return { id: conflictId };
      },
    }),
    get({
      path: `${INCIDENT}/guests`,
      summary: 'Partners invited to this incident',
      permission: 'incident:invite-guest',
      audit: { view: 'incident/view-guests', subject: 'incident' },
      params,
      answer: guestsSchema,
      run: ({ tx }, { actor, params: { id } }) => listGuests(context, tx, actor, id),
    }),
    post({
      path: `${INCIDENT}/guests`,
      summary: 'Invite a partner to see this one incident, masked, until a day',
      permission: 'incident:invite-guest',
      params,
      body: inviteGuestSchema,
      answer: writtenSchema,
      run: async (work, { actor, params: { id }, body }) => ({ id: await inviteGuest(context, work, actor, id, body) }),
    }),
    post({
      path: `${INCIDENT}/guests/:guestId/end`,
      summary: 'Withdraw an invitation',
      permission: 'incident:invite-guest',
      params: params.extend({ guestId: z.uuid() }),
      body: nothing,
      answer: writtenSchema,
      async run(work, { actor, params: { id, guestId } }) {
        await endGuest(context, work, actor, id, guestId);
        return { id: guestId };
      },
    }),
  ];
}
