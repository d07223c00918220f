import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Called = { body: Record<string, unknown>; id: string; isSigned: boolean; status: number };

/** A machine of an agency that sends SMS: checks the signature as docs/operate/gateways.md describes. */
export async function startGatewayMachine() {
  const calls: Called[] = [];
  let secret = '';
  let answer: (call: number) => number = () => 204;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const time = String(request.headers['x-ess-timestamp']);
      const expected = `v1=${createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex')}`;
      const given = String(request.headers['x-ess-signature']);
      const isSigned = given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
      const status = answer(calls.length);
      calls.push({
        body: JSON.parse(body.toString()),
        id: String(request.headers['idempotency-key']),
        isSigned,
        status,
      });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alarm`,
    calls,
    setSecret(shared: string) {
      secret = shared;
    },
    answerWith(how: typeof answer) {
      answer = how;
    },
    stop: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}
