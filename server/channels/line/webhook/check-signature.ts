import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '#platform/app-error';

/**
 * `header` must be base64(HMAC-SHA256(channel secret, raw bytes)). The raw bytes, never a re-serialised body: LINE
 * escapes emoji, JSON.stringify does not, so messages with an emoji would be refused.
 * @throws AppError `line/signature-missing`, `line/signature-wrong`
 */
export function checkSignature(body: Buffer, header: string | string[] | undefined, channelSecret: string): void {
  if (header === undefined || header.length === 0) throw new AppError('line/signature-missing');
  const right = createHmac('sha256', channelSecret).update(body).digest('base64');
  // A header sent twice arrives as "a, b": longer than any signature, so wrong.
  const given = Buffer.from(String(header));
  const expected = Buffer.from(right);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new AppError('line/signature-wrong');
}

/** 32 bytes in base64. */
const SHAPE = /^[A-Za-z0-9+/]{43}=$/;

/**
 * Refuses what cannot be a signature, by the header alone.
 * @throws AppError `line/signature-missing`, `line/signature-wrong`
 */
export function checkSignatureShape(header: string | string[] | undefined): void {
  if (header === undefined || header.length === 0) throw new AppError('line/signature-missing');
  if (!SHAPE.test(String(header))) throw new AppError('line/signature-wrong');
}
