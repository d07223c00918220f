import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { incidentLadderSchema, ladderPreviewSchema, laddersSchema, publishLadderSchema } from '#contract/escalation';
import { type Route, routeTable } from '#platform/http/route';
import { publishLadder } from './commands/publish-ladder.ts';
import type { EscalationContext } from './context.ts';
import { getIncidentLadder } from './queries/get-incident-ladder.ts';
import { getLadderPreview } from './queries/get-ladder-preview.ts';
import { listLadders } from './queries/list-ladders.ts';

const { get, post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });

export function escalationRoutes(context: EscalationContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/incidents/:id/ladder',
      summary: 'Who was told because nobody answered, by which channel, and who is next',
      permission: 'ladder:view',
      audit: { nothingPersonal: 'Colleagues who were alerted and what became of it, no reporter and no victim' },
      params,
      answer: incidentLadderSchema,
      run: ({ tx }, { actor, params: { id } }) => getIncidentLadder(context, tx, actor, id),
    }),
    get({
      path: '/api/v1/ladders',
      summary: 'The ladders of the country and of one’s branches, with all versions',
      permission: 'ladder:view',
      audit: { nothingPersonal: 'Rules, and which colleague published them' },
      answer: laddersSchema,
      run: ({ tx }, { actor }) => listLadders(context, tx, actor),
    }),
    post({
      path: '/api/v1/ladders',
      summary: 'Publish a further version of a ladder for one’s branch',
      permission: 'ladder:edit',
      audit: 'by-the-command',
      body: publishLadderSchema,
      answer: laddersSchema,
      async run(work, { actor, body }) {
        await publishLadder(context, work, actor, body);
        return listLadders(context, work.tx, actor);
      },
    }),
    get({
      path: '/api/v1/agencies/:id/ladder',
      summary: 'Whom an unanswered alert of this agency would reach at this moment',
      permission: 'ladder:view',
      audit: { nothingPersonal: 'Offices and how many serve there' },
      params,
      answer: ladderPreviewSchema,
      run: ({ tx }, { actor, params: { id } }) => getLadderPreview(context, tx, actor, id),
    }),
  ];
}
