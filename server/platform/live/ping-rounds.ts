import type { Clock } from '../clock.ts';
import type { LiveConnection } from './live-connection.ts';

/** Within this time each stream is pinged once, and asked whether it may continue. */
const ROUND_MS = 10_000;
/**
 * In so many parts: 2,000 consoles at one moment would hold up an alarm, and each by itself would look up its session by
 * a statement of its own.
 */
const PARTS = 20;

/** Pings each open stream once in ten seconds, a twentieth of them at a time, and asks `check` whether it may continue. */
export function createPingRounds(clock: Clock, check: (stream: LiveConnection) => Promise<void>) {
  const parts = Array.from({ length: PARTS }, () => new Set<LiveConnection>());
  let turn = 0;
  let timer: NodeJS.Timeout | undefined;

  const ping = (streams: Iterable<LiveConnection>) => {
    const frame = `event: ping\ndata: {"now":"${clock.now().toISOString()}"}\n\n`;
    for (const stream of streams) {
      stream.sendFrame(frame);
      void check(stream);
    }
  };
  return {
    /** Until the stream closes. */
    add(stream: LiveConnection): void {
      const smallest = parts.reduce((one, other) => (other.size < one.size ? other : one));
      smallest.add(stream);
      stream.onClose(() => smallest.delete(stream));
    },
    /** Pings and asks all of them at once. */
    pingAll: (): void => ping(parts.flatMap((part) => [...part])),
    start(): void {
      timer = setInterval(() => {
        ping(parts[turn] ?? []);
        turn = (turn + 1) % PARTS;
      }, ROUND_MS / PARTS);
    },
    stop: (): void => clearInterval(timer),
  };
}
