import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { createHttpServer } from './http-server.ts';

const QUESTION = 'GET /slow HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n\r\n';

test('a server that stops answers what it has begun, takes nothing new, and waits for no idle connection', async () => {
  const fastify = await createHttpServer(createLog('silent'), {
    publicUrl: 'http://127.0.0.1:3000',
    mapOrigins: [],
    trustProxy: false,
    clock: { elapsed: () => 0 },
  });
  let [begun, release] = [() => {}, () => {}];
  const isInside = new Promise<void>((inside) => {
    begun = inside;
  });
  const mayEnd = new Promise<void>((end) => {
    release = end;
  });
  fastify.get('/slow', async () => {
    begun();
    await mayEnd;
    return { done: true };
  });
  fastify.get('/quick', async () => ({ done: true }));
  const address = await fastify.listen({ host: '127.0.0.1', port: 0 });
  const port = Number(new URL(address).port);

  const idle = connect(port, '127.0.0.1').resume();
  idle.write(QUESTION.replace('slow', 'quick'));
  await once(idle, 'data');
  const asking = connect(port, '127.0.0.1');
  let answer = '';
  asking.on('data', (chunk) => {
    answer += chunk;
  });
  asking.write(QUESTION);
  await isInside;

  const closed = fastify.close();
  await once(idle, 'close');
  expect(answer).toBe('');
  expect(await fetch(`${address}/quick`).catch(() => 'refused')).toBe('refused');
  release();
  await once(asking, 'close');
  await closed;
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\{"done":true\}/);
});
