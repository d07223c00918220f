import { createHmac } from 'node:crypto';
import type { Faults } from '../faults.ts';
import { randomBelow } from '../ids.ts';

type BodyStyle = Pick<Faults, 'shuffleKeys' | 'addWhitespace' | 'addUnknownFields'>;

/**
 * The exact bytes of a webhook. LINE writes Thai raw but emoji as \uXXXX\uXXXX, so a bot that signs its own
 * JSON.stringify of the parsed body fails on emoji only: this is where that shows.
 */
export function writeBody(body: unknown, look: BodyStyle): Buffer {
  let shaped = body;
  if (look.addUnknownFields) shaped = addUnknownFields(shaped);
  if (look.shuffleKeys) shaped = shuffleKeys(shaped);
  const text = JSON.stringify(shaped, null, look.addWhitespace ? 2 : undefined);
  const escaped = text.replace(/[\u{10000}-\u{10FFFF}]/gu, (sign) =>
    [...Array(sign.length).keys()].map((at) => `\\u${hex(sign.charCodeAt(at))}`).join(''),
  );
  return Buffer.from(escaped, 'utf8');
}

/** base64(HMAC-SHA256(channel secret, bytes)), as the x-line-signature header carries it. */
export function signBody(channelSecret: string, bytes: Buffer): string {
  return createHmac('sha256', channelSecret).update(bytes).digest('base64');
}

const hex = (unit: number) => unit.toString(16).toUpperCase().padStart(4, '0');

function shuffleKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffleKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, shuffleKeys(inner)] as const);
  for (let last = entries.length - 1; last > 0; last -= 1) {
    const other = randomBelow(last + 1);
    const [a, b] = [entries[last], entries[other]];
    if (a && b) [entries[last], entries[other]] = [b, a];
  }
  return Object.fromEntries(entries);
}

function addUnknownFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(addUnknownFields);
  if (value === null || typeof value !== 'object') return value;
  const inner = Object.entries(value).map(([key, one]) => [key, addUnknownFields(one)] as const);
  return { ...Object.fromEntries(inner), fieldOfTomorrow: { since: 2027, list: [1, 'สอง', null] } };
}
