import type { Actor } from '#capabilities/access';
import {
  conflictsSchema,
  guestsSchema,
  inviteGuestSchema,
  liftConflictSchema,
  markConflictSchema,
  searchStaffSchema,
  staffSchema,
  unmaskedSchema,
  unmaskSchema,
  writtenSchema,
} from '#contract/incident-visibility';
import { type Route, routeTable } from '#platform/http/route';
import type { IncidentContext } from '../context.ts';
import { endGuest, inviteGuest } from '../visibility/commands/invite-guest.ts';
import { liftConflict, markConflict } from '../visibility/commands/mark-conflict.ts';
import { unmaskField } from '../visibility/commands/unmask-field.ts';
import { listConflicts } from '../visibility/queries/list-conflicts.ts';
import { listGuests } from '../visibility/queries/list-guests.ts';
import { searchStaff } from '../visibility/queries/list-staff.ts';
import { incidentRouteTable } from './incident-route-table.ts';

const table = routeTable<Actor>();

/** Exceptions from ordinary visibility: guests, conflicts of interest and unmasking. */
export function visibilityRoutes(context: IncidentContext): Route<Actor>[] {
  const { get, post } = incidentRouteTable(context);
  return [
    post({
      path: '/unmask',
      summary: 'Unmask a field; the reason is recorded',
      permission: 'incident:unmask',
      body: unmaskSchema,
      answer: unmaskedSchema,
      command: unmaskField,
    }),
    table.get({
      path: '/api/v1/staff',
      summary: 'Search staff by name, to record a conflict of interest, to invite a guest or to bar from a case',
      permission: ['incident:mark-conflict', 'incident:invite-guest', 'case:invite'],
      audit: { nothingPersonal: 'Names of colleagues and where they serve, no reporter and no victim' },
      query: searchStaffSchema,
      answer: staffSchema,
      run: ({ tx }, { query: { search } }) => searchStaff(context, tx, search),
    }),
    get({
      path: '/conflicts',
      summary: 'From whom the incident is withheld, and why',
      permission: 'incident:mark-conflict',
      audit: { view: 'incident/view-conflicts', subject: 'incident' },
      answer: conflictsSchema,
      query: listConflicts,
    }),
    post({
      path: '/conflicts',
      summary: 'Withhold the incident from a colleague who is named in it or too close to it',
      permission: 'incident:mark-conflict',
      body: markConflictSchema,
      answer: writtenSchema,
      command: markConflict,
    }),
    post({
      path: '/conflicts/:conflictId/lift',
      summary: 'Lift a conflict of interest',
      permission: 'incident:mark-conflict',
      body: liftConflictSchema,
      answer: writtenSchema,
      command: liftConflict,
    }),
    get({
      path: '/guests',
      summary: 'Partners invited to this incident',
      permission: 'incident:invite-guest',
      audit: { view: 'incident/view-guests', subject: 'incident' },
      answer: guestsSchema,
      query: listGuests,
    }),
    post({
      path: '/guests',
      summary: 'Invite a partner to see this one incident, masked, until a day',
      permission: 'incident:invite-guest',
      body: inviteGuestSchema,
      answer: writtenSchema,
      command: inviteGuest,
    }),
    post({
      path: '/guests/:guestId/end',
      summary: 'Withdraw an invitation',
      permission: 'incident:invite-guest',
      answer: writtenSchema,
      command: endGuest,
    }),
  ];
}
