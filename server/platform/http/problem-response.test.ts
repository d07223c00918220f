import type { InjectOptions } from 'fastify';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { PROBLEMS, problemSchema } from '#contract/problem';
import { createTestDatabase } from '#support/test-database';
import en from '../../../contract/texts/problems.en.json' with { type: 'json' };
import th from '../../../contract/texts/problems.th.json' with { type: 'json' };
import { AppError } from '../app-error.ts';
import { systemClock } from '../clock.ts';
import { sql } from '../database/database.ts';
import { createLog } from '../log.ts';
import { createHttpServer } from './http-server.ts';
import { registerRoutes } from './register-routes.ts';
import { type Caller, routeTable } from './route.ts';
import { transactFor } from './transact-for.ts';

const { db } = await createTestDatabase();
const { get, post } = routeTable<Caller>();
const answer = z.object({});
const caller: Caller = {
  userId: 'somjai',
  name: 'สมใจ',
  permissions: new Set(['incident:view']),
  from: '192.0.2.1',
  sessionId: 's',
};

const lines: string[] = [];
const log = createLog('info', { write: (line) => lines.push(line) });
const fastify = await createHttpServer(log, {
  publicUrl: 'http://127.0.0.1:3000',
  mapOrigins: [],
  trustProxy: false,
  clock: systemClock,
});
registerRoutes(
  fastify,
  {
    transact: transactFor({ service: db, user: db }, () => ({})),
    authenticate: async () => caller,
    recordView: async () => {},
    hasRecordedAction: () => true,
    checkProof: async () => {},
  },
  [
    post({
      path: '/texts',
      summary: 'Texts',
      permission: 'signed-in',
      body: z.strictObject({ text: z.string().min(1), phone: z.string().optional() }),
      answer,
      run: async () => ({}),
    }),
    get({
      path: '/things/:id',
      summary: 'A thing',
      permission: 'signed-in',
      audit: { nothingPersonal: 'A test.' },
      params: z.object({ id: z.uuid() }),
      answer,
      run: async () => ({}),
    }),
    get({
      path: '/breaks',
      summary: 'Breaks',
      permission: 'signed-in',
      audit: { nothingPersonal: 'A test.' },
      answer,
      async run() {
        await sql`INSERT INTO platform.system_alerts (id, kind, subject, raised_at, last_at, details)
        VALUES ('not a uuid 0812345678', '', '', now(), now(), '{}')`.execute(db);
        return {};
      },
    }),
    get({
      path: '/full',
      summary: 'Meets a full disk',
      permission: 'signed-in',
      audit: { nothingPersonal: 'A test.' },
      answer,
      run: async () => {
        throw Object.assign(new Error('could not extend file'), { code: '53100' });
      },
    }),
    get({
      path: '/named',
      summary: 'Names somebody',
      permission: 'signed-in',
      audit: { nothingPersonal: 'A test.' },
      answer,
      run: async () => {
        throw new AppError('units/out-of-service', { params: { unit: 'นเรศวร 1' } });
      },
    }),
    get({
      path: '/closed',
      summary: 'Closed',
      permission: 'system-alert:view',
      audit: { nothingPersonal: 'A test.' },
      answer,
      run: async () => ({}),
    }),
  ],
);

async function ask(request: InjectOptions) {
  const response = await fastify.inject(request);
  return { response, problem: problemSchema.parse(response.json()) };
}
const send = (payload: string | object, headers: Record<string, string> = {}) =>
  ask({ method: 'POST', url: '/texts', payload, headers: { 'content-type': 'application/json', ...headers } });

test.each([
  ['malformed JSON', () => send('{"text":'), 'request/malformed-json'],
  ['an empty body', () => send(''), 'request/malformed-json'],
  ['bytes that are not UTF-8', () => send(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), 'request/malformed-json'],
  ['a body over 1 MB', () => send({ text: 'ก'.repeat(400_000) }), 'request/too-large'],
  ['another content type', () => send('<a/>', { 'content-type': 'application/xml' }), 'request/unsupported-media-type'],
  [
    'a form',
    () => send('text=a', { 'content-type': 'application/x-www-form-urlencoded' }),
    'request/unsupported-media-type',
  ],
  ['a wrong value', () => send({ text: '' }), 'request/invalid'],
  ['an unknown field', () => send({ text: 'a', extra: 1 }), 'request/invalid'],
  ['a key that is too long', () => send({ text: 'a' }, { 'idempotency-key': 'k'.repeat(201) }), 'request/invalid'],
  ['an unknown route', () => ask({ url: '/nowhere' }), 'request/not-found'],
  ['a broken address', () => ask({ url: '/things/%E0%A4%A' }), 'request/not-found'],
  ['a wrong id', () => ask({ url: '/things/42' }), 'request/invalid'],
  ['no permission', () => ask({ url: '/closed' }), 'access/not-permitted'],
  ['a failure of ours', () => ask({ url: '/breaks' }), 'server/failed'],
  ['a full disk', () => ask({ url: '/full' }), 'server/cannot-store'],
] as const)('%s', async (_name, make, code) => {
  const { response, problem } = await make();
  expect(response.headers['content-type']).toContain('application/problem+json');
  expect(problem).toMatchObject({ code, status: PROBLEMS[code], title: th[code], type: `urn:ess:problem:${code}` });
  expect(response.statusCode).toBe(PROBLEMS[code]);
  // Never where in our code it happened, nor what the database said.
  expect(response.body).not.toMatch(/ at |node_modules|\.ts:|uuid|platform\.|SELECT|INSERT/);
});

test('what was wrong is named by its place, never by its value', async () => {
  const unasked = await send({ text: 'a', 'นางสมมติ 0812345678': 1 });
  expect(unasked.problem.errors).toEqual([{ path: '/', message: 'Unrecognized key' }]);
  const unknown = await send({ text: 'a', landmark: 'หลังวัด' });
  expect(unknown.problem.errors).toEqual([{ path: '/', message: 'Unrecognized key: landmark' }]);
  const { problem, response } = await send({ text: '', phone: 812345678 });
  expect(problem.errors?.map(({ path }) => path).toSorted()).toEqual(['/phone', '/text']);
  expect(response.body).not.toContain('812345678');
});

test('Thai unless English is asked for first', async () => {
  const title = async (language?: string) =>
    (await ask({ url: '/named', headers: language ? { 'accept-language': language } : {} })).problem.title;
  expect(await title()).toBe('นเรศวร 1 ไม่พร้อมออกปฏิบัติการ');
  expect(await title('th,en;q=0.8')).toBe('นเรศวร 1 ไม่พร้อมออกปฏิบัติการ');
  expect(await title('en-GB,en;q=0.9')).toContain('นเรศวร 1');
  expect(await title('en-GB,en;q=0.9')).not.toBe(await title());
});

test('the log of a failure holds where it happened and no value of the row it failed on', async () => {
  lines.length = 0;
  await ask({ url: '/breaks' });
  await expect.poll(() => lines.join('')).toContain('request failed');
  expect(lines.join('')).toContain('problem-response.test.ts');
  expect(lines.join('')).not.toContain('0812345678');
});

test('every problem has its text in both languages, with the same places for values', () => {
  // `{missingEn}` is the English of `{missing}`: names of columns are translated too.
  const places = (text: string) => [...text.matchAll(/\{(\w+?)(En)?\}/g)].map(([, name]) => name).toSorted();
  expect(Object.keys(th).toSorted()).toEqual(Object.keys(PROBLEMS).toSorted());
  expect(Object.keys(en).toSorted()).toEqual(Object.keys(PROBLEMS).toSorted());
  for (const code of Object.keys(th) as (keyof typeof th)[]) expect(places(en[code]), code).toEqual(places(th[code]));
});

test('a refusal because nothing can be stored says when to ask again, and is not logged each time: the log may lie on the same disk', async () => {
  const before = lines.length;
  const { response } = await ask({ url: '/full' });
  expect(response.headers['retry-after']).toBe('5');
  expect(lines).toHaveLength(before);
});
