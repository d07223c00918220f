import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runAs } from './postgres-user.ts';

/** What `postmaster.pid` says of the server that runs on a data folder, or ran there before a power cut. */
export type PostgresLock = { pid: number; port: number };

/** The setting by which our server's command line names the folder of its data, in letters that every `ps` prints. */
export function folderSetting(folder: string): string {
  return `ess.data_folder=${encodeURI(folder)}`;
}

/**
 * The lock of the folder; undefined where there is none, and where PostgreSQL is just writing it.
 * @throws when it can't be read: with no file handle left, a server that runs would look like one that died
 */
export async function findLock(folder: string): Promise<PostgresLock | undefined> {
  const lines = (await readIfThere(join(folder, 'postmaster.pid'))).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

/**
 * True when that process is the PostgreSQL of this folder. A number alone says little: after a power cut, and in a
 * container nearly always, it is soon some other process's. Nothing is sent to the process; its command line is read.
 */
export async function isPostgresOf(pid: number, folder: string): Promise<boolean> {
  // Windows has no such list; there only the answer of the server counts.
  if (process.platform === 'win32') return true;
  const args = process.platform === 'linux' ? await readArgs(pid) : await askArgs(pid);
  if (!/(^|\/)postgres -D /.test(args)) return false;
  return args.includes(`${folderSetting(folder)} `) || args.includes(` -D ${folder} `);
}

/**
 * Whether a PostgreSQL that is known to be this folder's runs on; cheap, because it is asked twice a second. On Linux a
 * dead process that nobody has buried yet keeps its number and loses its command line.
 */
export async function isStillRunning(pid: number, folder: string): Promise<boolean> {
  if (process.platform === 'linux') return isPostgresOf(pid, folder);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM';
  }
}

/** The port at which the folder's server listened the last time it was started, whoever started it. */
export async function findLastPort(folder: string): Promise<number | undefined> {
  const options = await readIfThere(join(folder, 'postmaster.opts'));
  const port = Number(/"port=(\d+)"/.exec(options)?.[1]);
  return port > 0 ? port : undefined;
}

async function readArgs(pid: number): Promise<string> {
  return (await readIfThere(`/proc/${pid}/cmdline`)).replaceAll('\0', ' ');
}

/** Empty for a file that does not exist, or is of a process that ended meanwhile. */
async function readIfThere(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return '';
    throw error;
  });
}

async function askArgs(pid: number): Promise<string> {
  return `${await runAs({}, ['ps', '-ww', '-o', 'args=', '-p', String(pid)]).catch(() => '')} `;
}
