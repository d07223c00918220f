import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutDeep, isTooDeep } from './json-depth.ts';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test('depth is counted, brackets in strings are not', () => {
  expect(isTooDeep(nested(32))).toBe(false);
  expect(isTooDeep(nested(33))).toBe(true);
  expect(isTooDeep(nested(500_000))).toBe(true);
  expect(isTooDeep(JSON.stringify({ text: '[{'.repeat(100) }))).toBe(false);
  expect(isTooDeep(String.raw`{"text":"\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}`)).toBe(false);
  expect(isTooDeep(String.raw`{"text":"\\",${`"a":${nested(40)}`}}`)).toBe(true);
  expect(isTooDeep('[]'.repeat(1000))).toBe(false);
});

test('what is cut is the deep part alone, and what is left is never too deep', () => {
  expect(cutDeep({ a: [{ b: 1 }], c: 'x' }, 2)).toEqual({ a: [null], c: 'x' });
  const deep = JSON.parse(nested(200_000));
  expect(isTooDeep(JSON.stringify(cutDeep(deep)))).toBe(false);
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 12 }), (value) => {
      const text = JSON.stringify(value);
      const cut = cutDeep(JSON.parse(text), 5);
      expect(isTooDeep(JSON.stringify(cut), 5)).toBe(false);
      if (!isTooDeep(text, 5)) expect(cut).toEqual(JSON.parse(text));
    }),
    { seed: 20_261_128 },
  );
});
