/** The server's clock. Rules take `now` as a value; only commands ask the clock, and tests turn it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
