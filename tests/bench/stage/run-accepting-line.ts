// The benches' LINE: takes whatever it is sent, and refuses what LINE would not show a second time.
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { Taken } from './accepting-line.ts';

const [port, answerAfterMs] = process.argv.slice(2, 4).map(Number);
/** What every picture sent to it is. */
const content = process.argv[4] ? readFileSync(process.argv[4]) : undefined;
const replies = new Map<string, number>();
const pushes = new Map<string, { to: string; messages: number }>();
let refusedRepeats = 0;
let calls = 0;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    calls += 1;
    if (content && request.url?.endsWith('/content')) return void response.writeHead(200).end(content);
    const key = String(request.headers['x-line-retry-key'] ?? '');
    const [status, body] = decide(request.url ?? '', key, Buffer.concat(chunks).toString('utf8'));
    if (answerAfterMs) setTimeout(() => answer(response, status, body), answerAfterMs);
    else answer(response, status, body);
  });
});

function decide(path: string, key: string, text: string): [status: number, body: object] {
  if (path === '/v2/bot/message/reply') {
    const { replyToken, messages } = JSON.parse(text) as { replyToken: string; messages: unknown[] };
    if (replies.has(replyToken)) return refuse(400, 'Invalid reply token');
    replies.set(replyToken, messages.length);
  }
  if (path === '/v2/bot/message/push') {
    const { to, messages } = JSON.parse(text) as { to: string; messages: unknown[] };
    if (pushes.has(key)) return refuse(409, 'The retry key is already accepted');
    pushes.set(key, { to, messages: messages.length });
  }
  if (path.startsWith('/v2/bot/profile/')) return [200, { displayName: 'ผู้แจ้งสมมติ', language: 'th' }];
  if (path.startsWith('/v2/bot/richmenu/alias/')) return [200, { richMenuId: 'richmenu-1' }];
  return [200, {}];
}

function refuse(status: number, message: string): [number, object] {
  refusedRepeats += 1;
  return [status, { message }];
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-line-request-id': 'bench' });
  response.end(JSON.stringify(body));
}

process.on('message', () => {
  const taken: Taken = {
    replies: [...replies],
    pushes: [...pushes].map(([key, { to, messages }]) => [key, to, messages]),
    refusedRepeats,
    calls,
  };
  process.send?.(taken);
});
process.on('disconnect', () => process.exit(0));
server.listen(port, '127.0.0.1', () => process.send?.('ready'));
