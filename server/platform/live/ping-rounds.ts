/** Within this time each stream is pinged once, and asked whether it may continue. */
const ROUND_MS = 10_000;
/**
 * In so many parts: 2,000 consoles at one moment would hold up an alarm, and each by itself would look up its session by
 * a statement of its own.
 */
const PARTS = 20;

export type PingRounds<Stream> = {
  add(stream: Stream): void;
  remove(stream: Stream): void;
  start(): void;
  stop(): void;
};

/** Calls `ping` for each stream once in ten seconds, a twentieth of them at a time. */
export function createPingRounds<Stream>(ping: (streams: Iterable<Stream>) => void): PingRounds<Stream> {
  const parts = Array.from({ length: PARTS }, () => new Set<Stream>());
  let turn = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    add(stream) {
      const smallest = Math.min(...parts.map(({ size }) => size));
      parts.find(({ size }) => size === smallest)?.add(stream);
    },
    remove(stream) {
      for (const part of parts) part.delete(stream);
    },
    start() {
      timer = setInterval(() => {
        ping(parts[turn] ?? []);
        turn = (turn + 1) % PARTS;
      }, ROUND_MS / PARTS);
    },
    stop: () => clearInterval(timer),
  };
}
