import { randomBytes } from 'node:crypto';
import {
  chown,
  link,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../app-error.ts';
import { systemClock } from '../clock.ts';
import { type PostgresPrograms, providePostgresPrograms } from './postgres-programs.ts';
import { findPostgresUser, type PostgresUser, runAs } from './postgres-user.ts';

/** The PostgreSQL major version that the npm packages of this release carry. */
const MAJOR_VERSION = '18';

export type Cluster = {
  folder: string;
  /** What the programs call a data folder they were started in, where its path may be closed to their account. */
  nameOf: (folder: string) => string;
  password: string;
  user: PostgresUser;
  programs: PostgresPrograms;
};

/** A first start that made no database in this time was killed. */
const ABANDONED_AFTER_MS = 600_000;
/**
 * The database kept under `dataDir/postgres`, made where it is missing; not started.
 * @throws AppError `database/…`; the message says what to do
 */
export async function prepareCluster(dataDir: string, writeLine: (line: string) => void): Promise<Cluster> {
  await mkdir(join(dataDir, 'postgres'), { recursive: true });
  const folder = await realpath(join(dataDir, 'postgres'));
  const version = await readVersion(folder);
  if (version !== undefined && version !== MAJOR_VERSION) {
    throw new AppError('database/other-major-version', {
      message: `The data in ${folder} was made by PostgreSQL ${version}, this release carries ${MAJOR_VERSION}. Dump it with the older release and restore it here, or set DATA_DIR to an empty folder.`,
    });
  }
  const user = await findPostgresUser(folder);
  const programs = await providePostgresPrograms(user, dataDir);
  const nameOf = await findNaming(folder, user);
  const cluster = { folder, nameOf, password: await clusterPassword(dataDir), user, programs };
  if (version === undefined) await makeCluster(cluster, writeLine);
  return cluster;
}

/**
 * A program may stay in a folder that was entered for it, also where its account could not walk there by the path (a
 * checkout below `/root`): Linux has a name for that, and no further right is given.
 */
async function findNaming(folder: string, user: PostgresUser): Promise<Cluster['nameOf']> {
  const byPath = (path: string) => path;
  if (!user.id || (await runAs(user, ['sh', '-c', 'cd "$0"', folder]).catch(() => undefined)) !== undefined) {
    return byPath;
  }
  if (process.platform === 'linux') return () => '/proc/self/cwd';
  throw new AppError('database/embedded-failed', {
    message: `PostgreSQL refuses to run as root, and the account with number ${user.id.uid} it is given may not walk to ${folder}. Start as another account than root, or set DATA_DIR to a folder it may reach.`,
  });
}

async function makeCluster(cluster: Cluster, writeLine: (line: string) => void): Promise<void> {
  const { folder, nameOf, password, user, programs } = cluster;
  writeLine('making the first database (once, a few seconds)');
  await removeAbandoned(folder);
  // Made beside and then moved: killed half-way, the next start finds no half of a database that it takes for a whole.
  const making = await mkdtemp(`${folder}.making-`);
  const passwordFile = await open(`${making}.password`, 'wx+', 0o600);
  try {
    await passwordFile.writeFile(password);
    if (user.id) await chown(making, user.id.uid, user.id.gid);
    if (user.id) await passwordFile.chown(user.id.uid, user.id.gid);
    const name = nameOf(making);
    const readsPassword = name === making ? `${making}.password` : '/proc/self/fd/0';
    const flags = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${readsPassword}`, '-E', 'UTF8'];
    const locale = ['--locale-provider=icu', '--icu-locale=th', '--locale=C'];
    await runAs(user, [programs.initdb, '-D', name, ...flags, ...locale], { cwd: making, stdin: passwordFile.fd });
    // Elsewhere a rename replaces an empty folder.
    if (process.platform === 'win32') await rmdir(folder);
    await rename(making, folder).catch(async (error: Error) => {
      // Another start was quicker.
      if ((await readVersion(folder)) !== MAJOR_VERSION) throw error;
    });
  } finally {
    await passwordFile.close();
    await rm(`${making}.password`, { force: true });
    await rm(making, { recursive: true, force: true });
  }
}

/** Undefined where no database is made yet, or where it belongs to somebody else and we may not look. */
async function readVersion(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  return text?.trim();
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(dirname(folder))) {
    if (!name.startsWith(`${basename(folder)}.making`)) continue;
    const path = join(dirname(folder), name);
    const begun = await stat(path).catch(() => undefined);
    if (begun && systemClock.now().getTime() - begun.mtimeMs > ABANDONED_AFTER_MS)
      await rm(path, { recursive: true, force: true });
  }
}

/** Makes the password once; it is the only secret of the embedded server and never leaves DATA_DIR. */
async function clusterPassword(dataDir: string): Promise<string> {
  const file = join(dataDir, 'postgres-password');
  const known = await readFile(file, 'utf8').catch(() => undefined);
  if (known) return known;
  if (known === '') await rm(file);
  const own = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(own, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
  try {
    // Of two starts at once one sets it, whole, and both read it.
    await link(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(own, { force: true });
  }
  return readFile(file, 'utf8');
}
