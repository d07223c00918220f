import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** A browser finds itself in the list of mine without the page being told any browser's address. */
export function fingerprintOf(endpoint: string): string {
  return createHash('sha256').update(endpoint).digest('base64url');
}

/** Hashes codes that people type, under a key of their own: a copy of the table is worthless without the secret. */
export function createCodeHasher(authSecret: string): (code: string) => string {
  const key = Buffer.from(hkdfSync('sha256', authSecret, '', 'ess-help-me/alerting/group-code', 32));
  return (code) => createHmac('sha256', key).update(code).digest('base64url');
}
