import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const sources = globSync('web/console/**/*.{ts,tsx}').map((path) => readFileSync(path, 'utf8'));
const listIn = (pattern: RegExp) =>
  new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name)));

test("each of Mantine's parts in use comes with its own looks: without them a tick box shows its tick beside itself", () => {
  const imported = listIn(/import (?:type )?\{([^}]*)\} from '@mantine\/core'/g);
  const parts = [...imported].flatMap((names) =>
    (names ?? '').split(',').map((name) => name.trim().split(' ')[0] ?? ''),
  );
  const styled = new Set(parts.filter((part) => existsSync(`node_modules/@mantine/core/styles/${part}.layer.css`)));
  const looks = listIn(/@mantine\/core\/styles\/(\w+)\.layer\.css/g);
  expect([...styled].filter((part) => !looks.has(part))).toEqual([]);
  expect(styled.size).toBeGreaterThan(8);
});
