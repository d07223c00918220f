import type { AppEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import type { BetterAuth } from './better-auth.ts';
import type { TryLimit } from './commands/limit-tries.ts';
import type { RevocationSignal } from './commands/revocation-signal.ts';
import type { OwnCookies } from './cookies.ts';
import type { siteOf } from './passkey.ts';

/** Keys from the house's secret, one for each purpose. */
export type AccessKeys = { totp: Buffer; recoveryCode: Buffer; lineCode: Buffer; tries: Buffer };

/** What every command of access is given. */
export type AccessContext = {
  /** For reading beside a transaction: the house's database, or the transaction itself where one is given. */
  db: Connection;
  /** Runs a piece of work in one transaction: one of its own, or the one of the request (see `within`). */
  transact: Transact;
  clock: Clock;
  auth: BetterAuth;
  cookies: OwnCookies;
  /** The site to which passkeys are bound. */
  site: ReturnType<typeof siteOf>;
  limit: TryLimit;
  keys: AccessKeys;
  /** Where people reach the server, without a path. */
  origin: string;
  revocationSignal: RevocationSignal;
  events: AppEvents;
};

export type Transact = <Result>(work: (work: Work) => Promise<Result>) => Promise<Result>;

/** The same context inside the transaction of a request: what its commands do is one, and stands or falls with it. */
export function within(context: AccessContext, work: Work): AccessContext {
  return { ...context, db: work.tx, transact: (run) => run(work) };
}
