import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
type Description = { paths: Record<string, Record<string, { summary?: string }>>; components: { schemas: object } };
const described = (await (await fetch(`${system.url}/api/v1/openapi.json`)).json()) as Description;

test('docs/api/openapi.json is what the server says of itself; else run node scripts/write-openapi.ts', async () => {
  expect(described).toEqual(JSON.parse(await readFile('docs/api/openapi.json', 'utf8')));
});

test('every operation has a short summary', () => {
  const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary }]) => ({ operation: `${method} ${path}`, summary })),
  );
  expect(operations.length).toBeGreaterThan(20);
  expect(operations.filter(({ summary }) => !summary).map(({ operation }) => operation)).toEqual([]);
});

test('every shape that is pointed to is there', () => {
  const pointed = [...JSON.stringify(described).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
    ([, name = '']) => name,
  );
  expect(pointed.length).toBeGreaterThan(10);
  expect(pointed.filter((name) => !(name in described.components.schemas))).toEqual([]);
});
