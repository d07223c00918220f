import { randomBytes } from 'node:crypto';

/** Crockford's base32: no I, L, O, U, which paper and handwriting confuse. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 24 letters of 5 bits are 120: above the 112 from which NIST SP 800-63B, 5.1.2.2 lets a plain hash be enough. */
const LETTERS = 24;
const CODES = 10;

/** Ten codes as they are shown, once: six groups of four. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => {
    const letters = [...randomBytes(LETTERS)].map((byte) => ALPHABET[byte & 31]).join('');
    return letters.replace(/(.{4})(?=.)/g, '$1-');
  });
}

/** The same code however it was typed: spaces, hyphens, small letters, O for 0, I and L for 1. */
export function plainRecoveryCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}
