import type { Actor } from '#capabilities/access';
import { handOversSchema } from '#contract/care';
import { type Route, routeTable } from '#platform/http/route';
import type { CareRoutesContext } from './context.ts';
import { listHandOvers } from './queries/list-hand-overs.ts';
import { caseLifeRoutes } from './routes/case-life.ts';
import { caseRoutes } from './routes/cases.ts';
import { formRoutes } from './routes/forms.ts';
import { pictureRoutes } from './routes/pictures.ts';
import { printRoutes } from './routes/print.ts';
import { workRoutes } from './routes/work.ts';

const { get } = routeTable<Actor>();

export function careRoutes(context: CareRoutesContext): Route<Actor>[] {
  return [
    ...caseRoutes(context),
    ...formRoutes(context),
    ...pictureRoutes(context),
    ...caseLifeRoutes(context),
    ...workRoutes(context),
    ...printRoutes(context),
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
