import pg from 'pg';
import { type Database, sql } from '../database/database.ts';
import { newRandomKey } from '../ids.ts';
import type { Log } from '../log.ts';

/** A hint that there is something to fetch; the truth is always in the tables. */
export type Wake = {
  /** Wakes the listeners of `topic` here at once and in the other processes a moment later. */
  send(topic: string): void;
  on(topic: string, listener: () => void): void;
  start(): Promise<void>;
  stop(): Promise<void>;
};

const CHANNEL = 'ess_wake';
/** Many commits share one NOTIFY; it is sent outside their transactions, because NOTIFY makes commits queue up. */
const GATHER_MS = 20;
/** A process may die between its commit and its NOTIFY; then the others find the work by looking. */
const LOOK_EVERY_MS = 1000;
const RECONNECT_MS = 500;

export function createWake(db: Database, url: string, log: Log): Wake {
  const listeners = new Map<string, (() => void)[]>();
  // Our own call comes back to us as well; what it says we have known for long.
  const own = newRandomKey();
  const toSend = new Set<string>();
  let client: pg.Client | undefined;
  let sending: NodeJS.Timeout | undefined;
  let looking: NodeJS.Timeout | undefined;
  let stopped = false;

  const wakeHere = (topic: string) => {
    for (const listener of listeners.get(topic) ?? []) listener();
  };
  const notifyOthers = () => {
    sending = undefined;
    const topics = [own, ...toSend].join(',');
    toSend.clear();
    sql`SELECT pg_notify(${CHANNEL}, ${topics})`.execute(db).catch((error) => {
      if (!stopped) log.warn({ error }, 'could not wake the other processes; they will look by themselves');
    });
  };
  const listen = async (): Promise<void> => {
    if (stopped) return;
    const connection = new pg.Client({ connectionString: url, application_name: 'ess-help-me wake' });
    connection.on('error', () => connection.end().catch(() => {}));
    connection.on('end', () => {
      if (!stopped) setTimeout(() => void listen().catch(() => {}), RECONNECT_MS).unref();
    });
    connection.on('notification', ({ payload }) => {
      const [sender, ...topics] = payload?.split(',') ?? [];
      if (sender !== own) for (const topic of topics) wakeHere(topic);
    });
    client = connection;
    await connection.connect();
    await connection.query(`LISTEN ${CHANNEL}`);
    for (const topic of listeners.keys()) wakeHere(topic);
  };

  return {
    send(topic) {
      wakeHere(topic);
      toSend.add(topic);
      sending ??= setTimeout(notifyOthers, GATHER_MS);
    },
    on(topic, listener) {
      listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
    },
    async start() {
      await listen();
      looking = setInterval(() => {
        for (const topic of listeners.keys()) wakeHere(topic);
      }, LOOK_EVERY_MS);
    },
    async stop() {
      stopped = true;
      clearInterval(looking);
      clearTimeout(sending);
      await client?.end().catch(() => {});
    },
  };
}
