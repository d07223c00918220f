import { hkdfSync } from 'node:crypto';

/** A key for one purpose, derived from the server's secret (HKDF, RFC 5869): it opens nothing else. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
}
