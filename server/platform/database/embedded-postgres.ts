import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { AppError } from '../app-error.ts';
import { findFreePort } from '../free-port.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { asPostgresUser, type PostgresUser, preparePostgresUser } from './postgres-user.ts';

const run = promisify(execFile);

/** The PostgreSQL major version that the npm packages of this release carry. */
const MAJOR_VERSION = '18';

/** A running embedded PostgreSQL. `adopted` says that it was already running when we came. */
export type EmbeddedPostgres = {
  /** Connection string of the `ess` database. */
  url: string;
  adopted: boolean;
  /** Stops the server unless another process still works with it. */
  stop(): Promise<void>;
};

type Cluster = { folder: string; password: string; user: PostgresUser; bin: { initdb: string; pg_ctl: string } };

/**
 * Starts the PostgreSQL kept under `dataDir/postgres`, or adopts the one already running there: when a Node process
 * dies by SIGKILL its PostgreSQL lives on, and fighting it would mean fighting our own data.
 * @throws AppError `database/other-major-version`, `database/embedded-failed`
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  say: (line: string) => void = () => {},
  options: { settings?: Record<string, string> } = {},
): Promise<EmbeddedPostgres> {
  const bin = await findPostgresBinaries();
  const folder = resolve(dataDir, 'postgres');
  await mkdir(folder, { recursive: true });
  const user = await preparePostgresUser(folder, bin.initdb);
  const cluster = { folder, password: await clusterPassword(dataDir), user, bin };
  await makeCluster(cluster, say);
  const { port, adopted } = await adoptOrStart(cluster, options.settings ?? {});
  const url = await makeDatabase(port, cluster.password);
  return { url, adopted, stop: () => stopServer(cluster, url) };
}

async function makeCluster({ folder, password, user, bin }: Cluster, say: (line: string) => void): Promise<void> {
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version?.trim() === MAJOR_VERSION) return;
  if (version !== undefined) {
    throw new AppError('database/other-major-version', {
      message: `The data in ${folder} was made by PostgreSQL ${version.trim()}, this release carries ${MAJOR_VERSION}. Dump it with the older release and restore it here, or set DATA_DIR to an empty folder.`,
    });
  }
  say('making the first database (once, a few seconds)');
  const passwordFile = `${folder}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  // Made beside and then moved: killed half-way, the next start finds no half of a database that it takes for a whole.
  const making = `${folder}.making`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making);
  if (user.owner) {
    for (const file of [passwordFile, making]) await chown(file, user.owner.uid, user.owner.gid);
  }
  try {
    const init = ['-D', making, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
    await runAs(user, bin.initdb, [...init, '-E', 'UTF8', '--locale-provider=icu', '--icu-locale=th', '--locale=C']);
    await rmdir(folder);
    await rename(making, folder);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Makes the password once; it is the only secret of the embedded server and never leaves DATA_DIR. */
async function clusterPassword(dataDir: string): Promise<string> {
  const file = join(dataDir, 'postgres-password');
  const known = await readFile(file, 'utf8').catch(() => undefined);
  if (known) return known;
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600, flush: true });
  return password;
}

/** The port of the server running on this folder, read from its own lock file; undefined when none runs. */
async function findRunningPort({ folder, user, bin }: Cluster): Promise<number | undefined> {
  const runs = await runAs(user, bin.pg_ctl, ['status', '-D', folder]).then(
    () => true,
    () => false,
  );
  if (!runs) return undefined;
  const lock = await readFile(join(folder, 'postmaster.pid'), 'utf8');
  return Number(lock.split('\n')[3]);
}

async function adoptOrStart(cluster: Cluster, settings: Record<string, string>) {
  const running = await findRunningPort(cluster);
  if (running) return { port: running, adopted: true };
  try {
    return { port: await startServer(cluster, settings), adopted: false };
  } catch (failure) {
    // Another process of ours may have started it in the same moment: then there is one to adopt.
    const port = await findRunningPort(cluster);
    if (port) return { port, adopted: true };
    throw failure;
  }
}

async function startServer({ folder, user, bin }: Cluster, settings: Record<string, string>): Promise<number> {
  const port = await findFreePort();
  const flags = { ...settings, listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) };
  // An officer and a reporter who wait for each other are told apart after this, and one of them runs again.
  // Terse: the details of an error repeat values of the row, and the log of the database is nobody's to read them in.
  const fixed = { max_connections: '200', deadlock_timeout: '100ms', log_error_verbosity: 'terse', ...flags };
  const flagText = Object.entries(fixed)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(' ');
  await runAs(user, bin.pg_ctl, ['start', '-w', '-D', folder, '-l', join(folder, 'server.log'), '-o', flagText]);
  return port;
}

async function runAs(user: PostgresUser, file: string, args: string[]): Promise<void> {
  const [command, ...rest] = asPostgresUser(user, file, args);
  try {
    await run(command ?? file, rest, { ...user.id, cwd: '/', env: { ...user.env, LC_ALL: 'C' } });
  } catch (cause) {
    throw new AppError('database/embedded-failed', { message: `${file} ${args[0]} failed`, cause });
  }
}

async function makeDatabase(port: number, password: string): Promise<string> {
  const address = (name: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${name}`;
  const client = await connectWhenUp(address('postgres'));
  try {
    const { rowCount } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'ess'`);
    if (rowCount === 0) await client.query('CREATE DATABASE ess');
  } finally {
    await client.end();
  }
  return address('ess');
}

/** cannot_connect_now: it was adopted while another process of ours is starting it, or while it recovers from a crash. */
const NOT_YET = '57P03';

async function connectWhenUp(url: string): Promise<pg.Client> {
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      if ((error as { code?: unknown }).code !== NOT_YET) throw error;
      await new Promise((again) => setTimeout(again, 50));
    }
  }
}

async function stopServer(cluster: Cluster, url: string): Promise<void> {
  const { folder, user, bin } = cluster;
  // Another process of ours may have stopped it already.
  if ((await findRunningPort(cluster)) === undefined) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const others = await client.query(
    `SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1`,
  );
  await client.end();
  if (others.rowCount === 0) await runAs(user, bin.pg_ctl, ['stop', '-D', folder, '-m', 'fast', '-w']);
}
