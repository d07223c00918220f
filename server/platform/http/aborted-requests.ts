import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Requests of this process whose caller went away before the answer was there whole. */
    abortedRequests(): number;
  }
}

/**
 * A caller who goes in the middle (a phone in a tunnel, a closed tab, somebody who tries) is counted and is no trouble of
 * ours: no line of the log, and nothing is worked out for them. A socket that is gone has no address any more, so
 * this comes before everything that counts by address. Live streams end so by nature and are counted elsewhere.
 */
export function countAbortedRequests(fastify: FastifyInstance): void {
  let gone = 0;
  fastify.decorate('abortedRequests', () => gone);
  fastify.addHook('onRequest', async (request, reply) => {
    const { raw } = reply;
    // Asked here for the first time, the address is remembered by the socket, also when its other end is lost later.
    if (hasGone(request) || (request.ip as string | undefined) === undefined) {
      gone += 1;
      return reply.hijack();
    }
    if (request.routeOptions.config?.isStream) return;
    raw.once('close', () => {
      if (!raw.writableFinished) gone += 1;
    });
  });
}

function hasGone({ raw }: FastifyRequest): boolean {
  return raw.socket.destroyed;
}

/** What is thrown when a caller goes: the stream that was on its way to them, or from them, ends before its end. */
const OF_THE_LINE = ['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'ECONNRESET', 'EPIPE', 'ECONNABORTED'];

/** True for a failure that is nothing but the caller's going away; a mistake of ours stays one, whoever has gone. */
export function isClientAbort(error: unknown, request: FastifyRequest): boolean {
  return hasGone(request) && OF_THE_LINE.includes(String((error as { code?: unknown } | null)?.code));
}
