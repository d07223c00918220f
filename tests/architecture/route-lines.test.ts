import { expect, test } from 'vitest';
import { registerRoutes } from '../../server/platform/http/register-routes.ts';
import { type ProjectFile, readSources } from './read-project.ts';

/**
 * Routes beside the route tables, each with the reason why its view or action is recorded elsewhere or not at all. Whoever
 * adds one here gives its reason too.
 */
const BESIDE_THE_TABLES: Record<string, string> = {
  'server/capabilities/access/': 'before there is a session: each command records its own action',
  'server/capabilities/control-room/live-route.ts':
    'a stream is recorded when it is opened (control-room/follow-board)',
  'server/capabilities/help/routes-link.ts':
    'by a link of their own a person acts without an account; each command records its action by the link',
  'server/capabilities/insight/publication/routes-public.ts':
    'public files that are the same for everybody, without an account; they show no person and no incident',
  'server/capabilities/intake/routes-web.ts':
    'a reporter acts without an account; what they do is recorded as theirs where it changes an incident',
  'server/capabilities/recognition/routes/check-page.ts':
    'anybody may check a certificate, without an account; how often is counted, not by whom',
  'server/capabilities/outreach/landing/':
    'opened by whoever scans a code, without an account; it shows no person and knows none',
  'server/capabilities/referral/routes/answer-links.ts':
    'a receiver without an account has a link and a code; each view and each answer is recorded by its command',
  'server/capabilities/units/routes/positions.ts':
    'a position is stored nowhere, so there is no action; the stream of them is recorded when it is opened (units/follow-positions)',
  'server/channels/': 'called by LINE, not by a person: what a reporter sends is recorded by the command it leads to',
  'server/platform/http/health.ts': 'numbers of the process',
  'server/platform/http/open-http.ts': 'the description of the API',
  'server/platform/http/picture-upload.ts':
    'a picture is no JSON; its command records the action (units/add-photo, case/picture-added, help/picture-added, outreach/add-photo)',
  'server/platform/http/register-routes.ts': 'the route tables themselves',
  'server/platform/http/static-pages.ts': 'the built pages, the same for everybody',
};

/** On the server itself, or on a scope of it under whatever name. */
const REGISTERS_A_ROUTE =
  /\bfastify\s*\.(?:get|post|put|patch|delete|all|route)\s*\(|\.(?:get|post|put|patch|delete|all)\s*\(\s*(?:['"`]\/|path,)/;

function listFilesWithRoutes(files: ProjectFile[]): string[] {
  return files
    .filter(
      ({ path, text }) => path.startsWith('server/') && !path.endsWith('.test.ts') && REGISTERS_A_ROUTE.test(text),
    )
    .map(({ path }) => path);
}

function findRoutesBesideTables(files: ProjectFile[]): string[] {
  const reasons = Object.keys(BESIDE_THE_TABLES);
  return listFilesWithRoutes(files).filter((path) => !reasons.some((known) => path.startsWith(known)));
}

test('every route stands in a route table, or among the few that give a reason', () => {
  const files = readSources('server/**/*.ts');
  expect(findRoutesBesideTables(files)).toEqual([]);
  const found = listFilesWithRoutes(files);
  expect(Object.keys(BESIDE_THE_TABLES).filter((known) => !found.some((path) => path.startsWith(known)))).toEqual([]);
});

test('a line without permission or audit stops the start, also where a cast hid it from the types', () => {
  const line = { method: 'GET', path: '/x', summary: 'X', run: async () => ({}) };
  const start = (more: object) => () =>
    registerRoutes({ route: () => {} } as never, {} as never, [{ ...line, ...more } as never]);
  const audit = { nothingPersonal: 'A test.' };
  expect(start({ permission: 'signed-in', audit })).not.toThrow();
  expect(start({ permission: 'signed-in' })).toThrow('/x declares no audit');
  expect(start({ audit })).toThrow('/x declares no permission');
  expect(start({ permission: 'signed-in', audit: { view: 'a/b', subject: 'c' } })).toThrow('which record');
  expect(start({ permission: 'signed-in', method: 'POST' })).not.toThrow();
  expect(start({ permission: 'signed-in', method: 'POST', audit })).toThrow('its command records the action');
});

test.each(["fastify.get('/secret', async () => list())", "scope.post(\n  '/secret', take)", 'scope.post(path, take)'])(
  'a route beside the tables is found: %j',
  (text) => {
    const route = { path: 'server/capabilities/care/routes.ts', text };
    expect(findRoutesBesideTables([route])).toEqual([route.path]);
  },
);
