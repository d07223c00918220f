import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** RFC 4226, 4: 160 bits. Authenticator apps expect SHA-1, six digits and 30 seconds. */
const KEY_BYTES = 20;
const STEP_SECONDS = 30;
const DIGITS = 6;

export function newTotpKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** The time step (RFC 6238, 4.2). */
export function stepOf(now: Date): number {
  return Math.floor(now.getTime() / 1000 / STEP_SECONDS);
}

/** The six digits of a time step (RFC 4226, 5.3). */
export function totpOf(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hmac = createHmac('sha1', key).update(counter).digest();
  const offset = hmac.readUInt8(hmac.length - 1) & 0x0f;
  return String((hmac.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/**
 * The step of a code: the current one or one to either side, for phones whose clock is off (RFC 6238, 5.2). Undefined
 * for a wrong code and for steps up to `lastStep`: a code works once.
 */
export function findStep(key: Buffer, code: string, now: Date, lastStep: number): number | undefined {
  const current = stepOf(now);
  const given = Buffer.from(code);
  return [current, current - 1, current + 1].find((step) => {
    const expected = Buffer.from(totpOf(key, step));
    return step > lastStep && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** RFC 4648 base32 without padding, in groups of four for typing. */
export function formatKey(key: Buffer): string {
  let bits = '';
  for (const byte of key) bits += byte.toString(2).padStart(8, '0');
  const letters = (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]);
  return letters.join('').replace(/(.{4})(?=.)/g, '$1 ');
}

/** The content of the QR code; the e-mail address distinguishes accounts in the app. */
export function totpUri(key: Buffer, email: string): string {
  const issuer = 'ESS Help Me';
  const query = new URLSearchParams({ secret: formatKey(key).replaceAll(' ', ''), issuer });
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(email)}?${query.toString().replaceAll('+', '%20')}`;
}
