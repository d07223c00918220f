import { createHmac } from 'node:crypto';
import { deriveKey } from '#platform/derive-key';

/**
 * The key with which a person's phone encrypts its unsent entries. It is the same at each sign-in, so that the person can
 * read what is left on the phone, and nobody who only has the phone can.
 */
export function createDeviceKeys(authSecret: string): (personId: string) => string {
  const key = deriveKey(authSecret, 'ess device outbox');
  return (personId) => createHmac('sha256', key).update(personId).digest('base64url');
}
