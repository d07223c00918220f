/** The server's wall clock. Rules take `now` as a value; only commands ask the clock, and tests turn it. */
export type Clock = { now(): Date };

/** What passes is measured by this and never by the wall clock, which somebody may set (decision 0038). */
export type Stopwatch = {
  /** Milliseconds since some moment of this process; they only ever go forward. */
  elapsed(): number;
};

export type AppClock = Clock & Stopwatch;

export const systemClock: AppClock = { now: () => new Date(), elapsed: () => performance.now() };
