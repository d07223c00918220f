import { connect, type Socket } from 'node:net';
import type { Webhook } from './reporters.ts';

export type Load = { answered: number; refused: number; seconds: number; latencies: number[] };

/**
 * Sends prepared webhooks over so many connections, each the next as soon as its last is answered, until the time is
 * over. Bare sockets and requests written beforehand: on a machine shared with the server every microsecond that the
 * load generator takes is missing there.
 */
export async function loadWebhooks(
  port: number,
  webhooks: Webhook[],
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Load> {
  const requests = webhooks.map(writeRequest);
  const load: Load = { answered: 0, refused: 0, seconds: 0, latencies: [] };
  const started = performance.now();
  const ends = started + seconds * 1000;
  let next = 0;
  const take = () => (performance.now() < ends ? requests[next++] : undefined);
  await Promise.all(Array.from({ length: connections }, () => drive(port, take, load)));
  load.seconds = (performance.now() - started) / 1000;
  return load;
}

function writeRequest({ body, signature }: Webhook): Buffer {
  const head = `POST /webhook/line HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\nUser-Agent: LineBotWebhook/2.0\r\nX-Line-Signature: ${signature}\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

function drive(port: number, take: () => Buffer | undefined, load: Load): Promise<void> {
  return new Promise((done, failed) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let sentAt = 0;
    let text = '';
    const send = () => {
      const request = take();
      if (!request) return void socket.end();
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on('connect', send);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const headEnd = text.indexOf('\r\n\r\n');
      if (headEnd === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (text.length < headEnd + 4 + length) return;
      load.latencies.push(performance.now() - sentAt);
      if (text.startsWith('HTTP/1.1 200')) load.answered += 1;
      else load.refused += 1;
      text = '';
      send();
    });
    socket.on('close', () => done());
    socket.on('error', failed);
  });
}
