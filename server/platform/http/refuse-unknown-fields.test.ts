import { expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../clock.ts';
import { createLog } from '../log.ts';
import { createHttpServer } from './http-server.ts';

const fastify = await createHttpServer(createLog('silent'), {
  ...{ publicUrl: 'http://127.0.0.1', mapOrigins: [], trustProxy: false, clock: systemClock },
});
/** Schemas that would leave out what they do not know: the kind of mistake that this is for. */
const place = z.object({ lat: z.number(), label: z.string().trim().optional() });
fastify.post(
  '/things',
  {
    schema: { querystring: z.object({ by: z.string().optional() }), body: z.object({ place, notes: z.array(place) }) },
  },
  async ({ body }) => body,
);
const send = async (body: object, query = '') => {
  const answer = await fastify.inject({ method: 'POST', url: `/things${query}`, payload: body });
  return { status: answer.statusCode, errors: answer.json().errors };
};
const whole = { place: { lat: 1, label: ' หลังวัด ' }, notes: [{ lat: 2 }] };

test('what the schema knows is taken', async () => {
  expect((await send(whole, '?by=me')).status).toBe(200);
});

test.each([
  ['at the top', { ...whole, landmark: 'x' }, '', '/', 'landmark'],
  ['inside', { ...whole, place: { ...whole.place, landmark: 'x' } }, '', '/place', 'landmark'],
  ['in a list', { ...whole, notes: [{ lat: 2, extra: 1 }] }, '', '/notes/0', 'extra'],
  ['in the address', whole, '?from=2026', '/', 'from'],
])('an unknown field %s is an error that names it', async (_where, body, query, path, name) => {
  const answer = await send(body, query);
  expect(answer).toEqual({ status: 400, errors: [{ path, message: `Unrecognized key: ${name}` }] });
});
