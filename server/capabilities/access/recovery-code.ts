import { randomBytes } from 'node:crypto';

/** Crockford's base32: without I, L, O and U, which are easily confused on paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 24 letters of 5 bits are 120 bits. From 112 bits, NIST SP 800-63B, 5.1.2.2 allows a plain hash. */
const LETTERS = 24;
const CODES = 10;

/** Ten codes as they are shown once: six groups of four letters. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => {
    const letters = [...randomBytes(LETTERS)].map((byte) => ALPHABET[byte & 31]).join('');
    return letters.replace(/(.{4})(?=.)/g, '$1-');
  });
}

/** The normalised code: without spaces and hyphens, upper case, O read as 0, I and L as 1. */
export function plainRecoveryCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}
