import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import type { Connection } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import {
  type Answered,
  type NothingPersonal,
  type Route,
  type RouteRequest,
  routeTable,
  type ViewDeclaration,
} from '#platform/http/route';
import type { CareContext } from '../context.ts';

const table = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
const CASE = '/api/v1/cases/:id';
type Request = RouteRequest<Actor, typeof byId, undefined, undefined>;

/** The id of the case, and every further one that the path names. */
const paramsOf = (path: string) =>
  byId.extend(Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name]) => [name, z.uuid()])));

/** The route table of one case: a path begins after the case's own, a query gets its id, a command also what was sent. */
export function caseRouteTable(context: CareContext) {
  function post<Body extends z.ZodType | undefined = undefined, Answer extends z.ZodType | undefined = undefined>({
    path,
    command,
    ...line
  }: {
    path: string;
    summary: string;
    permission: Route<Actor>['permission'];
    body?: Body;
    answer?: Answer;
    command(
      context: CareContext,
      work: Work,
      actor: Actor,
      id: string,
      input: Body extends z.ZodType ? z.output<Body> : undefined,
      ids: Readonly<Record<string, string>>,
    ): Answered<Answer>;
  }): Route<Actor> {
    return table.post({
      ...line,
      path: CASE + path,
      params: paramsOf(path),
      run: (work, { actor, params, body }) => {
        const { id, ...ids } = params as { id: string };
        return command(context, work, actor, id, body as never, ids);
      },
    });
  }

  function get<Answer extends z.ZodType>({
    path,
    query,
    ...line
  }: {
    path: string;
    summary: string;
    permission: Route<Actor>['permission'];
    audit: ViewDeclaration<Request, z.input<Answer>> | NothingPersonal;
    answer: Answer;
    query(
      context: CareContext,
      connection: Connection,
      actor: Actor,
      id: string,
      ids: Readonly<Record<string, string>>,
    ): Promise<z.input<Answer>>;
  }): Route<Actor> {
    return table.get({
      ...line,
      path: CASE + path,
      params: paramsOf(path),
      run: ({ tx }, { actor, params }) => {
        const { id, ...ids } = params as { id: string };
        return query(context, tx, actor, id, ids);
      },
    });
  }

  return { get, post };
}
