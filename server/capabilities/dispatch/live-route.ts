import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { AppError } from '#platform/app-error';
import type { LiveStreams } from '#platform/live/live-streams';
import { listAudiences } from './queries/list-audiences.ts';

type Context = {
  jurisdiction: Jurisdiction;
  live: LiveStreams;
  authenticate(headers: FastifyRequest['headers']): Promise<Actor | undefined>;
};

const query = z.object({ after: z.coerce.number().int().min(0).optional() });
/** A browser that comes back names the last event it saw; that is newer than the address it began with. */
const lastEventId = z.coerce.number().int().min(0).optional().catch(undefined);

/** The live stream: resumable, and closed when the session ends. */
export function registerLiveRoute(fastify: FastifyInstance, { jurisdiction, live, authenticate }: Context): void {
  fastify.get(
    '/api/v1/live',
    { schema: { summary: 'Server-sent events of my area', querystring: query } },
    async (request, reply) => {
      const actor = await authenticate(request.headers);
      if (!actor) throw new AppError('access/not-signed-in');
      const { after } = request.query as z.output<typeof query>;
      const from = lastEventId.parse(request.headers['last-event-id']) ?? after;
      await live.open(request, reply, {
        audiences: listAudiences(jurisdiction, actor),
        after: from,
        mayGoOn: async () => (await authenticate(request.headers)) !== undefined,
      });
      return reply;
    },
  );
}
