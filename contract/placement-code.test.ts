import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatPlacementCode,
  isPlacementCode,
  makePlacementCode,
  placementPath,
  placementText,
  readPlacementCode,
  readPlacementText,
} from './placement-code.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SEED = { seed: 1_014, numRuns: 2000 };
const codes = fc
  .uint8Array({ minLength: 7, maxLength: 7 })
  .filter((bytes) => [...bytes].some((byte) => byte % 32 > 9))
  .map((bytes) => makePlacementCode(() => bytes));
const place = fc.integer({ min: 0, max: 7 });

test('a code has eight characters without I, L, O and U, one of them a letter, and is read as itself', () => {
  fc.assert(
    fc.property(codes, (code) => {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
      expect(code).toMatch(/[A-Z]/);
      expect(isPlacementCode(code)).toBe(true);
      expect(readPlacementCode(code)).toBe(code);
    }),
    SEED,
  );
});

test('one wrong character is always found', () => {
  fc.assert(
    fc.property(codes, place, fc.constantFrom(...ALPHABET), (code, at, other) => {
      const typed = code.slice(0, at) + other + code.slice(at + 1);
      expect(readPlacementCode(typed)).toBe(typed === code ? code : undefined);
    }),
    SEED,
  );
});

test('two characters that changed places are always found, neighbours or not', () => {
  fc.assert(
    fc.property(codes, place, place, (code, one, other) => {
      const typed = [...code];
      [typed[one], typed[other]] = [code[other] ?? '', code[one] ?? ''];
      expect(readPlacementCode(typed.join(''))).toBe(typed.join('') === code ? code : undefined);
    }),
    SEED,
  );
});

test('it is read in any case, in groups, with O, I and L for digits, and in Thai digits', () => {
  fc.assert(
    fc.property(codes, (code) => {
      const thai = code.replace(/\d/g, (digit) => '๐๑๒๓๔๕๖๗๘๙'[Number(digit)] ?? digit);
      const mistaken = code.replaceAll('0', 'o').replaceAll('1', 'l');
      for (const typed of [
        code.toLowerCase(),
        formatPlacementCode(code),
        ` ${code.slice(0, 3)}-${code.slice(3)}`,
        thai,
        mistaken,
      ])
        expect(readPlacementCode(typed)).toBe(code);
    }),
    SEED,
  );
});

test('other lengths, other characters and digits alone are no code', () => {
  for (const typed of ['', '0000000', '00000000', '0812345678', 'ABCDEFGH!', 'UUUUUUUU', '7K3F9TQ2X', 'ก7K3F9TQ'])
    expect(readPlacementCode(typed)).toBeUndefined();
});

test('codes of digits alone are drawn again; of the same chance no two are alike', () => {
  const draws = [new Uint8Array(7), Uint8Array.of(7, 19, 3, 15, 9, 26, 23)];
  expect(makePlacementCode(() => draws.shift() ?? new Uint8Array(7))).toMatch(/^7K3F9TQ./);
  const made = Array.from({ length: 5000 }, () =>
    makePlacementCode((bytes) => crypto.getRandomValues(new Uint8Array(bytes))),
  );
  expect(new Set(made).size).toBe(made.length);
});

test('its address is upper case, and so fits a QR code in alphanumeric mode', () => {
  fc.assert(
    fc.property(codes, (code) => {
      expect(`HTTPS://ESS.EXAMPLE${placementPath(code)}`).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
    }),
  );
});

test('the text of a chat is read as its code again, in small letters and without the gap too', () => {
  fc.assert(
    fc.property(codes, (code) => {
      const text = placementText(code);
      for (const sent of [text, text.toLowerCase(), ` ${text}\n`, `ESS ${code}`, `ess:${code}`])
        expect(readPlacementText(sent)).toBe(code);
    }),
    SEED,
  );
  for (const other of ['ESS', 'ess help me', 'essential oil', 'ESS 0812345678'])
    expect(readPlacementText(other)).toBeUndefined();
});
