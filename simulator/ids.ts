import { createHash, randomBytes, randomUUID } from 'node:crypto';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The same name under the same provider is the same LINE user after a restart, as a real phone would be. */
export function userIdOf(provider: string, name: string): string {
  return `U${createHash('sha256').update(`${provider}/${name}`).digest('hex').slice(0, 32)}`;
}

export const newChatId = (kind: 'C' | 'R') => kind + randomBytes(16).toString('hex');
export const newReplyToken = () => randomBytes(16).toString('hex');
export const newToken = () => randomBytes(32).toString('base64url');
export const newRequestId = () => randomUUID();
export const newRichMenuId = () => `richmenu-${randomBytes(16).toString('hex')}`;

/** A ULID: 48 bits of time and 80 of chance, as LINE's webhookEventId. */
export function newEventId(now: number): string {
  let id = '';
  for (let rest = now, digit = 0; digit < 10; digit += 1, rest = Math.floor(rest / 32)) id = crockford[rest % 32] + id;
  for (const byte of randomBytes(16)) id += crockford[byte % 32];
  return id;
}

let lastMessageId = 0n;

/** Numeric strings of 18 digits that only grow, also over a restart. */
export function newMessageId(now: number): string {
  const fromTime = BigInt(now) * 100_000n;
  lastMessageId = fromTime > lastMessageId ? fromTime : lastMessageId + 1n;
  return String(lastMessageId);
}

/** A random whole number from 0 to below `end`. */
export function randomBelow(end: number): number {
  return randomBytes(4).readUInt32BE() % end;
}
