import { execFile } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { promisify } from 'node:util';
import { AppError } from '../app-error.ts';

const run = promisify(execFile);

/** The system account PostgreSQL's programs run as. Without `id`, they run as we do. */
export type PostgresUser = {
  id?: { uid: number; gid: number };
  /** Whose the data is, when that is not ourselves. */
  owner?: { uid: number; gid: number };
  /** Command put before each program, where the account may not walk through the folders above ours. */
  prefix: string[];
  env: NodeJS.ProcessEnv;
};

/**
 * PostgreSQL refuses to run as root, so root lends it an account of its own (`postgres`, made when missing) and gives
 * it the data folder. A clone below a closed folder (`/root`, `mktemp -d`) can't be walked by that account; then it
 * gets the one capability to walk and read, and none to write.
 * @throws AppError `database/no-postgres-user`
 */
export async function preparePostgresUser(folder: string, program: string): Promise<PostgresUser> {
  const env = { PATH: process.env.PATH };
  if (process.getuid?.() !== 0) return { prefix: [], env };
  const id = (await findAccount()) ?? (await makeAccount());
  const owner = id;
  await chown(folder, id.uid, id.gid);
  if (await canReach({ id, prefix: [], env }, folder, program)) return { id, owner, prefix: [], env };
  const ids = [`--reuid=${id.uid}`, `--regid=${id.gid}`, '--clear-groups'];
  const prefix = ['setpriv', ...ids, '--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];
  if (await canReach({ prefix, env }, folder, program)) return { owner, prefix, env };
  throw new AppError('database/no-postgres-user', {
    message: `PostgreSQL can't run as root, and the account 'postgres' can't reach ${folder} or ${program}. Put the project and DATA_DIR where other accounts may look, or set DATABASE_URL.`,
  });
}

/** The command line that runs `file` as that account. */
export function asPostgresUser(user: PostgresUser, file: string, args: string[]): string[] {
  return [...user.prefix, file, ...args];
}

async function canReach(user: PostgresUser, folder: string, program: string): Promise<boolean> {
  const [command = 'sh', ...args] = asPostgresUser(user, 'sh', [
    '-c',
    'test -w "$0" && "$1" --version',
    folder,
    program,
  ]);
  return run(command, args, { ...user.id, cwd: '/', env: user.env }).then(
    () => true,
    () => false,
  );
}

async function findAccount(): Promise<{ uid: number; gid: number } | undefined> {
  const ids = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]).catch(() => undefined);
  return ids && { uid: Number(ids[0].stdout), gid: Number(ids[1].stdout) };
}

async function makeAccount(): Promise<{ uid: number; gid: number }> {
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  const made = await findAccount();
  if (!made) throw new AppError('database/no-postgres-user', { message: "could not make the account 'postgres'" });
  return made;
}
