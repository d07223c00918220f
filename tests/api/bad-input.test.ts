import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INCIDENT_ACTIONS } from '../../contract/incident-status.ts';
import { PROBLEMS, problemSchema } from '../../contract/problem.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident } from '../support/an-incident.ts';
import { signIn } from '../support/officer.ts';
import { openHouse } from '../support/whole-house.ts';

type Shape = { properties?: Record<string, unknown>; anyOf?: Shape[] };
type Post = { requestBody?: { content: { 'application/json': { schema: Shape } } } };
type OpenApi = { paths: Record<string, { post?: Post }> };

const CASES = 200;
const house = await openHouse();
const officer = await house.officer('desk1300');
/** Signs out in the course of it. */
const leaver = await signIn(house.url, 'desk1300@demo.ess.example');
const { body: api } = await officer.get<OpenApi>('/api/v1/openapi.json');
const routes = Object.keys(api.paths).filter((path) => api.paths[path]?.post !== undefined);
const incident = await anIncident(house).happens();
/** Enough of them that some are still in the state that an act asks for. */
const more = await Promise.all(Array.from({ length: 12 }, () => anIncident(house).happens()));
const agency = incident.detail.incident.responsibleAgency.id;

/** Values that look right, in fields that exist, beside values that break things elsewhere. */
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '๑๒๓', "'; DROP TABLE incident.incidents; --", 'ก'.repeat(3000)],
    ...[0, -1, 1e308, 2 ** 53, 8.5, true, null, [], {}],
    ...[randomUUID(), agency, incident.id, 'handled', 'false-report', 'nobody-on-duty', 'not-a-uuid'],
  ),
);
/** What each field is for; without some of it the doors behind the first would never be tried. */
const SENSIBLE: Record<string, unknown[]> = {
  etaMinutes: [5, 1, 240],
  unitName: ['สายตรวจ 1'],
  note: ['ไกล่เกลี่ยแล้ว'],
  disposition: ['handled', 'false-report'],
  reason: ['ทดสอบ'],
  agencyId: [agency],
  accept: [true, false],
  intoIncidentId: more.map((each) => each.id),
  reportId: [incident.detail.reports[0]?.reportId],
  text: ['กำลังไป'],
  readiness: ['ready'],
};
const UNKEPT = ['a\u0000b', 'half \ud800 a pair', '\u0000'];
const STRANGE = ['__proto__', 'constructor', 'etaMinutes', 'text', 'extra'];

/** Anything; and bodies with the fields the route asks for, of which some values are strange. */
function bodyOf(path: string) {
  const asked = api.paths[path]?.post?.requestBody?.content['application/json'].schema;
  const fields = Object.keys(asked?.properties ?? asked?.anyOf?.[0]?.properties ?? {});
  const fieldOf = (field: string) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...(SENSIBLE[field] ?? [null])) },
      { weight: 1, arbitrary: fc.constantFrom<unknown>(...UNKEPT) },
      { weight: 1, arbitrary: value },
    );
  const asAsked = Object.fromEntries(fields.map((field) => [field, fieldOf(field)]));
  return fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.constantFrom(...STRANGE), value, { maxKeys: 3 }),
    fc.record(asAsked, { requiredKeys: [] }),
    { weight: 3, arbitrary: fc.record(asAsked) },
  );
}
const id = fc.constantFrom(
  incident.id,
  ...more.map((each) => each.id),
  agency,
  randomUUID(),
  'x',
  '%00',
  "'",
  '..%2f..',
);
const key = fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, fc.constantFrom('k', 'k'.repeat(300)));

/** How much there is of all that a request can write, so that half of a change would show; seals come in their own time. */
async function countEverything(): Promise<string> {
  const tables = await rows(
    house.app.db,
    sql<{ name: string }>`SELECT schemaname || '.' || tablename AS name FROM pg_tables
      WHERE schemaname IN ('incident', 'intake', 'jurisdiction') OR (schemaname, tablename) = ('audit', 'entries')
        OR (schemaname, tablename) IN (('line', 'outbound_messages'), ('platform', 'idempotency_keys')) ORDER BY 1`,
  );
  const counts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::text FROM ${name}`);
  return JSON.stringify(await rows(house.app.db, sql.raw(counts.join(' UNION ALL '))));
}

describe('random input', () => {
  test('the routes are known', () => {
    expect(routes.length).toBeGreaterThan(Object.keys(INCIDENT_ACTIONS).length);
  });

  test.each(routes)('%s: a coded answer, never a failure of ours, nothing half-written', async (path) => {
    const codes = new Map<string, number>();
    await house.line.webhooks.idle();
    let before = await countEverything();
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(bodyOf(path), id, key, async (sent, which, idempotencyKey) => {
        const address = house.url + path.replace(/\{\w+\}/g, which);
        const response = await fetch(address, {
          method: 'POST',
          headers: {
            cookie: (path.includes('/auth/') ? leaver : officer).cookie,
            'content-type': 'application/json',
            ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
          },
          body: JSON.stringify(sent),
        });
        const text = await response.text();
        if (response.ok) {
          codes.set('ok', (codes.get('ok') ?? 0) + 1);
          before = '';
          return;
        }
        const problem = problemSchema.parse(JSON.parse(text));
        codes.set(problem.code, (codes.get(problem.code) ?? 0) + 1);
        expect(response.headers.get('content-type')).toContain('application/problem+json');
        expect(Object.keys(PROBLEMS)).toContain(problem.code);
        expect(response.status).toBeLessThan(500);
        expect(text).not.toMatch(/node_modules|\.ts:\d|at async|syntax error|SELECT |INSERT |UPDATE /);
        refused += 1;
        if (before === '' || refused % 20 === 0) {
          const now = await countEverything();
          if (before !== '' && !path.includes('/auth/')) expect(now).toBe(before);
          before = now;
        }
      }),
      { seed: 20_260_108, numRuns: CASES },
    );
    // Otherwise only the door would have been tried.
    if (!path.includes('/auth/')) expect([...codes.keys()]).not.toContain('access/not-signed-in');
    expect(codes.size).toBeGreaterThan(0);
  });
});

describe('input that is no JSON', () => {
  const post = (headers: Record<string, string>, content: string | Uint8Array<ArrayBuffer>) =>
    fetch(`${house.url}/api/v1/incidents/${incident.id}/acknowledge`, {
      method: 'POST',
      headers: { cookie: officer.cookie, ...headers },
      body: content,
    });

  test.each([
    ['half a document', { 'content-type': 'application/json' }, '{"etaMinutes": 5', 400, 'request/malformed-json'],
    ['nothing', { 'content-type': 'application/json' }, '', 400, 'request/malformed-json'],
    [
      'a form',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'etaMinutes=5',
      415,
      'request/unsupported-media-type',
    ],
    ['words', { 'content-type': 'text/plain' }, '{"etaMinutes":5}', 415, 'request/unsupported-media-type'],
    [
      '2 MB',
      { 'content-type': 'application/json' },
      JSON.stringify({ note: 'x'.repeat(2_000_000) }),
      413,
      'request/too-large',
    ],
    [
      'bytes that are not UTF-8',
      { 'content-type': 'application/json' },
      new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
      400,
      'request/malformed-json',
    ],
  ])('%s', async (_name, headers, content, status, code) => {
    const response = await post(headers as Record<string, string>, content);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });
});
