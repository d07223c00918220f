import { createHmac, hkdfSync } from 'node:crypto';

/**
 * With what a person's phone seals what it could not send yet. The same for the person each time they sign in, so that
 * what was left on the phone opens again for them, and for nobody who has the phone alone.
 */
export function createDeviceKeys(authSecret: string): (personId: string) => string {
  const key = Buffer.from(hkdfSync('sha256', authSecret, '', 'ess device outbox', 32));
  return (personId) => createHmac('sha256', key).update(personId).digest('base64url');
}
