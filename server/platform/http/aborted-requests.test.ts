import { createReadStream } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { createHttpServer } from './http-server.ts';
import { sendFile } from './send-file.ts';

const lines: string[] = [];
const log = createLog('debug', { write: (line) => void lines.push(line) });
const clock = { elapsed: () => performance.now() };
const fastify = await createHttpServer(log, {
  publicUrl: 'http://127.0.0.1',
  mapOrigins: [],
  trustProxy: false,
  clock,
});
const path = join(await mkdtemp(join(tmpdir(), 'ess-gone-')), 'large.mp4');
await writeFile(path, Buffer.alloc(24 * 1024 * 1024));

/** Requests that are being answered, and stay so until they are let go. */
let waiting: (() => void)[] = [];
const stay = () => new Promise<void>((go) => void waiting.push(go));
// So late that the socket is gone when the first hook of ours looks at it.
fastify.addHook('onRequest', async ({ url }) => {
  if (url === '/before-all') await stay();
});
fastify.all('/before-all', async () => ({}));
fastify.post('/upload', async () => ({}));
fastify.get('/file', async (_request, reply) => sendFile(reply, { path, contentType: 'video/mp4' }));
fastify.all('/late-file', async (_request, reply) => {
  await stay();
  return sendFile(reply, { path, contentType: 'video/mp4' });
});
fastify.all('/late-stream', async (_request, reply) => {
  await stay();
  return reply.send(createReadStream(path));
});
fastify.all('/late', async () => {
  await stay();
  return {};
});
fastify.all('/our-mistake', async () => {
  await stay();
  throw new Error('a mistake of ours');
});
await fastify.listen({ port: 0, host: '127.0.0.1' });
afterAll(() => fastify.close());
const { port } = fastify.server.address() as AddressInfo;

beforeEach(() => {
  lines.length = 0;
  waiting = [];
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5);
}

/** Asks, waits for its moment, and is gone. */
async function goAway(request: string, when: (received: number) => boolean): Promise<void> {
  let received = 0;
  const socket = connect(port, '127.0.0.1', () => socket.write(request));
  socket.on('error', () => {});
  socket.on('data', (data) => {
    received += data.length;
    // Reads a little and then no more: what we send fills up.
    if (received > 1000) socket.pause();
  });
  await until(() => when(received));
  socket.resetAndDestroy();
}
const get = (url: string) => `GET ${url} HTTP/1.1\r\nhost: x\r\n\r\n`;
const post = (url: string) =>
  `POST ${url} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`;
const stacks = () => lines.filter((line) => line.includes('"stack"'));

test('who goes in the middle of an upload, or while they are sent a file, is counted and fills no log', async () => {
  const before = fastify.abortedRequests();
  for (let times = 0; times < 10; times++) {
    const asked = Date.now();
    await goAway(post('/upload').replace('length: 2', 'length: 5000'), () => Date.now() > asked + 20);
    await goAway(get('/file'), (received) => received > 0);
  }
  await until(() => fastify.abortedRequests() === before + 20);
  expect(lines).toEqual([]);
});

test.each(['/late-file', '/late-stream', '/late', '/before-all'])(
  'nor does who is gone before %s answers',
  async (url) => {
    const before = fastify.abortedRequests();
    for (const request of [get(url), post(url)]) {
      const already = waiting.length;
      await goAway(request, () => waiting.length > already);
    }
    await until(() => fastify.abortedRequests() === before + 2);
    for (const go of waiting) go();
    await sleep(50);
    expect(lines).toEqual([]);
  },
);

test('a socket that is gone before the first hook has no address; nothing asks for it', async () => {
  const before = fastify.abortedRequests();
  // Many at once: the server comes to the later ones when they are gone.
  for (let times = 0; times < 200; times++) {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(post('/upload'));
      socket.resetAndDestroy();
    });
    socket.on('error', () => {});
  }
  await sleep(400);
  expect(fastify.abortedRequests()).toBeGreaterThanOrEqual(before);
  expect(lines).toEqual([]);
});

test('a mistake of ours stays one, also when nobody is there any more to read it', async () => {
  await goAway(get('/our-mistake'), () => waiting.length > 0);
  for (const go of waiting) go();
  await until(() => lines.length > 0);
  expect(stacks()).toHaveLength(1);
});
