import type { Stopwatch } from '#platform/clock';
import type { Account } from '../account.ts';

/**
 * When the month's quota is used up every push is refused until the operator buys more: this process then tries once in
 * a while instead of for each message. Replies are free and go on.
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
