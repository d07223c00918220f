import { type AddressInfo, connect } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { createHttpServer } from './http-server.ts';

// A proxy before us and we must agree where a request ends, or one person's request can carry another's behind it
// (request smuggling, RFC 9112 section 11.2). What can be read in two ways is refused, and the connection is closed.
const fastify = await createHttpServer(createLog('silent'), {
  publicUrl: 'http://127.0.0.1',
  mapOrigins: [],
  trustProxy: false,
  clock: { elapsed: () => performance.now() },
});
const received: string[] = [];
fastify.post('/first', async () => void received.push('first'));
fastify.get('/smuggled', async () => void received.push('smuggled'));
await fastify.listen({ port: 0, host: '127.0.0.1' });
afterAll(() => fastify.close());
const { port } = fastify.server.address() as AddressInfo;

const INSIDE = 'GET /smuggled HTTP/1.1\r\nhost: x\r\n\r\n';
const post = (headers: string, body: string) =>
  `POST /first HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${headers}\r\n\r\n${body}`;

/** All that is answered before the connection ends, or before nothing more has come for a moment. */
function send(bytes: string): Promise<string> {
  return new Promise((done) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    socket.setTimeout(1500, () => socket.destroy());
    socket.on('data', (part) => {
      said += part;
    });
    socket.on('error', () => {});
    socket.on('close', () => done(said));
  });
}

test.each([
  ['a length and chunks', post(`content-length: 4\r\ntransfer-encoding: chunked`, `0\r\n\r\n${INSIDE}`)],
  ['chunks and a length', post(`transfer-encoding: chunked\r\ncontent-length: 4`, `0\r\n\r\n${INSIDE}`)],
  ['two lengths', post(`content-length: 2\r\ncontent-length: ${INSIDE.length}`, INSIDE)],
  ['a length with a sign', post('content-length: +2', `{}${INSIDE}`)],
  ['two lengths in one line', post('content-length: 2, 2', `{}${INSIDE}`)],
  ['chunks that are not the last coding', post('transfer-encoding: chunked, identity', `0\r\n\r\n${INSIDE}`)],
  ['a coding nobody knows', post('transfer-encoding: xchunked', `0\r\n\r\n${INSIDE}`)],
  ['a blank before the colon', post('transfer-encoding : chunked', `0\r\n\r\n${INSIDE}`)],
  ['a folded line', post('x: y\r\n transfer-encoding: chunked\r\ncontent-length: 2', `{}${INSIDE}`)],
  ['a chunk whose size is no number', post('transfer-encoding: chunked', `0x2\r\n{}\r\n0\r\n\r\n${INSIDE}`)],
  ['a chunk longer than it says', post('transfer-encoding: chunked', `2\r\n{}{}\r\n0\r\n\r\n${INSIDE}`)],
  ['a bare carriage return in a header', post('x: y\rtransfer-encoding: chunked\r\ncontent-length: 2', `{}${INSIDE}`)],
])('%s: refused once, and nothing behind it is answered', async (_, bytes) => {
  received.length = 0;
  const said = await send(bytes);
  expect(said.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
  expect(received).toEqual([]);
});

test('two requests that follow each other correctly are both answered', async () => {
  received.length = 0;
  await send(post('content-length: 2', `{}${INSIDE}`));
  expect(received).toEqual(['first', 'smuggled']);
});
