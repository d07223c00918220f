import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signBody } from './webhook/write-body.ts';

type BotEvent = {
  type: string;
  replyToken?: string;
  webhookEventId: string;
  deliveryContext: { isRedelivery: boolean };
  source: { type: string; userId?: string; groupId?: string };
  message?: { id: string; type: string; text?: string; markAsReadToken?: string };
  postback?: { data: string; params?: Record<string, string> };
} & Record<string, unknown>;

export type ReceivedPost = { rawHeaders: string[]; text: string; body: { destination: string; events: BotEvent[] } };
export type TestBot = Awaited<ReturnType<typeof startTestBot>>;

/** A strict little bot: it refuses a wrong signature, stores what came, and answers as the test says. */
export async function startTestBot(secret: string) {
  const posts: ReceivedPost[] = [];
  let status = 200;
  let delay = 0;
  let onEvent: (event: BotEvent) => unknown = () => undefined;
  const server = createServer((request, response) => {
    void readAll(request).then((bytes) => {
      const given = request.headers['x-line-signature'];
      if (given !== signBody(secret, bytes)) return response.writeHead(401).end();
      const text = bytes.toString('utf8');
      const post = { rawHeaders: request.rawHeaders, text, body: JSON.parse(text) as ReceivedPost['body'] };
      posts.push(post);
      setTimeout(() => response.writeHead(status).end(), delay);
      for (const event of post.body.events) onEvent(event);
    });
  });
  server.on('error', (error) => console.error(error.message));
  const url = await listen(server);
  return {
    url,
    posts,
    events: () => posts.flatMap((post) => post.body.events),
    lastEvent(): BotEvent {
      const event = posts.at(-1)?.body.events.at(-1);
      if (!event) throw new Error('the bot has received no event');
      return event;
    },
    answerWith(next: number) {
      status = next;
    },
    answerAfter(milliseconds: number) {
      delay = milliseconds;
    },
    on(react: (event: BotEvent) => unknown) {
      onEvent = react;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A minimal client of the Messaging API: it sends its input unchanged. */
export function createApiClient(base: () => string, token = 'simulator-token-public') {
  return async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const isBytes = Buffer.isBuffer(body);
    const response = await fetch(base() + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? (JSON.parse(text) as Record<string, unknown>) : text,
    };
  };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`));
  });
}
