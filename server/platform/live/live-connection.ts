import type { FastifyReply, FastifyRequest } from 'fastify';

/** One browser on the live stream. */
export type LiveConnection = {
  /** What it listens to; may change while it is open. */
  audiences: ReadonlySet<string>;
  /** Sends a frame, or keeps it until the browser has caught up. */
  send(seq: number, frame: string): void;
  /** Ends the catching-up: sends what was missed up to `seq`, then what came meanwhile. */
  caughtUp(seq: number, missed: { seq: number; data: { event: string } }[]): void;
  /** Sends a frame that is not of the log, such as a ping. */
  sendFrame(frame: string): void;
  /** Calls at once when it is closed already. */
  onClose(listener: () => void): void;
  close(): void;
};

/** A browser that does not read is let go before it fills our memory; it resumes where it was. */
const LARGEST_BACKLOG = 1_048_576;

export function createConnection(request: FastifyRequest, reply: FastifyReply, audiences: string[]): LiveConnection {
  reply.hijack();
  const response = reply.raw;
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
  response.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers });
  request.raw.socket.setNoDelay(true);
  // What is written between the end of a stream and its close is lost, and nobody's fault.
  response.on('error', () => {});
  response.write('retry: 1000\n\n');
  let waiting: { seq: number; frame: string }[] | undefined = [];
  let sent = 0;

  const write = (frame: string) => {
    if (response.writableLength > LARGEST_BACKLOG) response.destroy();
    else response.write(frame);
  };
  return {
    audiences: new Set(audiences),
    send(seq, frame) {
      if (waiting) waiting.push({ seq, frame });
      else if (seq > sent) write(frame);
    },
    caughtUp(seq, missed) {
      // Each under its own number: a line that breaks in the middle of this is resumed in the middle of it.
      for (const item of missed) write(`id: ${item.seq}\ndata: ${JSON.stringify(item.data)}\n\n`);
      // Even with nothing missed the browser learns where it stands, so that its next resume starts there.
      write(`id: ${seq}\nevent: ping\ndata: {}\n\n`);
      for (const later of waiting ?? []) if (later.seq > seq) write(later.frame);
      waiting = undefined;
      sent = seq;
    },
    sendFrame: write,
    onClose(listener) {
      if (response.closed) listener();
      else response.once('close', listener);
    },
    close: () => response.end(),
  };
}
