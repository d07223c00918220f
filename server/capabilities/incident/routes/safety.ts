import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { writtenSchema } from '#contract/incident-visibility';
import { noteSafetySchema, safetySchema, withdrawNoteSchema } from '#contract/safety';
import { type Route, routeTable } from '#platform/http/route';
import type { IncidentContext } from '../context.ts';
import { noteSafety, withdrawNote } from '../life/commands/note-safety.ts';
import { getSafety } from '../life/queries/get-safety.ts';

const { get, post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });
const INCIDENT = '/api/v1/incidents/:id';

/** Information that protects the next patrol and the people it meets. */
export function safetyRoutes(context: IncidentContext): Route<Actor>[] {
  return [
    get({
      path: `${INCIDENT}/safety`,
      summary: 'Before knocking: safety notes, answers and earlier incidents here',
      permission: ['incident:view', 'incident:view-assigned'],
      audit: {
        view: 'incident/view-history',
        subject: 'incident',
        details: (_, { earlier }) => ({ earlier: earlier.length }),
      },
      params,
      answer: safetySchema,
      run: ({ tx }, { actor, params: { id } }) => getSafety(context, tx, actor, id),
    }),
    post({
      path: `${INCIDENT}/safety-notes`,
      summary: 'Add a safety note for the next patrol at this place',
      permission: 'incident:note-safety',
      params,
      body: noteSafetySchema,
      answer: writtenSchema,
      run: async (work, { actor, params: { id }, body }) => ({ id: await noteSafety(context, work, actor, id, body) }),
    }),
    post({
      path: `${INCIDENT}/safety-notes/:noteId/withdraw`,
      summary: 'Withdraw a safety note, with a reason',
      permission: 'incident:note-safety',
      params: params.extend({ noteId: z.uuid() }),
      body: withdrawNoteSchema,
      answer: writtenSchema,
      async run(work, { actor, params: { id, noteId }, body: { reason } }) {
        await withdrawNote(context, work, actor, id, { noteId, reason });
        return { id: noteId };
      },
    }),
  ];
}
