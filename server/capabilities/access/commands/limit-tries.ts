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
 * Limits guessing: counts failures in the database, for all server processes together. Each method throws AppError
 * `request/too-many` with `seconds` until the next try is allowed.
 */
export type TryLimit = {
  begin(limits: Limit[]): Promise<void>;
  /**
   * Call it before a correct try takes effect: of guesses sent at once, those over the limit are refused even if correct,
   * so that a burst gains nothing. Resets the counts of `forgiven`.
   */
  succeeded(limits: Limit[], forgiven: Limit[]): Promise<void>;
  failed(limits: Limit[]): Promise<void>;
};

export function createTryLimit(db: Database, clock: Clock): TryLimit {
  function refuseIfAny(reached: FailedTries[]): void {
    if (reached.length === 0) return;
    const ends = Math.max(...reached.map(({ windowEndsAt }) => windowEndsAt.getTime()));
    const seconds = Math.max(1, Math.ceil((ends - clock.now().getTime()) / 1000));
    throw new AppError('request/too-many', { params: { seconds } });
  }
  const mostOf = (limits: Limit[], key: string) => limits.find((limit) => limit.key === key)?.most ?? 0;
  async function begin(limits: Limit[]): Promise<void> {
    const keys = limits.map(({ key }) => key);
    const failed = await selectFailedTries(db, keys, clock.now());
    refuseIfAny(failed.filter(({ key, tries }) => tries >= mostOf(limits, key)));
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
      refuseIfAny(counted.filter(({ key, tries }) => tries > mostOf(limits, key)));
    },
  };
}
