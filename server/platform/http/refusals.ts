import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ProblemCode } from '#contract/problem';

declare module 'fastify' {
  interface FastifyInstance {
    /** How often this process has refused something since its start, by the code of the refusal. */
    refusals: Map<ProblemCode, number>;
  }
  interface FastifyRequest {
    /** Who asks, once that is known. */
    caller: { userId: string; sessionId: string } | null;
  }
}

/** Not who they say, not theirs, not there or hidden from them, too much. */
const REFUSED = [401, 403, 404, 429];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function countRefusals(fastify: FastifyInstance): void {
  fastify.decorate('refusals', new Map());
  fastify.decorateRequest('caller', null);
}

/**
 * Every refusal is counted. What was refused to somebody signed in also stands in the log, with who and what by their ids:
 * whoever goes through ids that are not theirs can be found. Strangers get no line each, or they would fill the disk.
 */
export function noteRefusal(request: FastifyRequest, status: number, code: ProblemCode): void {
  if (!REFUSED.includes(status)) return;
  const { server, caller, params, routeOptions } = request;
  server.refusals.set(code, (server.refusals.get(code) ?? 0) + 1);
  if (!caller || (status !== 403 && status !== 404)) return;
  const { id } = (params ?? {}) as { id?: unknown };
  const subjectId = typeof id === 'string' && UUID.test(id) ? id : null;
  const { userId: personId, sessionId } = caller;
  request.log.info({ code, personId, sessionId, route: routeOptions.url, subjectId }, 'refused');
}
