import type { AppEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import type { BetterAuth } from './better-auth.ts';
import type { TryLimit } from './commands/limit-tries.ts';
import type { RevocationSignal } from './commands/revocation-signal.ts';
import type { OwnCookies } from './cookies.ts';
import type { siteOf } from './passkey.ts';

/** Keys derived from the application's secret, one for each purpose. */
export type AccessKeys = { totp: Buffer; recoveryCode: Buffer; lineCode: Buffer; tries: Buffer };

/** What every command of access is given. */
export type AccessContext = {
  /** For reads: the database with the service role, or the request's transaction where there is one. */
  db: Connection;
  /** Runs work in one transaction: a new one, or that of the request (see `within`). */
  transact: Transact;
  clock: Clock;
  auth: BetterAuth;
  cookies: OwnCookies;
  /** The site passkeys are bound to. */
  site: ReturnType<typeof siteOf>;
  limit: TryLimit;
  keys: AccessKeys;
  /** Public origin of the server. */
  origin: string;
  revocationSignal: RevocationSignal;
  events: AppEvents;
};

export type Transact = <Result>(work: (work: Work) => Promise<Result>) => Promise<Result>;

/** The same context inside a request's transaction: everything its commands do is committed or rolled back together. */
export function within(context: AccessContext, work: Work): AccessContext {
  return { ...context, db: work.tx, transact: (run) => run(work) };
}
