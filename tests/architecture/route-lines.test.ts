import { expect, test } from 'vitest';
import { type HouseFile, readSources } from './read-house.ts';

/**
 * Doors beside the route tables, each with the reason why its look or act is recorded elsewhere or not at all. Whoever
 * adds a door here says the same for it.
 */
const BESIDE_THE_TABLES: Record<string, string> = {
  'server/app.ts': 'the description of the API',
  'server/capabilities/access/': 'before there is a session: each command records its own act',
  'server/capabilities/dispatch/live-route.ts': 'a stream is recorded when it is opened (dispatch/follow-board)',
  'server/channels/': 'LINE knocks, not a person: what a reporter says is recorded by the command it leads to',
  'server/platform/http/health.ts': 'numbers of the process',
  'server/platform/http/register-routes.ts': 'the route tables themselves',
  'server/platform/http/static-pages.ts': 'the built pages, the same for everybody',
  'server/platform/attachments/': 'a signed link: recorded when it is handed out',
};

const DOOR = /\bfastify\s*\.(?:get|post|put|patch|delete|all|route)\s*\(/;

function findDoors(files: HouseFile[]): string[] {
  return files
    .filter(({ path, text }) => path.startsWith('server/') && !path.endsWith('.test.ts') && DOOR.test(text))
    .filter(({ path }) => !Object.keys(BESIDE_THE_TABLES).some((known) => path.startsWith(known)))
    .map(({ path }) => path);
}

/** Lines of route tables that leave something out; types refuse them too, unless somebody casts. */
function findBareLines(files: HouseFile[]): string[] {
  return files
    .filter(({ path }) => /^server\/.*routes(\.ts$|\/)/.test(path) && !path.endsWith('.test.ts'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\n( *)(get|post)\(\{\n([\s\S]*?)\n\1\}\)/g)].flatMap(([, , method, line = '']) => {
        const missing = ['permission', 'audit'].filter((word) => !new RegExp(`^ +${word}(:|,)`, 'm').test(line));
        const [, address = method] = /path: (.*),/.exec(line) ?? [];
        return missing.map((word) => `${path} ${address}: no ${word}`);
      }),
    );
}

test('every door stands in a route table, or among the few that say why not', () => {
  expect(findDoors(readSources('server/**/*.ts'))).toEqual([]);
});

test('every line of a route table declares permission and audit', () => {
  const files = readSources('server/**/*.ts');
  expect(files.some(({ path }) => path === 'server/capabilities/incident/routes.ts')).toBe(true);
  expect(findBareLines(files)).toEqual([]);
});

test('a door beside the tables and a bare line are found', () => {
  const line = (rest: string) => `[\n  get({\n    path: '/x',\n${rest}    answer,\n  }),\n]`;
  const routes = (text: string): HouseFile => ({ path: 'server/capabilities/care/routes.ts', text });
  expect(findDoors([routes("fastify.get('/secret', async () => list())")])).toHaveLength(1);
  expect(findBareLines([routes(line("    permission: 'case:view',\n"))])).toEqual([
    "server/capabilities/care/routes.ts '/x': no audit",
  ]);
  expect(findBareLines([routes(line("    permission: 'case:view',\n    audit: 'by-the-command',\n"))])).toEqual([]);
});
