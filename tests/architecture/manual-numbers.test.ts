import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { systemClock } from '../../server/platform/clock.ts';
import { CONNECTIONS } from '../../server/platform/database/open-databases.ts';
import { createHttpServer, LARGEST_BODY } from '../../server/platform/http/http-server.ts';
import { createLog } from '../../server/platform/log.ts';

// Numbers that stand in the manual and in the code: whoever sets a machine up believes the first.

const proxy = readFileSync('docs/operate/behind-a-proxy.md', 'utf8');
const MEGABYTE = 1024 * 1024;

test("the manual's proxy lets through what any route takes", async () => {
  const [, allowed = '0'] = /client_max_body_size (\d+)m;/.exec(proxy) ?? [];
  expect(Number(allowed) * MEGABYTE).toBeGreaterThanOrEqual(LARGEST_BODY);
  expect(proxy).toContain(`takes bodies of ${LARGEST_BODY / MEGABYTE} MB`);
  // No route may say that it takes more.
  const options = { publicUrl: 'https://ess.go.th', mapOrigins: [], trustProxy: false, clock: systemClock };
  const fastify = await createHttpServer(createLog('silent'), options);
  const take = (bodyLimit: number) => () => fastify.post('/more', { bodyLimit }, () => '');
  expect(take(LARGEST_BODY + 1)).toThrow(/more than the proxies/);
});

test("the manual's proxy speaks HTTP/2 to browsers and keeps streams open", () => {
  expect(proxy).toMatch(/listen 443 ssl;\n\s+http2 on;/);
  expect(proxy).toContain('proxy_buffering off;');
  expect(proxy).toContain('speaks HTTP/2');
});

test('the connections of a process are as many as the manual says', () => {
  const sum = Object.values(CONNECTIONS).reduce((one, other) => one + other);
  expect(readFileSync('docs/operate/install.md', 'utf8')).toContain(`opens up to ${sum} connections`);
  expect(readFileSync('docs/privacy/connections.md', 'utf8')).toContain(`${sum} connections a process`);
});
