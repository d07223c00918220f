import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Connection } from './database/database.ts';
import type { Work } from './database/transaction.ts';
import type { LogEntry } from './events/event-log.ts';
import type { GaugeSource } from './http/health.ts';
import type { RecordedView } from './http/register-routes.ts';
import type { Caller, Route } from './http/route.ts';
import type { Transact } from './http/transact-for.ts';
import type { Job } from './jobs/ticker.ts';
import type { LiveStreams, Translate } from './live/live-streams.ts';
import type { OpenStream } from './live/stream-slots.ts';
import type { SetBack } from './set-back.ts';

/**
 * What `create<Name>` of each capability gives to the application, which takes every list in the order of its parts. All
 * of it is optional; a capability adds to it the few functions that others are given.
 */
export type Capability<Actor extends Caller, Entry = LogEntry> = {
  /** Its route table. */
  routes?: readonly Route<Actor>[];
  /** Routes that can't stand in the table: streams, uploads, what is asked before there is a session. */
  registerRoutes?(fastify: FastifyInstance, http: RouteServices<Actor>): void | Promise<void>;
  /** What it does again and again. */
  jobs?: readonly Job[];
  /** Adds its reactions to the events of others. */
  reactions?(): void;
  /** What open consoles see of entries of the event log. */
  liveTranslators?: readonly Translate<Entry>[];
  /** Moves its stored times when the wall clock was set back; see `createClockWatch`. */
  setBacks?: SetBacks;
  /** Its numbers for Prometheus. */
  gauges?: readonly GaugeSource[];
  /** Adds what a demonstration begins with; `findPersonId` finds the account of a demonstration address. */
  seedDemonstration?(findPersonId: (email: string) => string | undefined): Promise<void>;
  start?(): void;
  /** Starts nothing new and waits for what runs; the database is closed afterwards. */
  stop?(): Promise<void>;
};

export type SetBacks = Readonly<Record<string, (work: Work, setBack: SetBack) => Promise<void>>>;

/** What routes beside the tables share with those in them. */
export type RouteServices<Actor> = {
  authenticate(headers: FastifyRequest['headers'], from: string): Promise<Actor | undefined>;
  /** The transaction in which a route runs for somebody. */
  transact(actor: Actor): Transact;
  recordView(connection: Connection, caller: Actor, seen: RecordedView): Promise<void>;
  /** The same error, completed with who was faster where it was a race. */
  nameWinner(connection: Connection, error: unknown): Promise<unknown>;
  takeStreamSlot(stream: OpenStream): () => void;
  live: LiveStreams;
};
