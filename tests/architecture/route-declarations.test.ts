import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openHouse } from '../support/whole-house.ts';

const HOUSE = join(import.meta.dirname, '../..');
const ROUTE = join(HOUSE, 'server/platform/http/route.ts');

/** What the type checker says of one line of a route table. */
async function checkLine(line: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ess-route-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'routes.ts');
  await writeFile(
    file,
    `import { type Caller, routeTable } from '${ROUTE}';
     import { z } from '${join(HOUSE, 'node_modules/zod/index.js')}';
     const { get, post } = routeTable<Caller>();
     export const lines = [${line}];`,
  );
  const flags = ['--noEmit', '--strict', '--skipLibCheck', '--allowImportingTsExtensions', '--pretty', 'false'];
  const modules = ['--target', 'esnext', '--module', 'nodenext', '--types', 'node'];
  const roots = ['--typeRoots', join(HOUSE, 'node_modules/@types'), '--ignoreConfig'];
  const run = promisify(execFile)(
    process.execPath,
    [join(HOUSE, 'node_modules/typescript/bin/tsc'), ...flags, ...modules, ...roots, file],
    { cwd: HOUSE },
  );
  return run.then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  );
}

const read = "path: '/x', summary: 'x', answer: z.object({}), run: async () => ({})";
const personal = "audit: { nothingPersonal: 'nothing' }";

test('a line that says who may call it and what the audit keeps passes the type checker', async () => {
  expect(await checkLine(`get({ ${read}, ${personal}, permission: 'incident:view' })`)).toBe('');
}, 60_000);

test.each([
  ['a read without a permission', `get({ ${read}, ${personal} })`, 'permission'],
  ['an act without a permission', `post({ ${read}, audit: 'by-the-command' })`, 'permission'],
  ['a permission that is none', `get({ ${read}, ${personal}, permission: 'incident:everything' })`, 'permission'],
  ['no permission at all among several', `get({ ${read}, ${personal}, permission: [] })`, 'permission'],
  ['a read that does not say what the audit keeps', `get({ ${read}, permission: 'incident:view' })`, 'audit'],
])(
  '%s fails the type checker',
  async (_, line, missing) => {
    expect(await checkLine(line)).toContain(missing);
  },
  60_000,
);

/** Registered beside the tables, each with a test of its own of who may call it. */
const BESIDE_THE_TABLES = ['/api/v1/live', '/api/v1/demo-accounts'];

test('no address of the API is answered beside the tables', async () => {
  const { app } = await openHouse();
  await app.fastify.ready();
  const { paths } = app.fastify.swagger() as { paths: Record<string, object> };
  const inTables = new Set(app.routes.map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}')));
  const beside = Object.keys(paths).filter((path) => path.startsWith('/api/v1/') && !inTables.has(path));
  expect(beside.toSorted()).toEqual(BESIDE_THE_TABLES.toSorted());
  for (const path of inTables) expect(Object.keys(paths)).toContain(path);
});
