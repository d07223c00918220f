import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** By it a page finds its own browser in the person's list without seeing any browser's push address. */
export function fingerprintOf(endpoint: string): string {
  return createHash('sha256').update(endpoint).digest('base64url');
}

/** Keyed hash for codes that people type: a copy of the table is worthless without the secret. */
export function createCodeHasher(authSecret: string): (code: string) => string {
  const key = Buffer.from(hkdfSync('sha256', authSecret, '', 'ess-help-me/alerting/group-code', 32));
  return (code) => createHmac('sha256', key).update(code).digest('base64url');
}
