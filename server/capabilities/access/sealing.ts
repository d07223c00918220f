import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { deriveKey } from '#platform/derive-key';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A key for one purpose, derived from the application's secret (RFC 5869). */
export function keyFor(secret: string, purpose: string): Buffer {
  return deriveKey(secret, `ess-help-me/access/${purpose}`);
}

/** Encrypts a value for the database; `about` (a person's id) binds it to its row, so that rows can't be exchanged. */
export function seal(key: Buffer, value: Buffer, about: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(value), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** @throws Error for a value that was sealed with another key, for another row, or changed */
export function unseal(key: Buffer, sealed: string, about: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}

/** A token of 256 random bits for a cookie or a link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** For tokens of 120 random bits or more: they can't be guessed, so a fast hash is enough to protect a copied table. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** For short values (a six-digit code, an address), which could be guessed from a hash without a key. */
export function hashShort(key: Buffer, ...parts: string[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
}
