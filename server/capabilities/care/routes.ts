import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { handOversSchema } from '#contract/care';
import { acknowledgeEarlySchema, earlyNotificationsSchema } from '#contract/early-notification';
import { type Route, routeTable } from '#platform/http/route';
import { acknowledgeEarly } from './commands/notify-early.ts';
import type { CareRoutesContext } from './context.ts';
import { listEarlyNotifications } from './queries/list-early-notifications.ts';
import { listHandOvers } from './queries/list-hand-overs.ts';
import { caseLifeRoutes } from './routes/case-life.ts';
import { caseRoutes } from './routes/cases.ts';
import { formRoutes } from './routes/forms.ts';
import { pictureRoutes } from './routes/pictures.ts';
import { printRoutes } from './routes/print.ts';
import { workRoutes } from './routes/work.ts';

const { get, post } = routeTable<Actor>();

export function careRoutes(context: CareRoutesContext): Route<Actor>[] {
  return [
    ...caseRoutes(context),
    ...formRoutes(context),
    ...pictureRoutes(context),
    ...caseLifeRoutes(context),
    ...workRoutes(context),
    ...printRoutes(context),
    get({
      path: '/api/v1/care/early-notifications',
      summary:
        'Open incidents with a child or sexual violence in my branches: who comes along, and who is still needed',
      permission: 'case:view',
      audit: {
        view: 'care/view-early-notifications',
        subject: 'board',
        subjectId: () => 'early-notifications',
        details: (_, { notifications }) => ({ notifications: notifications.length }),
      },
      answer: earlyNotificationsSchema,
      run: ({ tx }) => listEarlyNotifications(context, tx),
    }),
    post({
      path: '/api/v1/care/early-notifications/:id/acknowledge',
      summary: 'I come along, in so many minutes, or help by telephone',
      permission: 'case:work',
      params: z.object({ id: z.uuid() }),
      body: acknowledgeEarlySchema,
      answer: z.object({ id: z.uuid() }),
      run: (work, { actor, params: { id }, body }) => acknowledgeEarly(context, work, actor, id, body),
    }),
    get({
      path: '/api/v1/care/hand-overs',
      summary: 'Ended incidents with a victim or a child, handed over to my centres or by my stations',
      permission: 'care:view-hand-overs',
      audit: {
        view: 'care/view-hand-overs',
        subject: 'board',
        subjectId: () => 'hand-overs',
        details: (_, { handOvers }) => ({ handOvers: handOvers.length }),
      },
      answer: handOversSchema,
      run: ({ tx }, { actor }) => listHandOvers(context, tx, actor),
    }),
  ];
}
