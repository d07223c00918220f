import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** A new identifier: UUID version 7 (RFC 9562, 5.7), so that rows made together lie together in an index. */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A key that tells nothing about time or order (LINE retry keys, attachment names). */
export function newRandomKey(): string {
  return randomUUID();
}

/** Letters and digits that nobody mistakes for one another, on paper or on a screen. */
const READABLE = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A code for people to type, five bits a sign. */
export function newReadableCode(length: number): string {
  return Array.from({ length }, () => READABLE[randomInt(READABLE.length)]).join('');
}
