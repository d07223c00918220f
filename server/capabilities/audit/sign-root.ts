import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { PublishedRoot } from './chain-record.ts';

/** Adds an Ed25519 signature to the published line. @throws Error when the PEM is not an Ed25519 private key */
export function signLine(line: string, privateKeyPem: string): string {
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the signing key is not an Ed25519 key');
  return `${line} signature=${sign(null, Buffer.from(line), key).toString('base64url')}`;
}

/** True when the line was signed with the private key of this public key. */
export function isSignedBy({ signed, signature }: PublishedRoot, publicKeyPem: string): boolean {
  const bytes = Buffer.from(signature ?? '', 'base64url');
  return verify(null, Buffer.from(signed), createPublicKey(publicKeyPem), bytes);
}
