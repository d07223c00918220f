import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { findUrlFault, isOutside } from './outside-address.ts';
import { createPostOutside } from './post-outside.ts';

let calls = 0;
const server = createServer((request, response) => {
  calls += 1;
  if (request.url === '/elsewhere') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
  else if (request.url === '/busy') response.writeHead(429, { 'retry-after': '7' }).end();
  else response.writeHead(204).end();
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
afterAll(() => new Promise((closed) => server.close(closed)));
const port = (server.address() as AddressInfo).port;
const message = { headers: {}, body: Buffer.from('{}') };

describe('addresses', () => {
  test.each([
    ...['127.0.0.1', '10.1.2.3', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['224.0.0.1', '255.255.255.255', '::1', '::', 'fc00::1', 'fe80::1%eth0', '::ffff:10.0.0.1', '::ffff:7f00:1'],
    ...['64:ff9b::a00:1', '2002:a00:1::', 'localhost', ''],
  ])('%s is none outside', (address) => expect(isOutside(address)).toBe(false));
  test.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is outside', (address) =>
    expect(isOutside(address)).toBe(true),
  );
});

describe('what a person may name', () => {
  test.each([
    ['http://sms.example/x', 'not-https'],
    ['ftp://sms.example/x', 'not-https'],
    ['https://127.0.0.1/x', 'names-an-inside-address'],
    ['https://[::1]/x', 'names-an-inside-address'],
    ['https://0x7f.1/x', 'names-an-inside-address'],
    ['https://2130706433/x', 'names-an-inside-address'],
    ['https://localhost/x', 'names-an-inside-address'],
    ['https://db.internal/x', 'names-an-inside-address'],
    ['https://user:word@sms.example/x', 'not-a-url'],
    ['nothing', 'not-a-url'],
  ])('%s is refused: %s', (url, fault) => expect(findUrlFault(url)).toBe(fault));
  test('an https address outside is taken', () => expect(findUrlFault('https://sms.example:8443/x')).toBeUndefined());
});

test('an address inside is never connected to, however it is written', async () => {
  const post = createPostOutside({ allowInside: false });
  const before = calls;
  for (const url of [`http://127.0.0.1:${port}/`, `https://127.0.0.1:${port}/`, `https://localhost:${port}/`]) {
    expect((await post(url, message)).kind).toBe('refused');
  }
  expect(calls).toBe(before);
});

test('a name that leads inside is refused at the moment of the call', async () => {
  // RFC 6761: names below localhost lead to this machine; its text says nothing of that here.
  const post = createPostOutside({ allowInside: false });
  const answer = await post(`https://ip6-loopback:${port}/`, message);
  expect(['refused', 'no-answer']).toContain(answer.kind);
  expect(answer).not.toHaveProperty('status');
});

test('a redirect is not followed; a `Retry-After` is passed on', async () => {
  const post = createPostOutside({ allowInside: true });
  const at = (path: string) => post(`http://127.0.0.1:${port}${path}`, message);
  expect(await at('/elsewhere')).toEqual({ kind: 'no-answer', reason: 'redirect' });
  expect(await at('/busy')).toEqual({ kind: 'answer', status: 429, retryAfterSeconds: 7 });
  expect(await at('/')).toEqual({ kind: 'answer', status: 204, retryAfterSeconds: null });
});

test('nobody there is no answer', async () => {
  const post = createPostOutside({ allowInside: true });
  expect(await post('http://127.0.0.1:1/', message)).toMatchObject({ kind: 'no-answer' });
});
