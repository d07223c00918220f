import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildPages } from './build-pages.ts';

const home = process.cwd();
let project: string;
let said: string[];

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'build-test-'));
  process.chdir(project);
  said = [];
  mkdirSync('web/console', { recursive: true });
  mkdirSync('contract');
  mkdirSync('charts');
  mkdirSync('database/reference-data', { recursive: true });
  for (const name of ['outlines', 'outlines-provinces'])
    writeFileSync(`database/reference-data/${name}.topo.json`, '{}');
  writeFileSync('web/console/index.html', '<script type="module" src="./main.ts"></script>');
  writePage('first');
});

afterEach(() => {
  process.chdir(home);
  rmSync(project, { recursive: true, force: true });
});

test('a page is built once, again when its sources change, and not when only their time does', async () => {
  await build();
  expect(said).toHaveLength(2);
  await build();
  writePage('first');
  await build();
  expect(said).toHaveLength(2);
  writePage('second');
  await build();
  expect(said).toHaveLength(4);
});

test('a change in contract/ makes every page stale', async () => {
  await build();
  writeFileSync('contract/incident.ts', 'export const open = true;');
  await build();
  expect(said).toHaveLength(4);
});

test('where only what is missing may be built, a stale page stays as it is', async () => {
  await build();
  writePage('second');
  await build(true);
  expect(said).toHaveLength(2);
});

test('a page that does not build leaves the old one in place', async () => {
  await build();
  const before = readFileSync('dist/console/index.html', 'utf8');
  writeFileSync('web/console/main.ts', 'import "./nowhere.ts";');
  await expect(build()).rejects.toThrow();
  expect(readFileSync('dist/console/index.html', 'utf8')).toBe(before);
});

function build(onlyMissing = false): Promise<void> {
  return buildPages({ onlyMissing, writeLine: (line) => said.push(line) });
}

function writePage(word: string): void {
  writeFileSync('web/console/main.ts', `document.title = '${word}';`);
}
