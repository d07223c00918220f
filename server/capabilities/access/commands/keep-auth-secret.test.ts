import { mkdtemp, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepAuthSecret } from './keep-auth-secret.ts';

test('servers that start together share one secret, readable by its owner only', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'secret-')), 'not', 'there', 'yet');
  const secrets = await Promise.all(Array.from({ length: 8 }, () => keepAuthSecret(folder)));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]).toMatch(/^[\w-]{43}$/);
  expect(await readdir(folder)).toEqual(['auth-secret']);
  expect((await stat(join(folder, 'auth-secret'))).mode & 0o777).toBe(0o600);
});

test('a damaged secret is an error', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'secret-'));
  await writeFile(join(folder, 'auth-secret'), '');
  await expect(keepAuthSecret(folder)).rejects.toThrow('damaged');
});
