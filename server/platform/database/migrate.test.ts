import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { listMigrations, migrate } from './migrate.ts';

const { db } = await createTestDatabase();

test('a migrated database has nothing left to do', async () => {
  expect(await migrate(db)).toEqual([]);
});

test('a migration that was changed after it was applied is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  for (const { name, text } of await listMigrations()) await writeFile(join(folder, name), `${text}\n-- changed`);
  await expect(migrate(db, folder)).rejects.toMatchObject({ code: 'database/migration-changed' });
});

test('a database of a newer release is refused', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'migrations-'));
  await expect(migrate(db, empty)).rejects.toMatchObject({ code: 'database/newer-than-program' });
});

test('a database made before the first release is refused with one line that says what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  const migrations = await listMigrations();
  for (const { name, text } of migrations) {
    // One has another name now, as after they were written anew.
    const newName = name === migrations.at(-1)?.name ? name.replace('.sql', '-anew.sql') : name;
    await writeFile(join(folder, newName), text);
  }
  const refused = await migrate(db, folder).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'database/made-before-release' });
  expect((refused as Error).message).toMatch(/^[^\n]*move the data folder \(DATA_DIR\) away[^\n]*start again\.$/);
});

test('a migration that fails leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  for (const { name, text } of await listMigrations()) await writeFile(join(folder, name), text);
  await writeFile(join(folder, '9998_platform_make-a-table.sql'), 'CREATE TABLE platform.half_written (id int)');
  await writeFile(join(folder, '9999_platform_fail.sql'), 'SELECT 1/0');
  await expect(migrate(db, folder)).rejects.toThrow();
  expect(await migrate(db)).toEqual([]);
});
