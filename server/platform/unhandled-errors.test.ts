import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpServer } from './http/http-server.ts';
import { createConnection, type LiveConnection } from './live/live-connection.ts';
import { createLog } from './log.ts';
import { createPostOutside } from './outbound/post-outside.ts';

// Vitest fails a run in which an error was thrown outside of every test: there it would have ended the server.

test.runIf(existsSync('/dev/full'))('a log that can not be written ends nothing', async () => {
  const program = `import { createLog } from ${JSON.stringify(join(import.meta.dirname, 'log.ts'))};
    const log = createLog('info');
    for (let line = 0; line < 3; line++) log.info('said');
    setTimeout(() => { log.info('once more'); process.exitCode = 7; }, 50);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    stdio: ['ignore', openSync('/dev/full', 'w'), 'inherit'],
  });
  expect(await once(child, 'exit')).toEqual([7, null]);
});

test('a stream that is written to after its end says nothing and ends nothing', async () => {
  const fastify = Fastify();
  let opened: LiveConnection | undefined;
  fastify.get('/live', (request, reply) => {
    opened = createConnection(request, reply, []);
  });
  const url = await fastify.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => fastify.close());
  const asked = await fetch(`${url}/live`);
  opened?.close();
  opened?.sendFrame(': too late\n\n');
  opened?.caughtUp(1, []);
  expect(await asked.text()).toBe('retry: 1000\n\n');
});

test('a server that can not take a connection goes on', async () => {
  const fastify = await createHttpServer(createLog('silent'), {
    publicUrl: 'http://127.0.0.1:3000',
    mapOrigins: [],
    trustProxy: false,
    clock: { elapsed: () => 0 },
  });
  fastify.server.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' }));
  expect((await fastify.inject('/nothing')).statusCode).toBe(404);
  await fastify.close();
});

test('a partner that goes away in the middle of its answer is a status or no answer', async () => {
  const partner = createServer((request, response) => {
    if (request.url === '/middle') response.writeHead(200, { 'content-length': '1000' }).write('x');
    setTimeout(() => request.socket.destroy(), 20);
  });
  partner.listen(0, '127.0.0.1');
  await once(partner, 'listening');
  onTestFinished(() => void partner.close());
  const url = `http://127.0.0.1:${(partner.address() as AddressInfo).port}`;
  const post = createPostOutside({ allowInside: true });
  const message = { headers: {}, body: Buffer.from('{}') };
  expect(await post(`${url}/middle`, message)).toMatchObject({ kind: 'answer', status: 200 });
  expect(await post(`${url}/before`, message)).toMatchObject({ kind: 'no-answer', reason: 'ECONNRESET' });
  await new Promise((closed) => setTimeout(closed, 50));
});
