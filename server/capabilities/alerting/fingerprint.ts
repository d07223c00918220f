import { createHash, createHmac } from 'node:crypto';
import { deriveKey } from '#platform/derive-key';

/** By it a page finds its own browser in the person's list without seeing any browser's push address. */
export function fingerprintOf(endpoint: string): string {
  return createHash('sha256').update(endpoint).digest('base64url');
}

/** Keyed hash for codes that people type: a copy of the table is worthless without the secret. */
export function createCodeHasher(authSecret: string): (code: string) => string {
  const key = deriveKey(authSecret, 'ess-help-me/alerting/group-code');
  return (code) => createHmac('sha256', key).update(code).digest('base64url');
}
