import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { afterAll } from 'vitest';

/** A wire to a database server that tests break in the ways a network does. */
export type BreakableWire = {
  /** The database's address through the wire. */
  url: string;
  /** From now on nothing passes, without an error: the other machine is gone. */
  goSilent(): void;
  /** Every connection breaks, and new ones are closed at once: the server has stopped. */
  goDown(): void;
  /** Passes again, for connections made from now on. */
  heal(): void;
  /**
   * The next message that holds the word (on a connection that carried `after` before) reaches the server, or does not,
   * and the connection breaks before any answer: whoever sent it can't know which.
   */
  breakAt(word: string, effect: Effect, after?: string): void;
};

type Effect = 'reaches-the-server' | 'is-lost';

export async function openWire(databaseUrl: string): Promise<BreakableWire> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isSilent = false;
  let isDown = false;
  let trap: { word: string; effect: Effect; after: string } | undefined;

  const server = createServer((near) => {
    if (isDown) return void near.destroy();
    const far = connect(Number(target.port || 5432), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        if (!isSilent) for (const other of [near, far]) other.destroy();
      });
    }
    let answersPass = true;
    let isArmed = false;
    near.on('data', (chunk) => {
      if (isSilent) return;
      isArmed ||= trap !== undefined && chunk.includes(trap.after);
      const caught = trap && isArmed && chunk.includes(trap.word) ? trap : undefined;
      if (!caught) return void far.write(chunk);
      trap = undefined;
      answersPass = false;
      if (caught.effect === 'is-lost') return near.destroy();
      far.once('data', () => near.destroy());
      far.write(chunk);
    });
    far.on('data', (chunk) => {
      if (answersPass && !isSilent) near.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    goSilent() {
      isSilent = true;
    },
    goDown() {
      isDown = true;
      for (const socket of sockets) socket.destroy();
    },
    heal() {
      if (isSilent) for (const socket of sockets) socket.destroy();
      isSilent = false;
      isDown = false;
    },
    breakAt(word, effect, after = '') {
      trap = { word, effect, after };
    },
  };
}
