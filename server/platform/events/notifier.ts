import type pg from 'pg';
import { createClient, type Database, sql } from '../database/database.ts';
import { newRandomKey } from '../ids.ts';
import { createLoop } from '../jobs/single-flight.ts';
import type { Log } from '../log.ts';

/** A hint that there is something to fetch; the truth is always in the tables. */
export type Notifier = {
  /** Calls the listeners of `topic` here at once and in the other processes a moment later. */
  send(topic: string): void;
  on(topic: string, listener: () => void): void;
  start(): Promise<void>;
  stop(): Promise<void>;
};

const CHANNEL = 'ess_notify';
const CONNECT_WITHIN_MS = 10_000;
/**
 * The first commit is notified at once; those that follow within this time share one NOTIFY. It is sent outside their
 * transactions, because NOTIFY makes commits queue up.
 */
const APART_MS = 50;
/** A process may die between its commit and its NOTIFY; then the others find the work when they poll. */
const LOOK_EVERY_MS = 1000;
/** The first wait before a lost connection is made again; it doubles, up to the longest. */
const RECONNECT_MS = 250;
const RECONNECT_AT_MOST_MS = 5000;

/** @param isAlone true while this process knows of no other on the database: then there is nobody to notify */
export function createNotifier(db: Database, url: string, log: Log, isAlone = () => false): Notifier {
  const listeners = new Map<string, (() => void)[]>();
  // Our own NOTIFY comes back to us as well and has been dealt with already.
  const own = newRandomKey();
  const toSend = new Set<string>();
  let client: pg.Client | undefined;
  let looking: NodeJS.Timeout | undefined;
  let reconnecting: NodeJS.Timeout | undefined;
  let stopped = false;

  const callHere = (topic: string) => {
    for (const listener of listeners.get(topic) ?? []) listener();
  };
  const sending = createLoop(
    async () => {
      if (toSend.size === 0) return;
      const topics = [own, ...toSend].join(',');
      toSend.clear();
      if (!isAlone()) await sql`SELECT pg_notify(${CHANNEL}, ${topics})`.execute(db);
    },
    (error) => log.warn({ error }, 'could not notify the other processes; they will poll'),
    { apartMs: APART_MS },
  );
  const callAllHere = () => {
    for (const topic of listeners.keys()) callHere(topic);
  };
  const listen = async (): Promise<void> => {
    const connection = createClient({
      connectionString: url,
      application_name: 'ess-help-me notifier',
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    let hasEnded = false;
    const lose = () => {
      hasEnded = true;
      if (client !== connection || stopped) return;
      client = undefined;
      log.warn('the connection that listens to other processes was lost; it is made again');
      listenAgain(RECONNECT_MS);
    };
    connection.once('end', lose);
    connection.on('notification', ({ payload }) => {
      const [sender, ...topics] = payload?.split(',') ?? [];
      if (sender !== own) for (const topic of topics) callHere(topic);
    });
    try {
      await connection.connect();
      await connection.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      await connection.end().catch(() => {});
      throw error;
    }
    client = connection;
    if (stopped) return connection.end().catch(() => {});
    if (hasEnded) lose();
    callAllHere();
  };
  /** Tries until it listens; what was sent meanwhile is looked for then, and once a second until then. */
  const listenAgain = (waitMs: number): void => {
    if (stopped) return;
    reconnecting = setTimeout(() => {
      listen().then(
        () => log.info('the connection that listens to other processes is back'),
        () => listenAgain(Math.min(waitMs * 2, RECONNECT_AT_MOST_MS)),
      );
    }, waitMs);
  };

  return {
    send(topic) {
      callHere(topic);
      toSend.add(topic);
      sending.notify();
    },
    on(topic, listener) {
      listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
    },
    async start() {
      await listen();
      looking = setInterval(callAllHere, LOOK_EVERY_MS);
    },
    async stop() {
      stopped = true;
      clearInterval(looking);
      clearTimeout(reconnecting);
      await sending.stop();
      await client?.end().catch(() => {});
    },
  };
}
