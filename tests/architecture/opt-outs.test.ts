import { expect, test } from 'vitest';
import { listPaths, type ProjectFile, readSources } from './read-project.ts';

// A rule that may be switched off is decoration. The markers are put together here, so that this file does not find itself.
const WAYS_OUT = [
  '@ts-' + 'ignore',
  '@ts-' + 'nocheck',
  '@ts-' + 'expect-error',
  'biome-' + 'ignore',
  'eslint-' + 'disable',
];
const ANY = /(?::|\bas|<|\||&)\s*any\b(?![\w'"])/;
// Where a program was written and with what is nobody's business in the program.
const FOREIGN = [
  `/work/${'main'}`,
  `/work/${'shared'}`,
  `.${'library'}/`,
  `clau${'de'}`,
  `anthro${'pic'}`,
  `/tmp/${'brief'}`,
];
const TEXTS =
  '{contract,charts,database,docs,server,web,simulator,scripts,tests,.ci}/**/*.{ts,tsx,mjs,md,sql,json,css,html}';

function findWaysOut(files: ProjectFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const found = WAYS_OUT.some((way) => line.includes(way)) || ANY.test(line.replace(/(\/\/|\*).*$/, ''));
      return found ? [`${path}:${index + 1} ${line.trim()}`] : [];
    }),
  );
}

function findForeignNames(files: ProjectFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    FOREIGN.filter((word) => text.toLowerCase().includes(word)).map((word) => `${path}: ${word}`),
  );
}

test('no rule is switched off in place', () => {
  expect(findWaysOut(readSources())).toEqual([]);
});

test('a way out is found', () => {
  const file = (text: string): ProjectFile => ({ path: 'server/a.ts', text });
  for (const way of WAYS_OUT) expect(findWaysOut([file(`// ${way} because`)]), way).toHaveLength(1);
  for (const before of ['x: ', 'x as ', 'Map<', 'string | '])
    expect(findWaysOut([file(`${before}any>`)]), before).toHaveLength(1);
  expect(findWaysOut([file('expect.any(String) // any: of them'), file("label: 'any'")])).toEqual([]);
});

test('nothing speaks of the place where it was written', () => {
  const atTheRoot = listPaths('*.{md,json,ts,mjs}').filter((path) => path !== 'package-lock.json');
  const files = [...readSources(TEXTS), ...atTheRoot.flatMap((path) => readSources(path))];
  expect(findForeignNames(files)).toEqual([]);
});

test('a path of the workshop is found', () => {
  for (const word of FOREIGN)
    expect(findForeignNames([{ path: 'README.md', text: `see ${word}` }]), word).toHaveLength(1);
});
