import { AppError } from '#platform/app-error';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import {
  countFailedTry,
  deleteEndedTries,
  deleteFailedTries,
  type FailedTries,
  type Limit,
  selectFailedTries,
} from '../store-sign-in-tries.ts';

/**
 * Slows guessing, counted in the database for all server processes together. Only failures count. Each step throws
 * AppError `request/too-many` with `seconds` until it may be tried again.
 */
export type TryLimit = {
  begin(limits: Limit[]): Promise<void>;
  /**
   * To be asked before anything is opened: of guesses sent all at once, those that come after the limit are refused
   * whether right or wrong, so a burst learns no more than guessing one by one. Makes what `forgiven` counted forgotten.
   */
  succeeded(limits: Limit[], forgiven: Limit[]): Promise<void>;
  failed(limits: Limit[]): Promise<void>;
};

export function createTryLimit(db: Database, clock: Clock): TryLimit {
  function refuseWhere(reached: FailedTries[]): void {
    if (reached.length === 0) return;
    const ends = Math.max(...reached.map(({ windowEndsAt }) => windowEndsAt.getTime()));
    const seconds = Math.max(1, Math.ceil((ends - clock.now().getTime()) / 1000));
    throw new AppError('request/too-many', { params: { seconds } });
  }
  const mostOf = (limits: Limit[], key: string) => limits.find((limit) => limit.key === key)?.most ?? 0;
  async function begin(limits: Limit[]): Promise<void> {
    const keys = limits.map(({ key }) => key);
    const failed = await selectFailedTries(db, keys, clock.now());
    refuseWhere(failed.filter(({ key, tries }) => tries >= mostOf(limits, key)));
  }
  return {
    begin,
    async succeeded(limits, forgiven) {
      await begin(limits);
      await deleteFailedTries(
        db,
        forgiven.map(({ key }) => key),
      );
    },
    async failed(limits) {
      await deleteEndedTries(db, clock.now());
      const counted: FailedTries[] = [];
      for (const limit of limits) counted.push(await countFailedTry(db, limit, clock.now()));
      refuseWhere(counted.filter(({ key, tries }) => tries > mostOf(limits, key)));
    },
  };
}
