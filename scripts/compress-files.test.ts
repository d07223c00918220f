import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerPages } from '../server/platform/http/static-pages.ts';
import { compressFiles } from './compress-files.ts';

const SCRIPT = `export const text = '${'ช่วยด้วย '.repeat(400)}';`;
const PAGE = `<!doctype html><title>x</title>${'<p>หน้าแรก</p>'.repeat(200)}`;
const FONT = Buffer.alloc(5000, 'wOF2');

let dist: string;
let server: FastifyInstance;

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'ess-pages-'));
  mkdirSync(join(dist, 'console/assets'), { recursive: true });
  mkdirSync(join(dist, 'map'));
  writeFileSync(join(dist, 'console/index.html'), PAGE);
  writeFileSync(join(dist, 'console/assets/app-1a2b.js'), SCRIPT);
  writeFileSync(join(dist, 'console/assets/thai-3c4d.woff2'), FONT);
  writeFileSync(join(dist, 'console/assets/tiny-5e6f.js'), 'export {}');
  for (const name of ['outlines.topo.json', 'outlines-provinces.topo.json'])
    writeFileSync(join(dist, 'map', name), JSON.stringify({ arcs: Array.from({ length: 2000 }, (_, at) => [at, at]) }));
  await compressFiles(dist);
  server = Fastify();
  await registerPages(server, () => ({ mapStyleUrl: null, attribution: 'x', approximate: true }), dist);
});

afterAll(async () => {
  await server.close();
  rmSync(dist, { recursive: true });
});

function get(url: string, headers: Record<string, string> = {}) {
  return server.inject({ url, headers });
}

const script = '/console/assets/app-1a2b.js';

test.each([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['gzip, deflate', 'gzip', gunzipSync],
  ['br;q=0, gzip', 'gzip', gunzipSync],
  ['br;q=0.1, gzip;q=0.9', 'gzip', gunzipSync],
] as const)('a browser that takes %j gets %s, which is the same file', async (accepts, encoding, open) => {
  const answer = await get(script, { 'accept-encoding': accepts });
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(String(answer.headers['content-type'])).toMatch(/^(text|application)\/javascript/);
  expect(answer.rawPayload.length).toBeLessThan(SCRIPT.length / 5);
  expect(open(answer.rawPayload).toString()).toBe(SCRIPT);
});

test('no folder is answered with what lies in it, and nothing beside the built files with anything', async () => {
  writeFileSync(join(dist, 'console/.env'), 'SECRET=x');
  mkdirSync(join(dist, '.git'), { recursive: true });
  writeFileSync(join(dist, '.git/config'), 'SECRET=x');
  const paths = [
    '/console/assets/',
    '/console/assets',
    '/console/.env',
    '/console/../.git/config',
    '/console/%2e%2e/.git/config',
  ];
  for (const path of [...paths, '/.git/config', '/map/', '/map', '/console/..%2f.git%2fconfig']) {
    const { statusCode, body } = await get(path);
    expect(body, path).not.toMatch(/app-1a2b|SECRET|outlines/);
    // A page's own address leads to the page, which then says that there is nothing.
    expect([PAGE, undefined], path).toContain(statusCode === 200 ? body : undefined);
  }
});

test.each<Record<string, string>>([{}, { 'accept-encoding': 'identity' }, { 'accept-encoding': 'zstd' }])(
  'who takes neither (%j) gets it as it is',
  async (headers) => {
    const answer = await get(script, headers);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.payload).toBe(SCRIPT);
  },
);

test('a cache on the way keeps the forms apart, and each is known again by its own tag', async () => {
  const tags = new Set<unknown>();
  for (const accepts of ['br', 'gzip', 'identity']) {
    const answer = await get(script, { 'accept-encoding': accepts });
    expect(String(answer.headers.vary).toLowerCase()).toContain('accept-encoding');
    tags.add(answer.headers.etag);
    const again = await get(script, { 'accept-encoding': accepts, 'if-none-match': String(answer.headers.etag) });
    expect([again.statusCode, again.payload]).toEqual([304, '']);
    expect(String(again.headers.vary).toLowerCase()).toContain('accept-encoding');
  }
  expect(tags.size).toBe(3);
});

test('files named after their content are kept for a year, the page that names them is asked for each time', async () => {
  const headers = { 'accept-encoding': 'br' };
  expect((await get(script, headers)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  for (const url of ['/console/', '/console/incidents/abc', '/console/index.html']) {
    const page = await get(url, headers);
    expect(page.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-encoding': 'br' });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(brotliDecompressSync(page.rawPayload).toString()).toBe(PAGE);
  }
});

test('a font is compressed already, and what fits in one packet stays as it is', async () => {
  const font = await get('/console/assets/thai-3c4d.woff2', { 'accept-encoding': 'br, gzip' });
  expect(font.headers['content-encoding']).toBeUndefined();
  expect(font.headers['content-type']).toBe('font/woff2');
  expect(font.rawPayload.equals(FONT)).toBe(true);
  const tiny = await get('/console/assets/tiny-5e6f.js', { 'accept-encoding': 'br, gzip' });
  expect([tiny.headers['content-encoding'], tiny.payload]).toEqual([undefined, 'export {}']);
});

test('a part of a file can be asked for, of the form that was chosen', async () => {
  const plain = await get(script, { range: 'bytes=0-5' });
  expect([plain.statusCode, plain.payload]).toEqual([206, 'export']);
  const whole = await get(script, { 'accept-encoding': 'br' });
  const part = await get(script, { 'accept-encoding': 'br', range: 'bytes=0-9' });
  expect(part.statusCode).toBe(206);
  expect(part.headers['content-encoding']).toBe('br');
  expect(part.headers['content-range']).toBe(`bytes 0-9/${whole.rawPayload.length}`);
  expect(part.rawPayload.equals(whole.rawPayload.subarray(0, 10))).toBe(true);
});

test('the offline map comes compressed and is kept for a day; a compressed form has no address of its own', async () => {
  const map = await get('/map/outlines.topo.json', { 'accept-encoding': 'gzip' });
  expect(map.headers).toMatchObject({ 'content-encoding': 'gzip', 'cache-control': 'public, max-age=86400' });
  expect(String(map.headers['content-type'])).toMatch(/^application\/json/);
  expect(JSON.parse(gunzipSync(map.rawPayload).toString()).arcs).toHaveLength(2000);
  expect((await get(`${script}.br`)).payload).toBe(PAGE);
});
