import type { Stopwatch } from '#platform/clock';
import type { Account } from '../account.ts';

/**
 * When the month's messages are used up every push is refused until the operator buys more: this process then asks
 * once in a while instead of once per message. Replies are free and go on.
 */
export type PushPause = {
  start(account: Account, forMs: number): void;
  /** Milliseconds until the end of the pause; 0 when there is none. */
  left(account: Account): number;
};

export function createPushPause(clock: Stopwatch): PushPause {
  const ends = new Map<Account, number>();
  return {
    start: (account, forMs) => ends.set(account, clock.elapsed() + forMs),
    left: (account) => Math.max(0, (ends.get(account) ?? 0) - clock.elapsed()),
  };
}
