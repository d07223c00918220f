import type pg from 'pg';
import { createClient, type Database, rows, sql } from '../database/database.ts';
import { findLoss } from '../database/database-unavailable.ts';
import { listMigrations } from '../database/migrate.ts';
import { inTransaction, type Work } from '../database/transaction.ts';
import { createSingleFlight } from '../jobs/single-flight.ts';
import type { Log } from '../log.ts';
import { type AfterOutage, recoverFromOutage } from './outage.ts';
import { findStorageFault, type StorageFault } from './storage-fault.ts';

/** This process among all that share the database: its name in leases, and whether it can store anything. */
export type ServerProcess = {
  /** Names the holder of a lease; null while the process has no row: such a lease ends by its time alone. */
  id(): number | null;
  /** True when no other process was there a moment ago; false as long as that isn't known. */
  isAlone(): boolean;
  /** Frees what these processes held, in the transaction that forgets them. Call before `start`. */
  onEnded(free: (work: Work, processIds: number[]) => Promise<void>): void;
  /** Calls `task` with how long nothing could be stored, once that is over. Call before `start`. */
  onOutage(after: AfterOutage): void;
  /** Returns when an outage that is over, if there was one, has been dealt with; see `recoverFromOutage`. */
  recoverFromOutage(): Promise<void>;
  start(): Promise<void>;
  /** Writes something and says what keeps that from being stored; undefined: nothing does. Kept for a second. */
  findFault(): Promise<StorageFault | undefined>;
  /** Gives back all leases and forgets the process. */
  stop(): Promise<void>;
};

type Deps = {
  /** The service role's connection string: the process has a connection of its own, whose end tells the others. */
  url: string;
  db: Database;
  log: Log;
  /** Raises a system alert, once storing works again. */
  raiseSystemAlert(kind: string, subject: string, details: Record<string, string | number>): Promise<void>;
  /** Counts each trial that failed. */
  countFault(fault: StorageFault): void;
};

/** First of the two numbers of a process's advisory lock. Any fixed number. */
const PROCESS_LOCK = 20_230_315;
/** One trial for any number of callers within this time. */
const KEEP_MS = 1000;
/** A commit takes milliseconds; a probe that waits longer than this says that nobody's report gets through either. */
const WRITE_WITHIN_MS = 3000;
/** An answer that never comes: the connection is cut and made anew. */
const GIVE_UP_MS = 15_000;
const RECONNECT_MS = 250;
/** Without lock and heartbeat for so long a process has ended: more than it takes to make a cut connection anew. */
const SILENT_FOR = '2 seconds';
/** After an outage all are silent; a process that was away itself does not take the others for ended yet. */
const LOOK_AFTER_MS = 3000;
const LOG_AGAIN_MS = 60_000;
/** A database that was started again in less is not worth an alert of its own: its log shows it, and the embedded one raises its own. */
const SHORT_ABSENCE_S = 10;

/**
 * A process lives as long as its own connection holds an advisory lock on its number: killed, it loses the lock in the
 * same moment; merely slow, it keeps it. Its row tells the others whom to look for.
 */
export function createServerProcess({ url, db, log, raiseSystemAlert, countFault }: Deps): ServerProcess {
  const freeLeasesOf: ((work: Work, processIds: number[]) => Promise<void>)[] = [];
  const afterOutage: AfterOutage[] = [];
  let migrations: string[] = [];
  let client: pg.Client | undefined;
  let id: number | null = null;
  let stopped = false;
  let beating: NodeJS.Timeout | undefined;
  let reconnecting: NodeJS.Timeout | undefined;
  let connecting: Promise<void> | undefined;
  let looksFrom = 0;
  let isAlone = false;
  let known: { fault: StorageFault | undefined; at: number } | undefined;
  let failing: { since: number; saidAt: number; code: StorageFault } | undefined;

  const connect = async (): Promise<void> => {
    const own = createClient({
      connectionString: url,
      application_name: 'ess-help-me process',
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    });
    own.on('end', () => {
      if (client === own) client = undefined;
      isAlone = false;
      if (!stopped) reconnecting ??= setTimeout(reconnect, RECONNECT_MS);
    });
    try {
      await own.connect();
      id = await registerProcess(own, id);
      client = own;
    } catch (error) {
      await own.end().catch(() => {});
      throw error;
    }
  };
  const reconnect = (): void => {
    reconnecting = undefined;
    if (stopped || connecting || client) return;
    connecting = connect()
      .then(() => {
        looksFrom = performance.now() + LOOK_AFTER_MS;
      })
      .catch(() => {})
      .finally(() => {
        connecting = undefined;
        if (!stopped && !client) reconnecting ??= setTimeout(reconnect, RECONNECT_MS);
      });
  };

  const trial = createSingleFlight(async (): Promise<StorageFault | undefined> => {
    const own = client;
    if (!own) return 'server/database-unreachable';
    let giveUp: NodeJS.Timeout | undefined;
    try {
      giveUp = setTimeout(() => void own.end().catch(() => {}), GIVE_UP_MS);
      const { rows: found } = await own.query<{ isKnown: boolean; isMigrated: boolean }>(
        `SELECT platform.try_to_write($1) AS "isKnown", NOT EXISTS (SELECT FROM unnest($2::text[]) AS needed (name)
          WHERE NOT EXISTS (SELECT FROM platform.migrations AS done WHERE done.name = needed.name)) AS "isMigrated"`,
        [id, migrations],
      );
      // Taken for ended by the others: another name, before the next lease is taken.
      if (!found[0]?.isKnown) id = await registerProcess(own, null);
      return found[0]?.isMigrated ? undefined : 'server/not-ready';
    } catch (error) {
      const otherwise = findLoss(error, 'in-use') ? 'server/database-unreachable' : 'server/database-failing';
      return findStorageFault(error) ?? otherwise;
    } finally {
      clearTimeout(giveUp);
    }
  });

  /** An older trial that is still on its way is the answer: beginning more of them would help nobody. */
  const trying = createSingleFlight(async () => {
    const fault = await answerWithin(trial.run(), WRITE_WITHIN_MS);
    known = { fault, at: performance.now() };
    if (fault) countFault(fault);
    reportFault(fault);
    return fault;
  });
  const findFault = async (): Promise<StorageFault | undefined> => {
    if (known && performance.now() - known.at < KEEP_MS) return known.fault;
    return trying.run();
  };
  const beat = async (): Promise<void> => {
    known = undefined;
    if ((await findFault()) === undefined && !stopped) void lookingForEnded.run();
  };

  /** Logs a failure when it begins, each minute while it lasts, and when it is over. */
  const reportFault = (fault: StorageFault | undefined): void => {
    const now = performance.now();
    if (fault) {
      if (!failing || now - failing.saidAt > LOG_AGAIN_MS) {
        const seconds = failing ? Math.round((now - failing.since) / 1000) : 0;
        log.error({ code: fault, seconds }, 'nothing can be stored; requests are refused until it is mended');
        failing = { since: failing?.since ?? now, saidAt: now, code: fault };
      }
    } else if (failing) {
      const details = { code: failing.code, seconds: Math.round((now - failing.since) / 1000) };
      failing = undefined;
      log.warn(details, 'storing works again');
      if (details.code === 'server/database-unreachable' && details.seconds < SHORT_ABSENCE_S) return;
      raiseSystemAlert('server/could-not-store', details.code, details).catch((error) =>
        log.warn({ error }, 'could not raise the system alert of what is over'),
      );
    }
  };

  /** Forgets processes that have ended, and frees what they held. */
  const freeEnded = async (): Promise<void> => {
    const own = client;
    if (stopped || !own || id === null || performance.now() < looksFrom) return;
    const silent = `seen_at NOT BETWEEN clock_timestamp() - interval '${SILENT_FOR}' AND clock_timestamp() + interval '${SILENT_FOR}'`;
    const { rows: others } = await own.query<{ id: number; isSilent: boolean }>(
      `SELECT id, ${silent} AS "isSilent" FROM platform.processes WHERE id <> $1`,
      [id],
    );
    isAlone = others.length === 0;
    const found = others.filter(({ isSilent }) => isSilent);
    if (found.length === 0) return;
    await inTransaction(db, async (work) => {
      // The lock alone decides: a process that is only slow still holds it.
      const ended = await rows(
        work.tx,
        sql<{ id: number }>`WITH free AS MATERIALIZED (SELECT id FROM unnest(${found.map((one) => one.id)}::int[]) AS id
            WHERE pg_try_advisory_xact_lock(${PROCESS_LOCK}, id))
          DELETE FROM platform.processes USING free WHERE processes.id = free.id RETURNING processes.id`,
      );
      await forget(work, ended);
    });
  };
  const forget = async (work: Work, ended: { id: number }[]): Promise<void> => {
    if (ended.length === 0) return;
    const ids = ended.map((one) => one.id);
    for (const freeLeases of freeLeasesOf) await freeLeases(work, ids);
    work.afterCommit(() => log.info({ processes: ids }, 'leases of ended processes are free'));
  };
  const recover = () => recoverFromOutage(db, log, afterOutage);
  const lookingForEnded = createSingleFlight(async () => {
    const warn = (what: string) => (error: unknown) => {
      if (!stopped) log.warn({ error }, `could not look for ${what}; it is tried again`);
    };
    await recover().catch(warn('an outage'));
    await freeEnded().catch(warn('ended processes'));
  });

  return {
    id: () => id,
    isAlone: () => isAlone,
    onEnded: (freeLeases) => void freeLeasesOf.push(freeLeases),
    onOutage: (after) => void afterOutage.push(after),
    recoverFromOutage: recover,
    findFault,
    async start() {
      migrations = (await listMigrations()).map(({ name }) => name);
      await connect();
      beating = setInterval(() => void beat(), KEEP_MS);
      await lookingForEnded.run();
    },
    async stop() {
      stopped = true;
      clearInterval(beating);
      clearTimeout(reconnecting);
      // A heartbeat that is under way could take a new name, and must not find its connection closed.
      await Promise.allSettled([connecting, lookingForEnded.current(), trying.current()]);
      const own = id;
      id = null;
      if (own !== null) {
        await inTransaction(db, async (work) => {
          const found = await rows(
            work.tx,
            sql<{ id: number }>`DELETE FROM platform.processes WHERE id = ${own} RETURNING id`,
          );
          await forget(work, found);
        }).catch((error) => log.warn({ error }, 'could not give the leases back; the next process frees them'));
      }
      await client?.end().catch(() => {});
    },
  };
}

/** The number under which this connection holds its lock: the one it had before, as long as that is still its own. */
async function registerProcess(client: pg.Client, before: number | null): Promise<number> {
  if (before !== null) {
    const { rows: locks } = await client.query<{ isLocked: boolean }>(
      'SELECT pg_try_advisory_lock($1, $2) AS "isLocked" FROM platform.processes WHERE id = $2',
      [PROCESS_LOCK, before],
    );
    // Read once more under the lock: the others delete a row only while they hold it.
    const { rowCount } = await client.query('SELECT FROM platform.processes WHERE id = $1', [before]);
    if (locks[0]?.isLocked && rowCount === 1) return before;
  }
  const { rows: made } = await client.query<{ id: number }>(
    'INSERT INTO platform.processes DEFAULT VALUES RETURNING id',
  );
  const id = made[0]?.id ?? 0;
  await client.query('SELECT pg_advisory_lock($1, $2)', [PROCESS_LOCK, id]);
  return id;
}

async function answerWithin(trial: Promise<StorageFault | undefined>, ms: number): Promise<StorageFault | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<StorageFault>((answer) => {
    timer = setTimeout(() => answer('server/database-slow'), ms);
  });
  return Promise.race([trial, late]).finally(() => clearTimeout(timer));
}
