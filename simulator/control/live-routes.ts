import type { FastifyInstance } from 'fastify';
import type { Change } from '../changes.ts';
import type { World } from '../world.ts';

// Under a burst of messages the page wants to know that a phone changed, not how many times.
const batchMilliseconds = 50;

/** Server-sent events: each names what changed, and the page fetches it anew. */
export function registerLive(control: FastifyInstance, world: World): void {
  control.get('/live', (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    raw.on('error', () => {});
    raw.write('retry: 1000\n\n');
    const waiting = new Map<string, Change>();
    let timer: NodeJS.Timeout | undefined;

    function flush() {
      timer = undefined;
      for (const change of waiting.values()) raw.write(`data: ${JSON.stringify(change)}\n\n`);
      waiting.clear();
    }
    const stop = world.changes.subscribe((change) => {
      waiting.set(change.about === 'phone' ? change.userId : change.about, change);
      timer ??= setTimeout(flush, batchMilliseconds);
    });
    const beat = setInterval(() => raw.write(': still here\n\n'), 15_000);
    request.raw.once('close', () => {
      stop();
      clearInterval(beat);
      clearTimeout(timer);
    });
  });
}
