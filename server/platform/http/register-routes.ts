import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problemSchema } from '#contract/problem';
import { AppError } from '../app-error.ts';
import type { Connection } from '../database/database.ts';
import type { Work } from '../database/transaction.ts';
import { runOnce } from './idempotency.ts';
import { NO_BODY, NO_QUERY } from './refuse-unknown-fields.ts';
import { type Caller, type FileAnswer, fileAnswer, isPermitted, type Route, type ViewDetails } from './route.ts';
import { sendFile } from './send-file.ts';
import type { Transact } from './transact-for.ts';
import { isWritten, sendWritten } from './written-answer.ts';

/** RFC draft "Idempotency-Key"; longer keys are refused rather than cut. */
const LONGEST_KEY = 200;

/** What a caller is about to be shown. */
export type RecordedView = { action: string; subjectKind: string; subjectId: string; details: ViewDetails };

/**
 * Registers a capability's route table: each line's session, permission and schemas are checked before it runs, and
 * what shows a person is recorded before it leaves. What can't be recorded isn't shown.
 */
export function registerRoutes<Actor extends Caller>(
  fastify: FastifyInstance,
  deps: {
    /** The transaction in which a line runs for somebody; see `transact-for.ts`. */
    transact(route: Route<Actor>, caller: Actor): Transact;
    authenticate(headers: FastifyRequest['headers'], from: string): Promise<Actor | undefined>;
    recordView(connection: Connection, caller: Actor, seen: RecordedView): Promise<void>;
    hasRecordedAction(work: Work): boolean;
    /** Whether the caller's proof is recent enough for a sensitive action. @throws AppError */
    checkProof(work: Work, caller: Actor): Promise<void>;
    /** The same error, completed with who was faster where it was a race. */
    nameWinner?(connection: Connection, error: unknown): Promise<unknown>;
  },
  routes: Route<Actor>[],
): void {
  for (const route of routes) {
    mustBeWhole(route);
    const { params, query, body } = route;
    fastify.route({
      method: route.method,
      url: route.path,
      ...(route.largestBody !== undefined && { bodyLimit: route.largestBody }),
      ...(route.hashesPassword && { config: { hashesPassword: true } }),
      schema: {
        summary: route.summary,
        tags: [route.path.split('/')[3] ?? 'api'],
        ...(params && { params }),
        // Where nothing is asked for, whatever is sent would be dropped silently.
        querystring: query ?? NO_QUERY,
        ...(route.method === 'POST' && { body: body ?? NO_BODY }),
        response: {
          ...(route.answer !== fileAnswer && { [isMadeLater(route) ? 202 : 200]: route.answer }),
          '4xx': problemSchema,
        },
      },
      handler: async (request, reply) => {
        const actor = await deps.authenticate(request.headers, request.ip);
        if (!actor) throw new AppError('access/not-signed-in');
        request.caller = { userId: actor.userId, sessionId: actor.sessionId };
        reply.raw.once('close', fastify.admit(actor.userId, request));
        assertPermitted(route, actor);
        const transact = deps.transact(route, actor);
        const asked = { actor, params: request.params, query: request.query, body: request.body } as never;
        if (route.method === 'GET') {
          const isView = !('nothingPersonal' in route.audit);
          const answer = await transact({ readOnly: !isView }, async (work) => {
            const shown = await route.run(work, asked);
            const seen = whatIsSeen(route, asked, shown);
            if (seen) await deps.recordView(work.tx, actor, seen);
            return shown;
          });
          if (isWritten(answer)) return sendWritten(reply, answer);
          return route.answer === fileAnswer ? sendFile(reply, answer as FileAnswer) : answer;
        }
        const submission = {
          actor: actor.userId,
          key: route.secret ? undefined : readKey(request),
          request: [request.url, request.body ?? null],
        };
        const answer = await runOnce(
          (work) => transact({ readOnly: false }, work),
          submission,
          async (work) => {
            // Asked once more where nothing changes any more: a factor may have been added since the session was looked up.
            if (route.reauthentication) await deps.checkProof(work, actor);
            const answer = await route.run(work, asked).catch(async (error) => {
              throw (await deps.nameWinner?.(work.tx, error)) ?? error;
            });
            // Rolled back rather than unrecorded: a command that forgets its entry can't be shipped without anybody noticing.
            if (!deps.hasRecordedAction(work)) throw new Error(`${route.path} recorded no action`);
            return answer;
          },
        );
        if (route.acceptedAt) reply.code(202).header('location', route.acceptedAt(answer));
        return answer;
      },
    });
  }
}

function isMadeLater<Actor extends Caller>(route: Route<Actor>): boolean {
  return route.method === 'POST' && route.acceptedAt !== undefined;
}

/** @throws AppError `access/not-permitted`, `access/second-factor-needed`, `access/re-authentication-needed` */
function assertPermitted<Actor extends Caller>(route: Route<Actor>, actor: Actor): void {
  if (!isPermitted(route.permission, actor.permissions)) {
    throw new AppError(actor.secondFactorNeeded ? 'access/second-factor-needed' : 'access/not-permitted');
  }
  if (route.reauthentication && !actor.recentlyProved) throw new AppError('access/re-authentication-needed');
}

/** @throws Error for an incomplete route: found when the server starts, not when somebody calls it. */
function mustBeWhole<Actor extends Caller>(route: Route<Actor>): void {
  const { path, permission } = route;
  if (!permission) throw new Error(`${path} declares no permission`);
  if (route.reauthentication && (route.method !== 'POST' || route.runsAs !== 'service')) {
    throw new Error(
      `${path} asks for a proof, which is looked up as the service role and in the action's own transaction`,
    );
  }
  if (route.method === 'POST') {
    // It would be ignored: a view beside an action is recorded by the command too.
    if ('audit' in route) throw new Error(`${path} declares an audit, but its command records the action`);
    return;
  }
  if (!route.audit) throw new Error(`${path} declares no audit`);
  if ('view' in route.audit && !route.audit.subjectId && !path.includes('/:id')) {
    throw new Error(`${path} does not say which record is viewed`);
  }
}

function whatIsSeen<Actor extends Caller>(
  { audit }: Route<Actor> & { method: 'GET' },
  asked: Parameters<(Route<Actor> & { method: 'GET' })['run']>[1],
  answer: unknown,
): RecordedView | undefined {
  if ('nothingPersonal' in audit) return undefined;
  const subjectId = audit.subjectId?.(asked) ?? (asked.params as unknown as { id: string }).id;
  const details = isWritten(answer) ? answer.details : audit.details?.(asked, answer);
  return { action: audit.view, subjectKind: audit.subject, subjectId, details: details ?? {} };
}

/** The key under which a submission is one, however often it is sent. @throws AppError `request/invalid` */
export function readKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (Array.isArray(key) || key.length === 0 || key.length > LONGEST_KEY) throw new AppError('request/invalid');
  return key;
}
