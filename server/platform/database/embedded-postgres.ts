import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { AppError } from '../app-error.ts';
import { findFreePort, isFree } from '../free-port.ts';
import { createClient } from './database.ts';
import { type Cluster, prepareCluster } from './postgres-cluster.ts';
import {
  findLastPort,
  findLock,
  folderSetting,
  isPostgresOf,
  isStillRunning,
  type PostgresLock,
} from './postgres-lock.ts';
import { runAs, spawnOptions } from './postgres-user.ts';
import { type Limits, type Supervision, supervise, type Watcher } from './supervise-postgres.ts';

/** A running embedded PostgreSQL. `adopted` says that it was already running when we came. */
export type EmbeddedPostgres = {
  /** Connection string of the `ess` database. */
  url: string;
  adopted: boolean;
  /** From now on it is started again when it dies, by one of the processes that use it, at the same port. */
  supervise(watcher: Watcher, limits?: Partial<Limits>): void;
  /** Stops the server unless another process still works with it. @returns whether it is down */
  stop(): Promise<boolean>;
};

const LOOK_AGAIN_MS = 50;
/** A minute, as long as `pg_ctl` waits for a server that stops or starts. */
const LOOKS_AT_STRANGE_STATE = 1200;
/** A connection that we closed ourselves is seen for a moment more, on a busy machine for two seconds. */
const LOOKS_BEFORE_STOP = 40;
/** A port that was free may be taken a moment later. */
const PORTS_TRIED = 3;
const LINES_SHOWN_ON_FAILURE = 15;

/**
 * Starts the PostgreSQL kept under `dataDir/postgres`, or adopts the one already running there: when a Node process
 * dies by SIGKILL its PostgreSQL lives on, and fighting it would mean fighting our own data.
 * @throws AppError `database/…`; the message says what to do, with PostgreSQL's own output
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  writeLine: (line: string) => void = () => {},
  options: { settings?: Record<string, string> } = {},
): Promise<EmbeddedPostgres> {
  const cluster = await prepareCluster(dataDir, writeLine);
  const { port, adopted } = await adoptOrStart(cluster, options.settings ?? {});
  const url = await makeDatabase(cluster, port);
  let supervision: Supervision | undefined;
  return {
    url,
    adopted,
    supervise(watcher, limits) {
      supervision ??= supervise(
        {
          isRunning: () => isServerRunning(cluster),
          startAgain: async () => {
            const again = await adoptOrStart(cluster, options.settings ?? {}, port);
            // Whoever started it meanwhile found our port taken; our connections would wait at the old one for ever.
            if (again.port !== port)
              throw new AppError('database/embedded-moved', { message: moved(cluster, again.port) });
            return again.adopted ? 'found' : 'started';
          },
          folder: cluster.folder,
        },
        watcher,
        limits,
      );
    },
    async stop() {
      // First of all, so that a stopped database is not taken for a dead one.
      await supervision?.stop();
      return stopServer(cluster);
    },
  };
}

function moved({ folder }: Cluster, port: number): string {
  return `The PostgreSQL on ${folder} was started again at another port (${port}), because its own was taken. Start the server again.`;
}

async function isServerRunning({ folder }: Cluster): Promise<boolean> {
  const lock = await findLock(folder);
  return lock !== undefined && isStillRunning(lock.pid, folder);
}

/** @param fixedPort where it must listen, because connections are made anew there; without one its last port, if free */
async function adoptOrStart(cluster: Cluster, settings: Record<string, string>, fixedPort?: number) {
  let ports = 0;
  for (let looks = 1; ; looks++) {
    const running = await findRunning(cluster);
    if (running?.client) {
      await running.client.end();
      return { port: running.port, adopted: true };
    }
    // It is being started or stopped this moment, unless it answers that our password is not its own.
    if (running?.isOurs && running.refusal?.code !== WRONG_PASSWORD && looks < LOOKS_AT_STRANGE_STATE) {
      await sleep(LOOK_AGAIN_MS);
      continue;
    }
    if (running?.isOurs) throw new AppError('database/embedded-failed', { message: holdsData(cluster, running) });
    try {
      const port = fixedPort ?? (await choosePort(cluster, ports));
      return { port: await startServer(cluster, settings, port, running?.pid), adopted: false };
    } catch (failure) {
      const isTaken = /address already in use/i.test((failure as Error).message);
      if (isTaken && fixedPort === undefined && ++ports < PORTS_TRIED) continue;
      // Another process of ours may have started it in the same moment: then there is one to adopt.
      const other = await findLock(cluster.folder);
      if (!other || other.pid === running?.pid || !(await isPostgresOf(other.pid, cluster.folder))) throw failure;
    }
  }
}

/** The last one, where another process that still works with this database looks for it. */
async function choosePort({ folder }: Cluster, taken: number): Promise<number> {
  const last = taken === 0 ? await findLastPort(folder) : undefined;
  return last !== undefined && (await isFree(last)) ? last : findFreePort();
}

type Running = PostgresLock & {
  /** The process is a PostgreSQL of this folder; otherwise the lock was left behind. */
  isOurs: boolean;
  client?: pg.Client;
  refusal?: Error & { code?: unknown };
};

/** Who the lock of our data names. Our password is shown to nobody but a PostgreSQL of this folder. */
async function findRunning({ folder, password }: Cluster): Promise<Running | undefined> {
  const lock = await findLock(folder);
  if (!lock) return undefined;
  if (!(await isPostgresOf(lock.pid, folder))) return { ...lock, isOurs: false };
  try {
    return { ...lock, isOurs: true, client: await connectWhenUp(addressOf(lock.port, password, 'postgres')) };
  } catch (error) {
    return { ...lock, isOurs: true, refusal: error as Error };
  }
}

function holdsData({ folder }: Cluster, { pid, port, refusal }: Running): string {
  return `${join(folder, 'postmaster.pid')} says that process ${pid} runs PostgreSQL on this data at port ${port}, and it does not let us in (${refusal?.message}). Its log is ${join(folder, 'server.log')}.`;
}

/** @param leftBehind the process named by a lock which is not PostgreSQL on this data; nothing is ever sent to it */
async function startServer(
  { folder, nameOf, password, user, programs }: Cluster,
  settings: Record<string, string>,
  port: number,
  leftBehind: number | undefined,
): Promise<number> {
  const flags = { ...settings, listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) };
  // After this time PostgreSQL breaks a deadlock, for example of an officer and a reporter, and one of them runs again.
  // Terse: the details of an error repeat values of the row, and the log of the database is nobody's to read them in.
  const fixed = { max_connections: '200', deadlock_timeout: '100ms', log_error_verbosity: 'terse', ...flags };
  const flagList = [...Object.entries(fixed).map(([name, value]) => `${name}=${value}`), folderSetting(folder)];
  const log = await open(join(folder, 'server.log'), 'a', 0o600);
  if (user.id) await log.chown(user.id.uid, user.id.gid);
  const { size: writtenBefore } = await log.stat();
  const options = spawnOptions(user, folder);
  const child = spawn(programs.postgres, ['-D', nameOf(folder), ...flagList.flatMap((flag) => ['-c', flag])], {
    ...options,
    // PostgreSQL itself judges the rest of a lock; that the process it names is none of ours, this tells it.
    env: { ...options.env, ...(leftBehind && { PG_GRANDPARENT_PID: String(leftBehind) }) },
    // It outlives us: a Ctrl-C in our terminal is not for it.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let end: string | undefined;
  child.on('error', (error) => {
    end = error.message;
  });
  child.once('exit', (code, signal) => {
    end ??= `it ended with ${signal ?? code}`;
  });
  child.unref();
  try {
    while (end === undefined) {
      // Not before the lock is its own: another's server could be listening at that port.
      const lock = await findLock(folder);
      if (lock && lock.pid === child.pid && (await isUp(addressOf(port, password, 'postgres')))) return port;
      await sleep(LOOK_AGAIN_MS);
    }
    const output = (await readFile(join(folder, 'server.log'))).subarray(writtenBefore).toString().trim();
    const last = output.split('\n').slice(-LINES_SHOWN_ON_FAILURE).join('\n');
    throw new AppError('database/embedded-failed', {
      message: `PostgreSQL did not start on ${folder} (${end}). Its output, from server.log there:\n${last}`,
    });
  } finally {
    await log.close();
  }
}

/** True as soon as it lets anybody in, or refuses for another reason than that it is starting. */
async function isUp(address: string): Promise<boolean> {
  const client = createClient({ connectionString: address });
  const failure = await client.connect().then(
    () => undefined,
    (error: { code?: unknown }) => error,
  );
  await client.end().catch(() => {});
  return !failure || (failure.code !== NOT_YET && failure.code !== 'ECONNREFUSED');
}

function addressOf(port: number, password: string, database: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
}

async function makeDatabase({ folder, password }: Cluster, port: number): Promise<string> {
  const client = await connectWhenUp(addressOf(port, password, 'postgres')).catch((cause: Error) => {
    throw new AppError('database/embedded-failed', {
      message: `The PostgreSQL on ${folder} does not let us in with the password of DATA_DIR/postgres-password: ${cause.message}`,
      cause,
    });
  });
  try {
    const { rowCount } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'ess'`);
    if (rowCount === 0) await client.query('CREATE DATABASE ess');
  } catch (error) {
    // Another start made it in the same moment.
    if (!MADE_ALREADY.has(String((error as { code?: unknown }).code))) throw error;
  } finally {
    await client.end();
  }
  return addressOf(port, password, 'ess');
}

/** duplicate_database, or the unique index behind it. */
const MADE_ALREADY = new Set(['42P04', '23505']);
/** cannot_connect_now: it is being started by another process of ours, or recovers from a crash. */
const NOT_YET = '57P03';
const WRONG_PASSWORD = '28P01';

async function connectWhenUp(url: string): Promise<pg.Client> {
  for (;;) {
    const client = createClient({ connectionString: url });
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      if ((error as { code?: unknown }).code !== NOT_YET) throw error;
      await sleep(LOOK_AGAIN_MS);
    }
  }
}

async function stopServer(cluster: Cluster): Promise<boolean> {
  const { folder, nameOf, user, programs } = cluster;
  const running = await findRunning(cluster);
  // Another process of ours may have stopped it already.
  const client = running?.client;
  if (!client) return true;
  let others = await countOthers(client);
  for (let looks = 1; others > 0 && looks < LOOKS_BEFORE_STOP; looks++) {
    await sleep(LOOK_AGAIN_MS);
    others = await countOthers(client);
  }
  await client.end();
  if (others > 0) return false;
  await runAs(user, [programs.pg_ctl, 'stop', '-D', nameOf(folder), '-m', 'fast', '-w'], { cwd: folder });
  return true;
}

async function countOthers(client: pg.Client): Promise<number> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1`,
  );
  return rowCount ?? 0;
}
