import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

export type IdTokenClaims = {
  iss: string;
  sub: string;
  aud: string;
  /** Seconds since 1970. */
  exp: number;
  iat: number;
  nonce?: string;
  amr?: string[];
  name?: string;
  picture?: string;
};

export type KeyPair = { kid: string; privateKey: KeyObject; publicKey: KeyObject };

/** A P-256 key, as LINE signs LIFF and native ID tokens with. */
export function createKeyPair(kid: string): KeyPair {
  return { kid, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
}

/** The public half as `/oauth2/v2.1/certs` lists it. */
export function describeKey({ kid, privateKey }: KeyPair) {
  const { kty, crv, x, y } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { kty, alg: 'ES256', use: 'sig', kid, crv, x, y };
}

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

export function signEs256(claims: IdTokenClaims, key: KeyPair): string {
  const head = `${encode({ alg: 'ES256', typ: 'JWT', kid: key.kid })}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(head), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${head}.${signature.toString('base64url')}`;
}

/** Web login signs with the Login channel's secret instead. */
export function signHs256(claims: IdTokenClaims, secret: string): string {
  const head = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
}

/** The claims of a token this platform signed; undefined for any other. */
export function readIdToken(token: string, key: KeyPair, secret: string): IdTokenClaims | undefined {
  const [head = '', body = '', signature = '', ...rest] = token.split('.');
  if (rest.length > 0) return undefined;
  const signed = `${head}.${body}`;
  try {
    const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg?: string };
    const isOurs =
      alg === 'HS256'
        ? createHmac('sha256', secret).update(signed).digest('base64url') === signature
        : alg === 'ES256' &&
          verify(
            'sha256',
            Buffer.from(signed),
            { key: key.publicKey, dsaEncoding: 'ieee-p1363' },
            Buffer.from(signature, 'base64url'),
          );
    return isOurs ? (JSON.parse(Buffer.from(body, 'base64url').toString()) as IdTokenClaims) : undefined;
  } catch {
    return undefined;
  }
}
