import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { incidentQueueSchema } from '#contract/incident';
import { VIEW_AN_INCIDENT } from '#contract/permission';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import type { ControlRoomContext } from './context.ts';
import { getEndedTable } from './queries/get-ended-table.ts';
import { getQueue } from './queries/get-queue.ts';
import { callRoutes } from './routes/calls.ts';
import type { SharedBoards } from './shared-boards.ts';

const { get } = routeTable<Actor>();

export function controlRoomRoutes(context: ControlRoomContext & { boards: SharedBoards }): Route<Actor>[] {
  return [
    ...callRoutes(context),
    get({
      path: '/api/v1/incidents',
      summary: 'The board of my area: open incidents and unfinished reports, or the incidents that ended last',
      permission: VIEW_AN_INCIDENT,
      audit: {
        view: 'control-room/view-board',
        subject: 'board',
        subjectId: ({ query: { scope } }) => scope,
      },
      query: z.strictObject({ scope: z.enum(['open', 'recent']).default('open') }),
      answer: incidentQueueSchema,
      run: ({ tx }, { actor, query: { scope } }) => getQueue(context, tx, actor, scope),
    }),
    get({
      path: '/api/v1/incidents.csv',
      summary: 'Incidents that ended last in my area, as a spreadsheet without places and people',
      permission: 'incident:export',
      audit: { view: 'control-room/export-incidents', subject: 'board', subjectId: () => 'recent' },
      answer: fileAnswer,
      run: ({ tx }, { actor }) => getEndedTable(context, tx, actor),
    }),
  ];
}
