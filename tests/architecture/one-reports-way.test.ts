import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const chapter = read('ARCHITECTURE.md').split("### One report's way")[1]?.split('\n#')[0] ?? '';
const shapes = [...chapter.matchAll(/^\| \d+ \| `([^`]+)` \| `([^`]+)`/gm)].map(([, name = '', path = '']) => ({
  name,
  path,
}));

test('a report passes at most eight shapes from the webhook to the outbox', () => {
  expect(shapes.length).toBeGreaterThan(0);
  expect(shapes.length).toBeLessThanOrEqual(8);
});

test.each(shapes)('$name is defined where ARCHITECTURE.md says', ({ name, path }) => {
  expect(read(path)).toMatch(new RegExp(`export type ${name}\\b|'${name}':`));
});
