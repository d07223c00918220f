import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { readPageAssets } from './page-assets.ts';
import { type PageDeps, placementOf, registerCitizenPage } from './routes.ts';

const LINE = 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 Safari Line/14.1.0 LIFF';
const TILES = 'https://tiles.example';

/** What a page may reach, by its policy. */
async function policyOf(path: string, given: Partial<PageDeps>, agent = 'Mozilla/5.0 Chrome/120'): Promise<string[]> {
  const fastify = Fastify();
  registerCitizenPage(fastify, {
    ...{ assets: readPageAssets('/nowhere'), newId: () => 'id', now: () => new Date(), findPlacement: () => undefined },
    ...{ translations: [], isHttps: true, mapOrigins: [], liffId: undefined, countPractice: () => undefined, ...given },
  });
  const answer = await fastify.inject({ url: path, headers: { 'user-agent': agent } });
  await fastify.close();
  const policy = String(answer.headers['content-security-policy']).split('; ');
  return policy.filter((one) => /^(?:connect|img|script|worker)-src/.test(one));
}
const OURS = ["script-src 'self'", "img-src 'self' blob:", "connect-src 'self'", "worker-src 'self'"];

test('a street map is let into the page with the map, and nowhere else; without one nobody is', async () => {
  const open = [
    ...["script-src 'self'", `img-src 'self' blob: ${TILES}`],
    ...[`connect-src 'self' ${TILES}`, "worker-src 'self'"],
  ];
  for (const path of ['/r', '/r/practice']) {
    expect(await policyOf(path, { mapOrigins: [TILES] }), path).toEqual(open);
    expect(await policyOf(path, {}), path).toEqual(OURS);
  }
  for (const path of ['/r/how', '/r/languages', '/r/ABCDEFGHJK']) {
    expect(await policyOf(path, { mapOrigins: [TILES], liffId: '2000000001-AbcdEfgh' }, LINE), path).toEqual(OURS);
  }
});

test('LINE is let into the form, inside LINE and with an app of ours alone', async () => {
  const liffId = '2000000001-AbcdEfgh';
  const open = OURS.map((one) => (one.startsWith('connect') ? `${one} https://api.line.me` : one));
  expect(await policyOf('/r', { liffId }, LINE)).toEqual(open);
  expect(await policyOf('/r', { liffId })).toEqual(OURS);
  expect(await policyOf('/r', {}, LINE)).toEqual(OURS);
  expect(await policyOf('/r/practice', { liffId }, LINE)).toEqual(OURS);
});

test('the code on a poster is read by itself and behind the address of our LIFF app', () => {
  expect(placementOf({ q: '7K3F9TQ2' })).toBe('7K3F9TQ2');
  for (const state of ['/q/7K3F9TQ2', 'q/7K3F9TQ2', '/Q/7K3F9TQ2?l=my', '?q=7K3F9TQ2', '/?lang=my&q=7K3F9TQ2']) {
    expect(placementOf({ 'liff.state': state }), state).toBe('7K3F9TQ2');
  }
  for (const state of ['', '/', '/status/7K3F9TQ2', '/q/', '?l=my']) {
    expect(placementOf({ 'liff.state': state }), state).toBeUndefined();
  }
  expect(placementOf({})).toBeUndefined();
});
