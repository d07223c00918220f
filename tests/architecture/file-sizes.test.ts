import { expect, test } from 'vitest';
import { type HouseFile, isTest, readSources } from './read-house.ts';

const LONGEST = 300;

/** Files longer than the longest allowed, unless one of their first five lines says why with "Long because". */
function findTooLong(files: HouseFile[]): string[] {
  return files
    .map(({ path, text }) => ({ path, lines: text.split('\n') }))
    .filter(({ lines }) => lines.length > LONGEST && !lines.slice(0, 5).join('\n').includes('Long because'))
    .map(({ path, lines }) => `${path}: ${lines.length} lines`);
}

test('no file is longer than 300 lines without saying why', () => {
  expect(findTooLong(readSources())).toEqual([]);
});

test('a long file is found, and a reason at its top is heard', () => {
  const text = '\n'.repeat(LONGEST);
  const long = { path: 'server/long.ts', text };
  expect(findTooLong([long, { path: 'server/reasoned.ts', text: `// Long because it is a table.${text}` }])).toEqual([
    'server/long.ts: 301 lines',
  ]);
});

test('the median of the server is told (a number to watch, not a rule)', () => {
  const lengths = readSources('server/**/*.ts')
    .filter(({ path }) => !isTest(path))
    .map(({ text }) => text.split('\n').filter((line) => line.trim() !== '').length)
    .sort((a, b) => a - b);
  console.info(
    `server/: ${lengths.length} files, median ${lengths[Math.floor(lengths.length / 2)]} lines, longest ${lengths.at(-1)}`,
  );
  expect(lengths.length).toBeGreaterThan(0);
});
