import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '#capabilities/access';
import { listWithheldIncidents } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { AppClock } from '#platform/clock';
import type { Connection, Database } from '#platform/database/database';
import type { RecordedView } from '#platform/http/register-routes';
import { createBatcher } from '#platform/jobs/batcher';
import type { OpenStream } from '#platform/live/stream-slots';
import type { Log } from '#platform/log';
import { sharePositions } from './commands/share-positions.ts';
import type { MeasuredPosition } from './commands/watch-arrival.ts';
import { createPositionStreams } from './live-positions.ts';
import type { SentPosition } from './plausible-position.ts';
import { createPositionSenders } from './routes/position-senders.ts';
import { registerPositionRoutes } from './routes/positions.ts';
import { deletePositions, readPositions } from './store/position-rows.ts';

/** Time between two batches: 4,000 phones give about 80 rows a statement, and nobody notices 0.1 s on a map. */
const BATCH_MS = 100;

type Deps = {
  db: Database;
  clock: AppClock;
  log: Log;
  jurisdiction: Jurisdiction;
  authenticate(headers: FastifyRequest['headers'], from: string): Promise<Actor | undefined>;
  /** Checks whether the ETAs still hold, given the positions of units on their way; see `createArrivalWatch`. */
  watchArrivals(positions: readonly MeasuredPosition[]): Promise<void>;
};
type RouteDeps = {
  takeStreamSlot(stream: OpenStream): () => void;
  recordView(connection: Connection, caller: Actor, seen: RecordedView): Promise<void>;
};

export type UnitPositions = {
  registerRoutes(fastify: FastifyInstance, routeDeps: RouteDeps): void;
  /** Some rights have ended: checks every stream, and asks every phone for its session again. */
  checkNow(): void;
  /** A scheduled job: deletes positions of units whose last job has ended. They are not shown from that moment on. */
  forget(): Promise<void>;
  start(): void;
  stop(): void;
};

/** Positions of units: received from phones, written in batches, shown on maps. One for each process. */
export function createUnitPositions(deps: Deps): UnitPositions {
  const { db, clock, log, jurisdiction, authenticate, watchArrivals } = deps;
  const senders = createPositionSenders(authenticate, clock);
  const writeBatch = async (sent: SentPosition[]) => {
    const written = await sharePositions({ db, clock, jurisdiction }, sent);
    // The phone does not wait for the ETA check.
    const onTheirWay = written.filter(({ isEnRoute, use }) => isEnRoute && use === 'exact');
    watchArrivals(onTheirWay).catch((error) => log.warn({ error }, 'could not check the ETAs'));
    const byPerson = new Map(written.map((one) => [one.personId, one]));
    return sent.map(({ personId }) => byPerson.get(personId));
  };
  const streams = createPositionStreams({
    read: (since) => readPositions(db, since),
    listWithheld: (personIds) => listWithheldIncidents(db, personIds),
    pathOf: (agencyId) => jurisdiction.findAgency(agencyId)?.path,
    clock,
    log,
  });
  return {
    registerRoutes: (fastify, routeDeps) =>
      registerPositionRoutes(fastify, {
        db,
        jurisdiction,
        share: createBatcher(writeBatch, { delayMs: BATCH_MS }),
        senders,
        streams,
        authenticate,
        ...routeDeps,
      }),
    checkNow() {
      senders.forgetAll();
      streams.checkNow();
    },
    forget: () => deletePositions(db),
    start: streams.start,
    stop: streams.stop,
  };
}
