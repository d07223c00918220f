import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  LARGEST_WORKBOOK,
  newAbsenceSchema,
  newPatternSchema,
  newShiftSchema,
  rosterFileSchema,
  rosterImportSchema,
} from '#contract/duty';
import { type Route, routeTable } from '#platform/http/route';
import { addShift, standIn, swapShifts, withdrawShift } from '../commands/change-shift.ts';
import { importRoster } from '../commands/import-roster.ts';
import { endPattern, makePattern } from '../commands/make-pattern.ts';
import { endAbsence, noteAbsence } from '../commands/note-absence.ts';
import type { DutyContext } from '../context.ts';

const { post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
const plan = { permission: 'duty:manage', params: byId } as const;

/** Planning of the people in the actor's branches. */
export function planningRoutes(context: DutyContext): Route<Actor>[] {
  return [
    post({
      ...plan,
      path: '/api/v1/agencies/:id/duty-patterns',
      summary: 'Create a repeating pattern of shifts',
      body: newPatternSchema,
      answer: z.object({ id: z.uuid(), leftOut: z.number() }),
      run: (work, { actor, params: { id }, body }) => makePattern(context, work, actor, id, body),
    }),
    post({
      ...plan,
      path: '/api/v1/duty-patterns/:id/end',
      summary: 'End a pattern; shifts that have begun continue',
      run: (work, { actor, params: { id } }) => endPattern(context, work, actor, id),
    }),
    post({
      ...plan,
      path: '/api/v1/agencies/:id/shifts',
      summary: 'Plan one shift',
      body: newShiftSchema,
      answer: z.object({ id: z.uuid() }),
      async run(work, { actor, params, body: { startsAt, endsAt, ...rest } }) {
        const shift = { ...rest, startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
        return { id: await addShift(context, work, actor, params.id, shift) };
      },
    }),
    post({
      ...plan,
      path: '/api/v1/shifts/:id/withdraw',
      summary: 'Withdraw a shift',
      run: (work, { actor, params: { id } }) => withdrawShift(context, work, actor, id),
    }),
    post({
      ...plan,
      path: '/api/v1/shifts/:id/stand-in',
      summary: 'Give a shift to somebody else',
      body: z.strictObject({ personId: z.uuid() }),
      run: (work, { actor, params: { id }, body: { personId } }) => standIn(context, work, actor, { id, personId }),
    }),
    post({
      ...plan,
      path: '/api/v1/shifts/:id/swap',
      summary: 'Exchange the shifts of two people',
      body: z.strictObject({ otherShiftId: z.uuid() }),
      run: (work, { actor, params: { id }, body: { otherShiftId } }) =>
        swapShifts(context, work, actor, [id, otherShiftId]),
    }),
    post({
      ...plan,
      path: '/api/v1/agencies/:id/absences',
      summary: 'Record that somebody is sick, on leave or in training',
      body: newAbsenceSchema,
      answer: z.object({ id: z.uuid(), cancelled: z.number() }),
      run: (work, { actor, params: { id }, body }) => noteAbsence(context, work, actor, id, body),
    }),
    post({
      ...plan,
      path: '/api/v1/agencies/:id/roster-imports',
      summary: 'Preview or import a month of a roster from CSV or an Excel workbook',
      // The file in base64, and the rest of the message.
      largestBody: LARGEST_WORKBOOK * 1.4,
      body: rosterFileSchema,
      answer: rosterImportSchema,
      run: (work, { actor, params: { id }, body }) => importRoster(context, work, actor, { agencyId: id, ...body }),
    }),
    post({
      ...plan,
      path: '/api/v1/absences/:id/end',
      summary: 'End an absence',
      run: (work, { actor, params: { id } }) => endAbsence(context, work, actor, id),
    }),
  ];
}
