import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { changedEventSchema, newEventSchema, outreachEventListSchema, outreachEventSchema } from '#contract/outreach';
import { type Route, routeTable } from '#platform/http/route';
import type { OutreachContext } from '../context.ts';
import { addEvent, changeEvent } from './commands/change-event.ts';
import { getEvent, listEvents } from './queries/list-events.ts';

const { get, post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
const nothingPersonal = 'Roadshows, meetings and how many came; nobody who came is known.';

export function eventRoutes(context: OutreachContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/outreach-events',
      summary: 'Roadshows, meetings and trainings, with what was counted of their codes on their days',
      permission: 'outreach:view',
      audit: { nothingPersonal },
      query: z.strictObject({ campaign: z.uuid().optional() }),
      answer: outreachEventListSchema,
      run: ({ tx }, { actor, query: { campaign } }) => listEvents(context, tx, actor, campaign),
    }),
    get({
      path: '/api/v1/outreach-events/:id',
      summary: 'One roadshow, meeting or training',
      permission: 'outreach:view',
      audit: { nothingPersonal },
      params: byId,
      answer: outreachEventSchema,
      run: ({ tx }, { actor, params: { id } }) => getEvent(context, tx, actor, id),
    }),
    post({
      path: '/api/v1/outreach-events',
      summary: 'Add a roadshow, a meeting or a training',
      permission: 'outreach:edit',
      body: newEventSchema,
      answer: z.object({ id: z.uuid() }),
      run: (work, { actor, body }) => addEvent(context, work, actor, body),
    }),
    post({
      path: '/api/v1/outreach-events/:id',
      summary: 'Change one, and say what came of it',
      permission: 'outreach:edit',
      params: byId,
      body: changedEventSchema,
      answer: z.object({ version: z.int() }),
      run: (work, { actor, params: { id }, body }) => changeEvent(context, work, actor, { id, ...body }),
    }),
  ];
}
