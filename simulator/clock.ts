/** The only place of the simulator that asks the machine for the time. Milliseconds since 1970, UTC. */
export type Clock = {
  now(): number;
  /** Runs `then` once after so many milliseconds of this clock; the answer cancels it. */
  after(milliseconds: number, then: () => void): () => void;
};

export const realClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, then) {
    const timer = setTimeout(then, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until a test moves it, so a reply token expires without anybody waiting. */
export function createManualClock(start = Date.UTC(2026, 10, 21, 19, 0, 0)) {
  let now = start;
  let timers: { at: number; then: () => void }[] = [];
  return {
    now: () => now,
    after(milliseconds: number, then: () => void) {
      const timer = { at: now + milliseconds, then };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance(milliseconds: number) {
      const end = now + milliseconds;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.then();
      }
      now = end;
    },
  };
}
