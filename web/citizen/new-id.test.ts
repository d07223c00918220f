import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from './new-id.ts';

const V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('every id is a UUID of version 7 that begins with its time, and later ones sort later', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 47), fc.uint8Array({ minLength: 10, maxLength: 10 }), (now, random) => {
      const id = newId(now, random);
      expect(id).toMatch(V7);
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
      expect(newId(now + 1, random) > id).toBe(true);
    }),
  );
});

test('no two ids are the same', () => {
  const ids = Array.from({ length: 1000 }, () => newId(1));
  expect(new Set(ids).size).toBe(1000);
});
