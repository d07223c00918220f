import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Connection, Database } from '#platform/database/database';
import type { RecordedView } from '#platform/http/register-routes';
import type { LiveStreams } from '#platform/live/live-streams';
import type { OpenStream } from '#platform/live/stream-slots';
import { listAudiences } from './queries/list-audiences.ts';

type Context = {
  db: Database;
  jurisdiction: Jurisdiction;
  live: LiveStreams;
  recordOpenConsole(actor: Actor): Promise<void>;
  takeStreamSlot(stream: OpenStream): () => void;
  authenticate(headers: FastifyRequest['headers'], from: string): Promise<Actor | undefined>;
  recordView(connection: Connection, caller: Actor, seen: RecordedView): Promise<void>;
};

const query = z.object({ after: z.coerce.number().int().min(0).optional() });
/** On reconnect the browser sends the last event it saw, which is newer than the `after` of its URL. */
const lastEventId = z.coerce.number().int().min(0).optional();

/** The live stream: it can be resumed, and closes when the session ends. */
export function registerLiveRoute(
  fastify: FastifyInstance,
  { db, jurisdiction, live, authenticate, recordView, takeStreamSlot, recordOpenConsole }: Context,
): void {
  fastify.get(
    '/api/v1/live',
    { config: { isStream: true }, schema: { summary: 'Server-sent events of my area', querystring: query } },
    async (request, reply) => {
      const actor = await authenticate(request.headers, request.ip);
      if (!actor) throw new AppError('access/not-signed-in');
      fastify.admit(actor.userId, request)();
      const { userId: account, sessionId: session } = actor;
      const leave = takeStreamSlot({ account, session, close: () => reply.raw.end() });
      reply.raw.once('close', leave);
      const { after } = request.query as z.output<typeof query>;
      const from = lastEventId.safeParse(request.headers['last-event-id']).data ?? after;
      // Following the board is one recorded view; opening an incident from it is recorded separately.
      const board = { action: 'control-room/follow-board', subjectKind: 'board', subjectId: 'live', details: {} };
      await recordView(db, actor, board);
      await live.open(request, reply, {
        after: from,
        async listAudiences() {
          const now = await authenticate(request.headers, request.ip);
          if (!now) return undefined;
          await recordOpenConsole(now);
          return listAudiences(jurisdiction, now);
        },
      });
      return reply;
    },
  );
}
