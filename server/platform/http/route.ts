import { z } from 'zod';
import type { Permission } from '#contract/permission';
import type { Work } from '../database/transaction.ts';

/** The least a route must know of who is calling; access adds the rest. */
export type Caller = {
  userId: string;
  name: string;
  permissions: ReadonlySet<Permission>;
  /** Network address the request came from. */
  from: string;
  sessionId: string;
  /** Nothing is permitted before they have used a second factor. */
  secondFactorNeeded?: boolean;
  /** Proved who they are within the last minutes. */
  recentlyProved?: boolean;
};

type Shape = z.ZodType | undefined;
type Value<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export type RouteRequest<Actor, Params extends Shape, Query extends Shape, Body extends Shape> = {
  actor: Actor;
  params: Value<Params>;
  query: Value<Query>;
  body: Value<Body>;
};

/** Ids, codes and numbers that complete a recorded view: never names, texts, phones or positions. */
export type ViewDetails = Readonly<Record<string, string | number | boolean | null>>;

/** What is recorded when a route shows personal data. */
export type ViewDeclaration<Request, Answer> = {
  /** `<capability>/<what>`, e.g. `incident/view`. */
  view: `${string}/${string}`;
  /** Kind of the record that is seen, e.g. `incident`. */
  subject: string;
  /** Which record it is; the path's `id` unless said. */
  subjectId?(request: Request): string;
  details?(request: Request, answer: Answer): ViewDetails;
};
/** Nothing about a person is shown; the sentence says why not. */
export type NothingPersonal = { nothingPersonal: string };

/** Whether these permissions allow the route at all; which records are theirs, the command decides. */
export function isPermitted(needed: Route<Caller>['permission'], permissions: Caller['permissions']): boolean {
  if (needed === 'signed-in') return true;
  return typeof needed === 'string' ? permissions.has(needed) : needed.some((one) => permissions.has(one));
}

/** What an action gives back for its answer; nothing where the answer is left out. */
export type Answered<Answer> = Answer extends z.ZodType ? Promise<z.input<Answer>> : Promise<void>;

type Line<Params extends Shape, Query extends Shape, Body extends Shape, Answer extends z.ZodType> = {
  path: string;
  summary: string;
  /** What the caller must be permitted to do, of several one; `signed-in` asks for a session only. */
  permission: Permission | readonly [Permission, ...Permission[]] | 'signed-in';
  /** For routes about accounts: the user role has no right to those tables, so the command alone decides what is theirs. */
  runsAs?: 'service';
  /** A sensitive action: whoever has not proved who they are within the last minutes must do so again. */
  reauthentication?: true;
  /** The body holds a password, a code or an ID number: neither it nor a hash of it is stored under an idempotency key. */
  secret?: true;
  /** A password is hashed here: it counts among the few that run side by side. */
  hashesPassword?: true;
  /** The largest body in bytes, where 64 KB are too few. */
  largestBody?: number;
  params?: Params;
  query?: Query;
  body?: Body;
  answer: Answer;
};

/** A file instead of JSON, on disk or written for the occasion; such a line's answer schema is `fileAnswer`. */
export type FileAnswer = { contentType: string; name?: string | undefined } & (
  | { path: string }
  | { text: string }
  | { bytes: Uint8Array }
  /** Made while it is sent, after the transaction of the request. */
  | { chunks: AsyncIterable<Uint8Array> }
);
export const fileAnswer: z.ZodType<FileAnswer> = z.intersection(
  z.object({ contentType: z.string(), name: z.string().optional() }),
  z.union([
    z.object({ path: z.string() }),
    z.object({ text: z.string() }),
    z.object({ bytes: z.instanceof(Uint8Array) }),
    z.object({ chunks: z.custom<AsyncIterable<Uint8Array>>() }),
  ]),
);

/**
 * An answer whose JSON is written already, because several callers are given the same bytes (`written-answer.ts`): in pieces,
 * which are sent one after the other as they are.
 */
export type WrittenAnswer = {
  writtenJson: readonly Buffer[];
  /** What the record of the view says of it. */
  details: ViewDetails;
};

/** What an action answers that has nothing to show. */
const doneSchema = z.object({ done: z.literal(true) });

/** A line of a capability's route table, ready to be registered. */
export type Route<Actor extends Caller> = Line<Shape, Shape, Shape, z.ZodType> &
  (
    | {
        method: 'GET';
        audit: ViewDeclaration<RouteRequest<Actor, Shape, Shape, Shape>, unknown> | NothingPersonal;
        run(work: Work, request: RouteRequest<Actor, Shape, Shape, Shape>): Promise<unknown>;
      }
    | {
        method: 'POST';
        acceptedAt?(answer: unknown): string;
        run(work: Work, request: RouteRequest<Actor, Shape, Shape, Shape>): Promise<unknown>;
      }
  );

/**
 * Builders of route tables, typed for the application's actor. Every route runs inside one transaction of the actor:
 * a GET together with the record of its view (read-only without one), a POST together with its idempotency key, so that
 * the same submission twice is one. A POST declares no audit: its command records the action, and a request that
 * recorded none is rolled back.
 */
export function routeTable<Actor extends Caller>() {
  return {
    get<Answer extends z.ZodType, Params extends Shape = undefined, Query extends Shape = undefined>(
      line: Omit<Line<Params, Query, undefined, Answer>, 'body'> & {
        audit: ViewDeclaration<RouteRequest<Actor, Params, Query, undefined>, z.input<Answer>> | NothingPersonal;
        run(
          work: Work,
          request: RouteRequest<Actor, Params, Query, undefined>,
        ): Promise<z.input<Answer> | WrittenAnswer>;
      },
    ): Route<Actor> {
      return { method: 'GET', ...line } as unknown as Route<Actor>;
    },
    post<
      Answer extends z.ZodType | undefined = undefined,
      Params extends Shape = undefined,
      Body extends Shape = undefined,
    >(
      line: Omit<Line<Params, undefined, Body, z.ZodType>, 'query' | 'answer'> & {
        /** Without one it is `{ done: true }`. */
        answer?: Answer;
        /** What is asked for is made later: answered 202, with the address where it will be in `Location`. */
        acceptedAt?(answer: z.input<Answer & z.ZodType>): string;
        run(work: Work, request: RouteRequest<Actor, Params, undefined, Body>): Answered<Answer>;
      },
    ): Route<Actor> {
      const { answer, run } = line;
      if (answer) return { method: 'POST', ...line } as unknown as Route<Actor>;
      const runToDone = async (...given: Parameters<typeof run>) => {
        await run(...given);
        return { done: true };
      };
      return { method: 'POST', ...line, answer: doneSchema, run: runToDone } as unknown as Route<Actor>;
    },
  };
}
