import { createHmac } from 'node:crypto';
import { AppError } from '#platform/app-error';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { countTry, deleteEndedTries, deleteTries, uncountTry } from '../store-sign-in-tries.ts';

const WINDOW_SECONDS = 300;
/** For one account from one address. Not for the account alone: a stranger could lock a duty officer out at will. */
const TRIES_PER_ACCOUNT = 10;
/** A whole province's stations may come through one address when the shift changes; only failures stay counted. */
const TRIES_PER_ADDRESS = 300;

/** Slows guessing of passwords, counted in the database for all server processes together. */
export type SignInLimit = {
  /** @throws AppError `request/too-many` with `seconds` until it may be tried again */
  begin(address: string, email: string): Promise<void>;
  succeeded(address: string, email: string): Promise<void>;
  failed(): Promise<void>;
};

export function createSignInLimit(db: Database, clock: Clock, secret: string): SignInLimit {
  const keyOf = (...parts: string[]) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
  const addressKey = (address: string) => keyOf('address', address);
  const accountKey = (address: string, email: string) => keyOf('account', address, email.toLowerCase());
  async function refuseBeyond(key: string, limit: number): Promise<void> {
    const now = clock.now();
    const { tries, windowEndsAt } = await countTry(db, key, WINDOW_SECONDS, now);
    if (tries <= limit) return;
    const seconds = Math.max(1, Math.ceil((windowEndsAt.getTime() - now.getTime()) / 1000));
    throw new AppError('request/too-many', { params: { seconds } });
  }
  return {
    async begin(address, email) {
      await refuseBeyond(addressKey(address), TRIES_PER_ADDRESS);
      await refuseBeyond(accountKey(address, email), TRIES_PER_ACCOUNT);
    },
    async succeeded(address, email) {
      await uncountTry(db, addressKey(address));
      await deleteTries(db, accountKey(address, email));
    },
    failed: () => deleteEndedTries(db, clock.now()),
  };
}
