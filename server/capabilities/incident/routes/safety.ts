import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { writtenSchema } from '#contract/incident-visibility';
import { noteSafetySchema, safetySchema, withdrawNoteSchema } from '#contract/safety';
import { type Route, routeTable } from '#platform/http/route';
import { noteSafety, withdrawNote } from '../commands/note-safety.ts';
import type { IncidentContext } from '../context.ts';
import { getSafety } from '../queries/get-safety.ts';

const { get, post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });
const INCIDENT = '/api/v1/incidents/:id';

/** What protects the next patrol, and those it meets. */
export function safetyRoutes(context: IncidentContext): Route<Actor>[] {
  return [
    get({
      path: `${INCIDENT}/safety`,
      summary: 'Before you knock: safety notes, answers, and what happened here before',
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
      summary: 'Keep what the next patrol at this place must know',
      permission: 'incident:note-safety',
      audit: 'by-the-command',
      params,
      body: noteSafetySchema,
      answer: writtenSchema,
      run: async (work, { actor, params: { id }, body }) => ({ id: await noteSafety(context, work, actor, id, body) }),
    }),
    post({
      path: `${INCIDENT}/safety-notes/:noteId/withdraw`,
      summary: 'Take a safety note back, with a reason',
      permission: 'incident:note-safety',
      audit: 'by-the-command',
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
