import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '#capabilities/access';
import { listWithheldIncidents } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { AppClock } from '#platform/clock';
import type { Connection, Database } from '#platform/database/database';
import type { RecordedView } from '#platform/http/register-routes';
import type { OpenStream } from '#platform/live/stream-slots';
import type { Log } from '#platform/log';
import { batchPositions } from './batch-positions.ts';
import { forgetPositions } from './commands/forget-positions.ts';
import { sharePositions } from './commands/share-positions.ts';
import type { MeasuredPosition } from './commands/watch-arrival.ts';
import { createPositionStreams } from './live-positions.ts';
import { listPositions } from './queries/list-positions.ts';
import { createPositionSenders } from './routes/position-senders.ts';
import { registerPositionRoutes } from './routes/positions.ts';

type Deps = {
  db: Database;
  clock: AppClock;
  log: Log;
  jurisdiction: Jurisdiction;
  authenticate(headers: FastifyRequest['headers'], from: string): Promise<Actor | undefined>;
  /** Looks whether the promise still holds, now that a unit on its way is there; see `createArrivalWatch`. */
  watchArrival(unitId: string, position: MeasuredPosition): Promise<void>;
};
type Door = {
  takeStreamSlot(stream: OpenStream): () => void;
  recordView(connection: Connection, caller: Actor, seen: RecordedView): Promise<void>;
};

export type UnitPositions = {
  registerRoutes(fastify: FastifyInstance, door: Door): void;
  /** Rights have ended somewhere: every stream is asked whether it may go on, every phone who it is. */
  checkNow(): void;
  /** A duty of time: forgets where units were whose last job has ended. */
  forget(): Promise<void>;
  start(): void;
  stop(): void;
};

/** Where units are: taken from their phones, written in batches, shown on consoles' maps. One for each process. */
export function createUnitPositions(deps: Deps): UnitPositions {
  const { db, clock, log, jurisdiction, authenticate, watchArrival } = deps;
  const senders = createPositionSenders(authenticate, clock);
  const share = batchPositions(async (sent) => {
    const written = await sharePositions({ db, clock, jurisdiction }, sent);
    // The phone does not wait for what follows from its position.
    for (const { unitId, lat, lng, at, isEnRoute, use } of written) {
      if (!isEnRoute || use !== 'exact') continue;
      watchArrival(unitId, { lat, lng, at }).catch((error) =>
        log.warn({ error, unitId }, 'could not look at an arrival'),
      );
    }
    return written;
  });
  const streams = createPositionStreams({
    read: (since) => listPositions(db, since),
    listWithheld: (personIds) => listWithheldIncidents(db, personIds),
    pathOf: (agencyId) => jurisdiction.findAgency(agencyId)?.path,
    clock,
    log,
  });
  return {
    registerRoutes: (fastify, door) =>
      registerPositionRoutes(fastify, { db, jurisdiction, share, senders, streams, authenticate, ...door }),
    checkNow() {
      senders.forgetAll();
      streams.checkNow();
    },
    forget: () => forgetPositions(db),
    start: streams.start,
    stop: streams.stop,
  };
}
