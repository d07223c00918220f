import { type Me, meSchema } from '#contract/access';
import type { Connection } from '#platform/database/database';
import { type Route, routeTable } from '#platform/http/route';
import type { Actor } from '../actor.ts';
import type { FindAgency } from '../queries/get-me.ts';

const { get } = routeTable<Actor>();

export function meRoutes(deps: {
  getMe(connection: Connection, actor: Actor, findAgency: FindAgency): Promise<Me>;
  findAgency: FindAgency;
}): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/me',
      summary: 'Who is signed in, where they serve and what they may do',
      permission: 'signed-in',
      audit: { nothingPersonal: 'What people are told about themselves.' },
      answer: meSchema,
      run: ({ tx }, { actor }) => deps.getMe(tx, actor, deps.findAgency),
    }),
  ];
}
