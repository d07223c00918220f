import { randomInt, randomUUID } from 'node:crypto';

/**
 * A new identifier: UUID version 7 (RFC 9562, 5.7), so that rows made together lie together in an index. Its random half is
 * that of a version 4, for which Node asks the system in bulk.
 */
export function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
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
