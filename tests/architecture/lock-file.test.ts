import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type LockedPackage, listMissingBuilds } from '../../scripts/lock-file.ts';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> };
const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

test('npm ci accepts package-lock.json on every machine (otherwise: node scripts/bootstrap.mjs scripts/complete-lock-file.ts)', () => {
  expect(listMissingBuilds(lock.packages)).toEqual([]);
});

test('a missing build is found', () => {
  const packages = { 'node_modules/tool': { optionalDependencies: { 'tool-linux-x64': '1.0.0' } } };
  expect(listMissingBuilds(packages).map((build) => build.name)).toEqual(['tool-linux-x64']);
});

test('every dependency is pinned to one exact version, the locked one', () => {
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
  }
});
