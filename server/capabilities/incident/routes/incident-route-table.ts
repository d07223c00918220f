import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { incidentDetailSchema } from '#contract/incident';
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
import type { IncidentContext } from '../context.ts';
import { getIncidentDetail } from '../queries/get-incident-detail.ts';

const table = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
const INCIDENT = '/api/v1/incidents/:id';

type IdsIn<Path extends string> = Path extends `${string}:${infer Id}/${infer Rest}`
  ? Id | IdsIn<`/${Rest}`>
  : Path extends `${string}:${infer Id}`
    ? Id
    : never;
/** A body that may be left out arrives as an empty one. */
type Given<Body> = null extends Body ? Partial<NonNullable<Body>> : Body;
type Input<Path extends string, Body> = Record<IdsIn<Path>, string> &
  (Body extends z.ZodType ? Given<z.output<Body>> : unknown);

type Line<Path extends string> = { path: Path; summary: string; permission: Route<Actor>['permission'] };
type Request = RouteRequest<Actor, typeof byId, undefined, undefined>;

/**
 * The route table of one incident. A path begins after the incident's own. A query gets the incident's id; a command gets
 * besides what was sent, together with the further ids of the path: `{ unitId, reason }` of `/units/:unitId/withdraw`.
 */
export function incidentRouteTable<Context extends IncidentContext>(context: Context) {
  type Command<Path extends string, Body, Result> = (
    context: Context,
    work: Work,
    actor: Actor,
    id: string,
    input: Input<Path, Body>,
  ) => Result;

  function post<
    Path extends string,
    Body extends z.ZodType | undefined = undefined,
    Answer extends z.ZodType | undefined = undefined,
  >({
    path,
    command,
    answer,
    ...line
  }: Line<Path> & {
    body?: Body;
    /** Without one it is the whole incident after the change, read in the same transaction. */
    answer?: Answer;
    command: Command<Path, Body, Answered<Answer>>;
  }): Route<Actor> {
    const further = [...path.matchAll(/:(\w+)/g)].map(([, name]) => [name, z.uuid()]);
    return table.post({
      ...line,
      path: INCIDENT + path,
      params: byId.extend(Object.fromEntries(further)),
      answer: (answer ?? incidentDetailSchema) as z.ZodType,
      run: async (work, { actor, params, body }) => {
        const { id, ...ids } = params as { id: string };
        const input = { ...(body as object | null | undefined), ...ids } as Input<Path, Body>;
        const result = await command(context, work, actor, id, input);
        return answer ? result : getIncidentDetail(context, work.tx, actor, id);
      },
    });
  }

  function get<Answer extends z.ZodType>({
    path,
    query,
    ...line
  }: Line<string> & {
    audit: ViewDeclaration<Request, z.input<Answer>> | NothingPersonal;
    answer: Answer;
    query(context: Context, connection: Connection, actor: Actor, id: string): Promise<z.input<Answer>>;
  }): Route<Actor> {
    return table.get({
      ...line,
      path: INCIDENT + path,
      params: byId,
      run: ({ tx }, { actor, params: { id } }) => query(context, tx, actor, id),
    });
  }

  return { get, post };
}
