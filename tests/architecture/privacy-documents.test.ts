import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isProof, listNamedPaths } from './named-paths.ts';
import { isTest, listPaths, listPlaces, readSources } from './read-project.ts';

const read = (name: string): string => readFileSync(`docs/privacy/${name}`, 'utf8');
const server = readSources('server/**/*.ts').filter(({ path }) => !isTest(path));
const variables = [...readFileSync('server/config.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
  ([, name = '']) => name,
);

/** Sections of the threat model that leave out one of their four answers, or whose proof is no test. */
function findLooseThreats(document: string): string[] {
  const sections = document.split('\n## Threat ').slice(1);
  return sections.flatMap((section) => {
    const name = section.split('\n')[0];
    const answers = ['**What happens.**', '**What stops it.**', '**Shown by.**', '**What remains.**'];
    const missing = answers.filter((answer) => !section.includes(answer)).map((answer) => `${name}: no ${answer}`);
    const proof = section.split('**Shown by.**')[1]?.split('**What remains.**')[0] ?? '';
    return listNamedPaths(proof).some(isProof) ? missing : [...missing, `${name}: no test`];
  });
}

test('every file that the privacy pages name exists', () => {
  const missing = listPaths('docs/privacy/*.md').flatMap((page) =>
    listNamedPaths(readFileSync(page, 'utf8'))
      .filter((path) => !existsSync(path) && !existsSync(`docs/privacy/${path}`))
      .map((path) => `${page}: ${path}`),
  );
  expect(missing).toEqual([]);
});

test('every use of cryptography in the server stands in keys.md', () => {
  const page = read('keys.md');
  const users = server.filter(({ text }) => /from '(?:node:crypto|@node-rs\/argon2)'/.test(text));
  expect(users.length).toBeGreaterThan(0);
  expect(users.map(({ path }) => path).filter((path) => !page.includes(`\`${path}\``))).toEqual([]);
  // better-auth signs the cookie in its own code, set up there.
  const named = listNamedPaths(page.split('## Algorithms')[1] ?? '').filter((path) => path.startsWith('server/'));
  const others = ['server/capabilities/access/better-auth.ts'];
  expect(named.filter((path) => !others.includes(path) && !users.some((user) => user.path === path))).toEqual([]);
});

test('every secret of the environment stands in keys.md, every address in connections.md', () => {
  const secrets = variables.filter((name) => /SECRET|TOKEN|PASSWORD|_KEY/.test(name));
  const addresses = variables.filter((name) => /_URL$|_BASE$|ISSUER|_HOST$|_SOCKET$/.test(name));
  expect(secrets.length * addresses.length).toBeGreaterThan(0);
  expect(secrets.filter((name) => !read('keys.md').includes(`\`${name}\``))).toEqual([]);
  expect(addresses.filter((name) => !read('connections.md').includes(`\`${name}\``))).toEqual([]);
});

test('the server writes logs in one way only; texts for the operator come from its start and its commands', () => {
  const speakers = server.filter(
    (file) => listPlaces(file, /\bconsole\.(?!ts\b)\w|process\.std(?:out|err)\b/g).length > 0,
  );
  expect(
    speakers.map(({ path }) => path).filter((path) => !/^server\/(?:main|cli|platform\/log)\.ts$/.test(path)),
  ).toEqual([]);
});

test('every threat says what happens, what stops it, which test shows it and what remains', () => {
  const document = read('threat-model.md');
  expect(document.split('\n## Threat ').length).toBeGreaterThan(8);
  expect(findLooseThreats(document)).toEqual([]);
});

test('a threat without a test is found', () => {
  const answers = '**What happens.** a\n**What stops it.** b\n**Shown by.** `server/a.ts`\n**What remains.** c';
  expect(findLooseThreats(`\n## Threat 1: x\n${answers}`)).toEqual(['1: x: no test']);
  expect(findLooseThreats('\n## Threat 2: y\n**Shown by.** `a.test.ts` `tests/a.test.ts`')).toHaveLength(3);
});

test('how fast libraries are mended is said', () => {
  expect(readFileSync('SECURITY.md', 'utf8')).toMatch(/Mended within \|\n\|[-|]+(?:\n\|.*\b\d+ days \|){3}/);
});

test('the index lists every page', () => {
  const index = read('README.md');
  const pages = listPaths('docs/privacy/*.md').map((path) => path.replace('docs/privacy/', ''));
  expect(pages.filter((page) => page !== 'README.md' && !index.includes(`(${page})`))).toEqual([]);
});
