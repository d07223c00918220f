import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  randomInt,
  sign,
  verify,
} from 'node:crypto';
import { makeSerial, SERIAL_SIGNS } from '#contract/certificate-serial';
import { deriveKey } from '#platform/derive-key';

/** An Ed25519 private key in PKCS #8 (RFC 8410) is these bytes and its 32 random ones. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

export type PublicKey = { keyId: string; publicKey: string };
export type CertificateSigner = PublicKey & { sign(document: string): string };

/** Signs certificates with a key of its own, derived from the server's secret. */
export function createCertificateSigner(authSecret: string): CertificateSigner {
  const seed = deriveKey(authSecret, 'certificate signature');
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
  return {
    ...describePublicKey(createPublicKey(key)),
    sign: (document) => sign(null, Buffer.from(document), key).toString('base64url'),
  };
}

function describePublicKey(key: KeyObject): PublicKey {
  const der = key.export({ format: 'der', type: 'spki' });
  const keyId = createHash('sha256').update(der).digest('hex').slice(0, 16);
  return { keyId, publicKey: key.export({ format: 'pem', type: 'spki' }).toString() };
}

/** Whether exactly this text was signed with the private key of this public one. */
export function isSigned(document: string, signature: string, publicKeyPem: string): boolean {
  return verify(null, Buffer.from(document), createPublicKey(publicKeyPem), Buffer.from(signature, 'base64url'));
}

/** What stands in a signed document in place of a name; without the salt nobody finds the name by trying. */
export function digestOf(content: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

export const newSalt = (): string => randomBytes(18).toString('base64url');

export const newSerial = (): string => makeSerial(Array.from({ length: SERIAL_SIGNS }, () => randomInt(32)));
