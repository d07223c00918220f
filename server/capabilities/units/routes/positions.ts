import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type Actor, agenciesWith } from '#capabilities/access';
import { type Jurisdiction, visibleBranches } from '#capabilities/jurisdiction';
import { problemSchema } from '#contract/problem';
import { positionTakenSchema, sharePositionSchema } from '#contract/unit-position';
import { AppError } from '#platform/app-error';
import type { Connection, Database } from '#platform/database/database';
import type { RecordedView } from '#platform/http/register-routes';
import type { OpenStream } from '#platform/live/stream-slots';
import type { PositionStreams } from '../live-positions.ts';
import type { SentPosition, TakenPosition } from '../plausible-position.ts';
import type { createPositionSenders } from './position-senders.ts';

type Context = {
  db: Database;
  jurisdiction: Jurisdiction;
  /** Resolves when the position is written; to undefined if it was not: the person is in no unit with an open job. */
  share(sent: SentPosition): Promise<TakenPosition | undefined>;
  senders: ReturnType<typeof createPositionSenders>;
  streams: PositionStreams;
  takeStreamSlot(stream: OpenStream): () => void;
  authenticate(headers: FastifyRequest['headers'], from: string): Promise<Actor | undefined>;
  recordView(connection: Connection, caller: Actor, seen: RecordedView): Promise<void>;
};

/**
 * Positions from phones and for consoles. Outside the route tables because a position is not an audited action: it is in
 * no log and no audit entry. That a unit is sent and that somebody follows the map is audited.
 */
export function registerPositionRoutes(fastify: FastifyInstance, context: Context): void {
  const { db, jurisdiction, share, senders, streams, takeStreamSlot, authenticate, recordView } = context;

  fastify.post(
    '/api/v1/me/position',
    {
      config: { limitsItself: true },
      schema: {
        summary: 'The position of my unit; accepted only while it has an open job, and only the latest is stored',
        tags: ['me'],
        body: sharePositionSchema,
        response: { 200: positionTakenSchema, '4xx': problemSchema },
      },
    },
    async (request) => {
      const { personId, leave } = await senders.admit(request);
      try {
        const { at, batteryPercent = null, ...place } = request.body as z.output<typeof sharePositionSchema>;
        const taken = await share({ personId, ...place, at: new Date(at), batteryPercent });
        if (!taken) throw new AppError('units/not-assigned');
        const { unitId, callSign, use, doubt } = taken;
        return { unitId, callSign, use, doubt };
      } finally {
        leave();
      }
    },
  );

  fastify.get(
    '/api/v1/positions/live',
    {
      config: { isStream: true },
      schema: { summary: 'Server-sent events: where the units of my area are', tags: ['units'] },
    },
    async (request, reply) => {
      const actor = await authenticate(request.headers, request.ip);
      if (!actor) throw new AppError('access/not-signed-in');
      if (!actor.permissions.has('unit:view-positions')) throw new AppError('access/not-permitted');
      fastify.admit(actor.userId, request)();
      const leave = takeStreamSlot({ account: actor.userId, session: actor.sessionId, close: () => reply.raw.end() });
      reply.raw.once('close', leave);
      const units = { action: 'units/follow-positions', subjectKind: 'units', subjectId: 'live', details: {} };
      await recordView(db, actor, units);
      await streams.open(request, reply, {
        personId: actor.userId,
        async listBranches() {
          const now = await authenticate(request.headers, request.ip);
          if (!now?.permissions.has('unit:view-positions')) return undefined;
          return visibleBranches(jurisdiction, agenciesWith(now, 'unit:view-positions'));
        },
      });
      return reply;
    },
  );
}
