import { createHmac } from 'node:crypto';
import { AppError } from '#platform/app-error';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import {
  countFailedTry,
  deleteEndedTries,
  deleteFailedTries,
  type FailedTries,
  selectFailedTries,
} from '../store-sign-in-tries.ts';

const WINDOW_SECONDS = 300;
/** For one account from one address. Not for the account alone: a stranger could lock a duty officer out at will. */
const FAILURES_PER_ACCOUNT = 10;
/** A whole province's stations may come through one address when the shift changes. */
const FAILURES_PER_ADDRESS = 300;

/**
 * Slows guessing of passwords, counted in the database for all server processes together. Only failures count. Each
 * step throws AppError `request/too-many` with `seconds` until it may be tried again.
 */
export type SignInLimit = {
  begin(address: string, email: string): Promise<void>;
  /**
   * To be asked before a session is handed out: of guesses sent all at once, those that come after the limit are
   * refused whether right or wrong, so a burst learns no more than guessing one by one.
   */
  succeeded(address: string, email: string): Promise<void>;
  failed(address: string, email: string): Promise<void>;
};

export function createSignInLimit(db: Database, clock: Clock, secret: string): SignInLimit {
  const keyOf = (...parts: string[]) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
  const keysOf = (address: string, email: string) => ({
    [keyOf('account', address, email.toLowerCase())]: FAILURES_PER_ACCOUNT,
    [keyOf('address', address)]: FAILURES_PER_ADDRESS,
  });
  function refuseWhere(reached: FailedTries[]): void {
    if (reached.length === 0) return;
    const ends = Math.max(...reached.map(({ windowEndsAt }) => windowEndsAt.getTime()));
    const seconds = Math.max(1, Math.ceil((ends - clock.now().getTime()) / 1000));
    throw new AppError('request/too-many', { params: { seconds } });
  }
  async function refuseBeyondLimits(limits: Record<string, number>): Promise<FailedTries[]> {
    const failed = await selectFailedTries(db, Object.keys(limits), clock.now());
    refuseWhere(failed.filter(({ key, tries }) => tries >= (limits[key] ?? 0)));
    return failed;
  }
  return {
    async begin(address, email) {
      await refuseBeyondLimits(keysOf(address, email));
    },
    async succeeded(address, email) {
      const limits = keysOf(address, email);
      const failed = await refuseBeyondLimits(limits);
      const forgiven = failed.find(({ key }) => limits[key] === FAILURES_PER_ACCOUNT);
      if (forgiven) await deleteFailedTries(db, forgiven.key);
    },
    async failed(address, email) {
      const limits = keysOf(address, email);
      await deleteEndedTries(db, clock.now());
      const counted: FailedTries[] = [];
      for (const key of Object.keys(limits)) counted.push(await countFailedTry(db, key, WINDOW_SECONDS, clock.now()));
      refuseWhere(counted.filter(({ key, tries }) => tries > (limits[key] ?? 0)));
    },
  };
}
