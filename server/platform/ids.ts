import { randomInt, randomUUID } from 'node:crypto';

/** Of how many ids of one millisecond the order is kept; more of them borrow from the next one. */
const COUNTED = 0x1000;
let lastMs = 0;
let counted = 0;

/**
 * A new identifier: UUID version 7 (RFC 9562, 5.7 and 6.2), so that rows made together lie together in an index, and what one
 * process makes later is sorted later, also within a millisecond: what has the same time keeps its order by its id. The
 * random half is that of a version 4, for which Node asks the system in bulk.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastMs) [lastMs, counted] = [now, 0];
  else if (++counted === COUNTED) [lastMs, counted] = [lastMs + 1, 0];
  const time = lastMs.toString(16).padStart(12, '0');
  const order = counted.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}${randomUUID().slice(18)}`;
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
