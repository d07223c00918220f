import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below what systems use for outgoing connections (Linux 32768 and up, macOS and Windows 49152 and up). A port of that
 * range may be taken by any connection between being found and being listened on.
 */
const LOWEST = 10_240;
const HIGHEST = 32_000;
const TRIES = 50;

/** A port of this machine that nobody uses now; whoever asked binds it a moment later. */
export async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port between ${LOWEST} and ${HIGHEST}`);
}

/** Whether nobody uses the port now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });
}
