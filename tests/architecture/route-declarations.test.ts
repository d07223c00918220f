import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openTestSystem } from '../support/test-system.ts';

const ROOT = join(import.meta.dirname, '../..');
const ROUTE = join(ROOT, 'server/platform/http/route.ts');

const read = "path: '/x', summary: 'x', answer: fileAnswer, run: async () => ({ path: '', contentType: '' })";
const personal = "audit: { nothingPersonal: 'nothing' }";
/** What each line lacks, for the type checker to say; null is a line that is right. */
const LINES: [what: string, line: string, lacking: string | null][] = [
  ['a line that is right', `get({ ${read}, ${personal}, permission: 'incident:view' })`, null],
  ['one of several permissions', `get({ ${read}, ${personal}, permission: ['incident:view', 'case:view'] })`, null],
  ['a read without a permission', `get({ ${read}, ${personal} })`, 'permission'],
  ['an action without a permission', `post({ ${read} })`, 'permission'],
  [
    'a permission that is none',
    `get({ ${read}, ${personal}, permission: 'incident:everything' })`,
    'incident:everything',
  ],
  ['none among several', `get({ ${read}, ${personal}, permission: [] })`, 'target requires 1'],
  ['a read that does not say what the audit records', `get({ ${read}, permission: 'incident:view' })`, 'audit'],
];

/** What the type checker says, by the number of the line in `LINES`. */
async function checkLines(): Promise<Map<number, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'ess-route-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'routes.ts');
  const head = [
    `import { type Caller, fileAnswer, routeTable } from '${ROUTE}';`,
    'const { get, post } = routeTable<Caller>();',
  ];
  await writeFile(
    file,
    [...head, ...LINES.map(([, line], number) => `export const line${number} = ${line};`)].join('\n'),
  );
  const flags = ['--noEmit', '--strict', '--skipLibCheck', '--allowImportingTsExtensions', '--pretty', 'false'];
  const modules = ['--target', 'esnext', '--module', 'nodenext', '--resolveJsonModule', '--ignoreConfig'];
  const types = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')];
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  const run = promisify(execFile)(process.execPath, [tsc, ...flags, ...modules, ...types, file], { cwd: ROOT });
  const output = await run.then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  );
  const found = new Map<number, string>();
  let number = -1;
  for (const line of output.split('\n')) {
    const [, row] = /routes\.ts\((\d+),/.exec(line) ?? [];
    if (row) number = Number(row) - head.length - 1;
    found.set(number, `${found.get(number) ?? ''}${line}\n`);
  }
  return found;
}

test('a line of a route table without a permission, or without what the audit records, fails the type checker', async () => {
  const said = await checkLines();
  for (const [number, [what, , lacking]] of LINES.entries()) {
    if (lacking === null) expect(said.get(number), what).toBeUndefined();
    else expect(said.get(number), what).toContain(lacking);
  }
}, 180_000);

/** Registered beside the tables: the streams, positions of phones, and what one asks before signing in. Each has tests of its own. */
const BESIDE_THE_TABLES = [
  '/api/v1/live',
  '/api/v1/assignments/{id}/photos',
  '/api/v1/placements/{id}/photos',
  '/api/v1/me/position',
  '/api/v1/positions/live',
  '/api/v1/demo-accounts',
  '/api/v1/sign-in-methods',
  '/api/v1/invitations/preview',
  '/api/v1/invitations/accept',
  '/api/v1/password-links/use',
  '/api/v1/help-link/open',
  '/api/v1/help-link/save',
  '/api/v1/help-link/submit',
  '/api/v1/help-link/places',
  '/api/v1/help-link/receipt',
  '/api/v1/help-link/appeal',
  '/api/v1/help-link/withdraw',
  '/api/v1/help-link/picture',
  '/api/v1/help-link/remove-picture',
  '/api/v1/help-link/{id}/pictures',
  '/api/v1/reports',
  '/api/v1/reports/pin',
  '/api/v1/reports/{code}',
  '/api/v1/reports/{code}/status',
  '/api/v1/reports/{code}/live',
  '/api/v1/reports/{code}/photos',
  '/api/v1/answer-link/open',
  '/api/v1/answer-link/answer',
];

test('no address of the API is answered beside the tables', async () => {
  const { app } = await openTestSystem();
  await app.fastify.ready();
  const { paths } = app.fastify.swagger() as { paths: Record<string, object> };
  const inTables = new Set(app.routes.map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}')));
  const beside = Object.keys(paths).filter((path) => path.startsWith('/api/v1/') && !inTables.has(path));
  expect(beside.toSorted()).toEqual(BESIDE_THE_TABLES.toSorted());
  for (const path of inTables) expect(Object.keys(paths)).toContain(path);
});
