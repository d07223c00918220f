import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = {
  /** The text, decrypted with the browser's own private key. */
  payload: Record<string, unknown>;
  headers: IncomingMessage['headers'];
  /** What the VAPID token says, after its signature was checked with the key it contains. */
  vapid: { aud: string; exp: number; sub: string; key: string };
};

/**
 * A push service on this machine with browsers that can read what is sent to them (RFC 8291, 8188, 8292, written anew
 * from the standards). It answers as the test sets it.
 */
export async function startPushService() {
  const browsers = new Map<string, ReturnType<typeof createBrowser>>();
  const faults: Error[] = [];
  let answer: (browser: string) => number = () => 201;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const name = request.url?.slice(1) ?? '';
      const status = answer(name);
      try {
        if (status < 300) browsers.get(name)?.take(request, Buffer.concat(chunks));
      } catch (error) {
        faults.push(error as Error);
      }
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    faults,
    answerWith(how: typeof answer) {
      answer = how;
    },
    browser(name: string) {
      const made = createBrowser(url, name);
      browsers.set(name, made);
      return made;
    },
    stop: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}

function createBrowser(url: string, name: string) {
  const own = createECDH('prime256v1');
  const publicKey = own.generateKeys();
  const auth = randomBytes(16);
  const received: Received[] = [];
  return {
    received,
    subscription: {
      endpoint: `${url}/${name}`,
      keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
    },
    take(request: IncomingMessage, body: Buffer) {
      const text = decrypt(own, auth, body);
      const vapid = checkVapid(String(request.headers.authorization));
      if (vapid.aud !== url) throw new Error(`the token is for ${vapid.aud}`);
      received.push({ payload: JSON.parse(text), headers: request.headers, vapid });
    },
  };
}

/** One record of aes128gcm: salt, record size, the sender's public key, then the encrypted text. */
function decrypt(own: ReturnType<typeof createECDH>, auth: Buffer, body: Buffer): string {
  const salt = body.subarray(0, 16);
  const keyLength = body.readUInt8(20);
  const sender = body.subarray(21, 21 + keyLength);
  const sealed = body.subarray(21 + keyLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', own.computeSecret(sender), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  const end = padded.lastIndexOf(2);
  if (end < 0) throw new Error('the last record has no delimiter');
  return padded.subarray(0, end).toString('utf8');
}

function checkVapid(header: string): Received['vapid'] {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=([\w-]+)$/.exec(header) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const isRight = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isRight) throw new Error('the VAPID token is not signed by the key it contains');
  return { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), key };
}
