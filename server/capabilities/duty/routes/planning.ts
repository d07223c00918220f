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
const done = z.object({ done: z.literal(true) });
const DONE = { done: true } as const;
const plan = { permission: 'duty:manage', audit: 'by-the-command', params: byId } as const;

/** Planning of the people in the actor's branches. */
export function planningRoutes(context: DutyContext): Route<Actor>[] {
  return [
    post({
      ...plan,
      path: '/api/v1/agencies/:id/duty-patterns',
      summary: 'Somebody serves again and again',
      body: newPatternSchema,
      answer: z.object({ id: z.uuid(), leftOut: z.number() }),
      run: (work, { actor, params: { id }, body }) => makePattern(context, work, actor, id, body),
    }),
    post({
      ...plan,
      path: '/api/v1/duty-patterns/:id/end',
      summary: 'A repeating duty ends; what has begun goes on',
      answer: done,
      async run(work, { actor, params: { id } }) {
        await endPattern(context, work, actor, id);
        return DONE;
      },
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
      summary: 'A shift is not served',
      answer: done,
      async run(work, { actor, params: { id } }) {
        await withdrawShift(context, work, actor, id);
        return DONE;
      },
    }),
    post({
      ...plan,
      path: '/api/v1/shifts/:id/stand-in',
      summary: 'Somebody else serves a shift',
      body: z.strictObject({ personId: z.uuid() }),
      answer: done,
      async run(work, { actor, params: { id }, body: { personId } }) {
        await standIn(context, work, actor, { id, personId });
        return DONE;
      },
    }),
    post({
      ...plan,
      path: '/api/v1/shifts/:id/swap',
      summary: "Two people serve each other's shift",
      body: z.strictObject({ otherShiftId: z.uuid() }),
      answer: done,
      async run(work, { actor, params: { id }, body: { otherShiftId } }) {
        await swapShifts(context, work, actor, [id, otherShiftId]);
        return DONE;
      },
    }),
    post({
      ...plan,
      path: '/api/v1/agencies/:id/absences',
      summary: 'Somebody is sick, on leave or in training on some days',
      body: newAbsenceSchema,
      answer: z.object({ id: z.uuid(), cancelled: z.number() }),
      run: (work, { actor, params: { id }, body }) => noteAbsence(context, work, actor, id, body),
    }),
    post({
      ...plan,
      path: '/api/v1/agencies/:id/roster-imports',
      summary:
        "A month's roster from a table (CSV or an Excel workbook): a preview with what each row changes or what is wrong in it, or the import of all rows",
      // The file in base64, and the rest of the message.
      largestBody: LARGEST_WORKBOOK * 1.4,
      body: rosterFileSchema,
      answer: rosterImportSchema,
      run: (work, { actor, params: { id }, body }) => importRoster(context, work, actor, { agencyId: id, ...body }),
    }),
    post({
      ...plan,
      path: '/api/v1/absences/:id/end',
      summary: 'Somebody serves after all',
      answer: done,
      async run(work, { actor, params: { id } }) {
        await endAbsence(context, work, actor, id);
        return DONE;
      },
    }),
  ];
}
