import { spawn } from 'node:child_process';
import { chown, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../app-error.ts';

/** The system account PostgreSQL's programs run as. Without `id`, they run as we do. */
export type PostgresUser = { id?: { uid: number; gid: number } };

type RunOptions = {
  /** Entered before the account changes, so it may lie in a folder that is closed to the account. */
  cwd?: string;
  /** An open file the program reads as its standard input. */
  stdin?: number;
};

/**
 * The account for the data in `folder`, to which a folder still empty is given. PostgreSQL refuses to run as root, so
 * root runs it as the account that owns the data already, or `postgres` (made when missing).
 * @throws AppError `database/no-postgres-user`, `database/data-of-another-account`
 */
export async function findPostgresUser(folder: string): Promise<PostgresUser> {
  const ours = process.getuid?.();
  if (ours === undefined) return {};
  const made = await stat(join(folder, 'PG_VERSION')).catch(() => stat(folder));
  const isEmpty = made.isDirectory();
  if (ours !== 0) {
    if (made.uid === ours) return {};
    throw new AppError('database/data-of-another-account', {
      message: `${folder} belongs to the account with number ${made.uid}, and this is number ${ours}: start as that account (or as root, where root made it), or set DATA_DIR to a folder of your own.`,
    });
  }
  if (!isEmpty && made.uid !== 0) return { id: { uid: made.uid, gid: made.gid } };
  const id = (await findAccount()) ?? (await makeAccount());
  if (!isEmpty) {
    throw new AppError('database/data-of-another-account', {
      message: `${folder} belongs to root, and PostgreSQL refuses to run as root: give it back with \`chown -R ${id.uid}:${id.gid} '${folder}'\`.`,
    });
  }
  await chown(folder, id.uid, id.gid);
  return { id };
}

/** What a program of PostgreSQL is started with, as that account: nothing of our environment but the PATH. */
export function spawnOptions({ id }: PostgresUser, cwd = '/') {
  return { ...id, cwd, env: { PATH: process.env.PATH, LC_ALL: 'C' } };
}

/**
 * Runs a program as that account and returns what it printed.
 * @throws AppError `database/embedded-failed` with the program's own output
 */
export async function runAs(user: PostgresUser, command: [string, ...string[]], run: RunOptions = {}): Promise<string> {
  const [file, ...args] = command;
  const child = spawn(file, args, { ...spawnOptions(user, run.cwd), stdio: [run.stdin ?? 'ignore', 'pipe', 'pipe'] });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => printed.push(chunk));
  const end = await new Promise<string>((done) => {
    child.on('error', (error) => done(error.message));
    child.once('close', (code, signal) => done(code === 0 ? '' : `it ended with ${signal ?? code}`));
  });
  const output = Buffer.concat(printed).toString().trim();
  if (end === '') return output;
  throw new AppError('database/embedded-failed', { message: `${file} failed (${end}):\n${output}`.trimEnd() });
}

/** `postgres` on Linux, `_postgres` on a Mac. */
async function findAccount(): Promise<{ uid: number; gid: number } | undefined> {
  for (const name of ['postgres', '_postgres']) {
    const ids = await Promise.all([runAs({}, ['id', '-u', name]), runAs({}, ['id', '-g', name])]).catch(
      () => undefined,
    );
    if (ids) return { uid: Number(ids[0]), gid: Number(ids[1]) };
  }
  return undefined;
}

async function makeAccount(): Promise<{ uid: number; gid: number }> {
  const useradd = ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'] as const;
  const failure = await runAs({}, [...useradd, 'postgres']).then(
    () => undefined,
    (error: Error) => error,
  );
  // Another start may have made it in the same moment.
  const made = await findAccount();
  if (made) return made;
  throw new AppError('database/no-postgres-user', {
    message: `PostgreSQL refuses to run as root and the account 'postgres' could not be made. Start as another account than root, make that account, or set DATABASE_URL.\n${failure?.message}`,
  });
}
