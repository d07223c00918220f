import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { drawArchitecture, PICTURE_END, PICTURE_START } from '../../scripts/architecture-picture.ts';
import { listPaths, type ProjectFile, readIfThere, readSources } from './read-project.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const packages = Object.keys({
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
});

/** Lines of the picture that are drawn and should not be, or the other way round; their order does not matter. */
function comparePictures(document: string, drawn: string): string[] {
  const present = document.split(PICTURE_START)[1]?.split(PICTURE_END)[0] ?? '';
  const lines = (text: string): Set<string> => new Set(text.split('\n').map((line) => line.trim()));
  return [...lines(present).symmetricDifference(lines(drawn))].filter((line) => line !== '');
}

/** What a capability's README must say; the word may stand in a heading, a list or a sentence. */
function findSilentReadmes(folders: string[], read: (path: string) => string | undefined): string[] {
  return folders.flatMap((folder) => {
    const text = read(join(folder, 'README.md'));
    if (text === undefined) return [`${folder}: no README.md`];
    const missing = ['owns', 'publishes', 'reacts to', 'tables'].filter(
      (word) => !new RegExp(`\\b${word}\\b`, 'i').test(text),
    );
    return missing.length === 0 ? [] : [`${folder}: README.md does not say ${missing.join(', ')}`];
  });
}

/** Decisions that the index does not list, or that leave out one of their four parts. */
function findLooseDecisions(decisions: ProjectFile[], index: string): string[] {
  return decisions.flatMap(({ path, text }) => {
    const missing = ['Context', 'Decision', 'Consequences', 'Enforced by'].filter(
      (part) => !text.includes(`\n## ${part}\n`),
    );
    const listed = index.includes(`(${basename(path)})`);
    return [...(listed ? [] : [`${path} is not in the index`]), ...missing.map((part) => `${path} has no "${part}"`)];
  });
}

/** Links to files that do not exist. */
function findDeadLinks(files: ProjectFile[], exists: (path: string) => boolean): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
      .filter(([, target = '']) => !exists(join(dirname(path), target)))
      .map(([, target]) => `${path}: ${target}`),
  );
}

/** Packages without a row in the table of dependencies, and rows without a package. */
function compareDependencyRows(table: string, names: string[]): string[] {
  const rows = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name);
  return [
    ...names.filter((name) => !rows.includes(name)).map((name) => `${name} has no row`),
    ...rows.filter((name) => !names.includes(name)).map((name) => `${name} is not in package.json`),
  ];
}

test('the picture shows the code as it is (otherwise: node scripts/bootstrap.mjs scripts/write-architecture-picture.ts)', async () => {
  expect(comparePictures(readFileSync('ARCHITECTURE.md', 'utf8'), await drawArchitecture())).toEqual([]);
});

test('a stale picture is found, another order is not', () => {
  const document = (lines: string): string => `${PICTURE_START}\n${lines}\n${PICTURE_END}`;
  expect(comparePictures(document('a --> b\nb --> c'), 'b --> c\na --> b')).toEqual([]);
  expect(comparePictures(document('a --> b'), 'a --> c')).toEqual(['a --> b', 'a --> c']);
});

test('every README of a capability names what it owns, publishes and reacts to, and its tables', () => {
  const folders = [...new Set(listPaths('server/capabilities/*/*.ts').map((path) => dirname(path)))];
  expect(findSilentReadmes(folders, readIfThere)).toEqual([]);
});

test('a capability without README, or with one that leaves something out, is found', () => {
  const read = (path: string): string | undefined =>
    path.startsWith('a') ? 'Owns x. Publishes y. Tables: z.' : undefined;
  expect(findSilentReadmes(['a', 'b'], read)).toEqual(['a: README.md does not say reacts to', 'b: no README.md']);
});

test('every decision is in the index and whole', () => {
  const decisions = readSources('docs/decisions/[0-9]*.md');
  expect(decisions.length).toBeGreaterThan(0);
  expect(findLooseDecisions(decisions, readFileSync('docs/decisions/README.md', 'utf8'))).toEqual([]);
});

test('a decision that is not listed or not whole is found', () => {
  const decision = { path: 'docs/decisions/0099-x.md', text: '\n## Context\n\n## Decision\n\n## Consequences\n' };
  expect(findLooseDecisions([decision], '')).toEqual([
    'docs/decisions/0099-x.md is not in the index',
    'docs/decisions/0099-x.md has no "Enforced by"',
  ]);
});

test('checks that the index of decisions names exist', () => {
  const named = readFileSync('docs/decisions/README.md', 'utf8').matchAll(/`([\w./-]+\.(?:test\.)?ts)`/g);
  const missing = [...named]
    .map(([, path = '']) => path)
    .filter((path) => !existsSync(path) && !existsSync(join('tests/architecture', path)));
  expect(missing).toEqual([]);
});

test('links lead somewhere', () => {
  const files = [...readSources('*.md'), ...readSources('{docs,server,database,simulator,contract,web,tests}/**/*.md')];
  expect(findDeadLinks(files, existsSync)).toEqual([]);
  expect(
    findDeadLinks([{ path: 'docs/a.md', text: '[x](b.md) [y](https://example.org) [z](#here)' }], () => false),
  ).toEqual(['docs/a.md: b.md']);
});

test('every package has its reason in decision 0006', () => {
  expect(compareDependencyRows(readFileSync('docs/decisions/0006-dependencies.md', 'utf8'), packages)).toEqual([]);
  expect(compareDependencyRows('| `left` | x | y | MIT |', ['right'])).toEqual([
    'right has no row',
    'left is not in package.json',
  ]);
});

test('every npm command in the README exists', () => {
  const named = readFileSync('README.md', 'utf8').matchAll(/`npm (?:run )?([a-z]+)/g);
  for (const [, name = ''] of named) expect(Object.keys(manifest.scripts), name).toContain(name);
});

/** Benches without a row in the table of capacity, and rows without a bench. */
function compareBenchRows(table: string, names: string[]): string[] {
  const rows = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name);
  return [
    ...names.filter((name) => !rows.includes(name)).map((name) => `${name} has no row`),
    ...rows.filter((name) => !names.includes(name)).map((name) => `${name} is no bench`),
  ];
}

test('every bench has its figures in docs/operate/capacity.md, and every row its bench', () => {
  const names = readSources('tests/bench/*.bench.ts').map(
    ({ text }) => /^ {2}name: '([^']+)',$/m.exec(text)?.[1] ?? '',
  );
  expect(names.length).toBeGreaterThan(0);
  expect(compareBenchRows(readFileSync('docs/operate/capacity.md', 'utf8'), names)).toEqual([]);
  expect(compareBenchRows('| `left` | x |', ['right'])).toEqual(['right has no row', 'left is no bench']);
});
