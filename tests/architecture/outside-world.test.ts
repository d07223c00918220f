import { expect, test } from 'vitest';
import { isTest, listPlaces, type ProjectFile, readSources } from './read-project.ts';

// Environment, time and chance enter at one place each: everything else is passed in, so that a
// test can pass something else. ETAs, journeys and replays all depend on it.
const ENTRIES = [
  {
    what: /\bprocess\.env\b/g,
    may: /^server\/(config|cli)\.ts$|^simulator\/(config|main)\.ts$|\/vite\.config\.ts$|^scripts\/|^server\/platform\/database\/postgres-user\.ts$/,
  },
  {
    what: /\bDate\.now\(|\bnew Date\(\)|(?<!new )\bDate\(\)/g,
    may: /^server\/platform\/(clock|ids)\.ts$|^simulator\/(clock|ids)\.ts$|^scripts\/|^simulator\/page\//,
  },
  {
    what: /\bMath\.random\(/g,
    may: /^server\/platform\/(clock|ids)\.ts$|^simulator\/(clock|ids|chance)\.ts$|^simulator\/page\//,
  },
];

function findOtherEntrances(files: ProjectFile[]): string[] {
  return ENTRIES.flatMap(({ what, may }) =>
    files.filter(({ path }) => !may.test(path) && !isTest(path)).flatMap((file) => listPlaces(file, what)),
  );
}

test('environment, time and chance enter at one place each', () => {
  expect(findOtherEntrances(readSources('{contract,charts,server,simulator,scripts}/**/*.{ts,mjs}'))).toEqual([]);
});

test.each(['process.env.PORT', 'Date.now()', 'new Date()', 'Math.random()'])('%s elsewhere is found', (call) => {
  const file = { path: 'server/capabilities/incident/life/commands/open-incident.ts', text: `const x = ${call};` };
  expect(findOtherEntrances([file])).toHaveLength(1);
  expect(findOtherEntrances([{ ...file, text: `// ${call}\nconst x = new Date(at);` }])).toEqual([]);
});

/** Test files share the modules of their worker: a module replaced by one is replaced, or not, for those after it. */
const REPLACED = /\bvi\.(?:mock|doMock|resetModules)\(/g;
const listReplacing = (files: ProjectFile[]) =>
  files.filter(({ path }) => isTest(path)).flatMap((file) => listPlaces(file, REPLACED));

test('no test file replaces a module: what it needs otherwise is passed in', () => {
  expect(listReplacing(readSources('{contract,charts,database,server,scripts,simulator,tests}/**/*.ts'))).toEqual([]);
  expect(listReplacing([{ path: 'server/some.test.ts', text: `vi.${'mock'}('node:dns');` }])).toHaveLength(1);
});
