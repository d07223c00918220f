import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../app-error.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The session is a cookie, which a browser sends along whoever made it ask. So what changes something must come from
 * our own pages: the browser says where from (Sec-Fetch-Site, else Origin, else Referer). What names none is a
 * program, which nobody can trick into it. That bodies are JSON only, which a foreign form can't send, is the second lock.
 */
export function refuseOtherSites(fastify: FastifyInstance, publicUrl: string): void {
  const own = new URL(publicUrl).origin;
  // A form can be sent as text/plain without the browser asking first.
  fastify.removeContentTypeParser('text/plain');
  fastify.addHook('onRequest', async (request) => {
    // The route that was found, not the address as written: `/%61pi/` leads to the same route.
    if (READS.has(request.method) || !request.routeOptions.url?.startsWith('/api/')) return;
    if (!isFromOwnPage(request, own)) throw new AppError('access/origin-refused');
  });
}

function isFromOwnPage({ headers, host, protocol }: FastifyRequest, own: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const from = headers.origin ?? headers.referer;
  if (from === undefined) return true;
  const origin = originOf(from);
  // Opened under a second name (localhost, an address on the local net) the page's own address is the one it asked.
  return origin === own || origin === `${protocol}://${host}`;
}

function originOf(from: string): string | undefined {
  return URL.canParse(from) ? new URL(from).origin : undefined;
}
