import type { Account } from '../account.ts';

/**
 * When the month's messages are used up every push is refused until the operator buys more: this process then asks
 * once in a while instead of once per message. Replies are free and go on.
 */
export type PushPause = {
  start(account: Account, until: Date): void;
  /** The end of the pause, while there is one. */
  until(account: Account, now: Date): Date | undefined;
};

export function createPushPause(): PushPause {
  const ends = new Map<Account, Date>();
  return {
    start: (account, until) => ends.set(account, until),
    until: (account, now) => {
      const end = ends.get(account);
      return end && end > now ? end : undefined;
    },
  };
}
