import type { Databases } from '../database/open-databases.ts';
import { inTransaction, type Work } from '../database/transaction.ts';

/** Runs a piece of work in one transaction of whoever it was made for. */
export type Transact = <Result>(how: { readOnly: boolean }, work: (work: Work) => Promise<Result>) => Promise<Result>;

/**
 * Makes the transactions in which routes run: of the actor, for whom the database chooses the rows by
 * `settingsOf`, or of the service role where a route says so.
 */
export function transactFor<Caller>(
  { service, user, actorKey: key }: Pick<Databases, 'service' | 'user'> & Partial<Pick<Databases, 'actorKey'>>,
  settingsOf: (caller: Caller) => Readonly<Record<string, string>>,
): (route: { runsAs?: 'service' }, caller: Caller) => Transact {
  return ({ runsAs }, caller) => {
    if (runsAs === 'service') return ({ readOnly }, work) => inTransaction(service, work, { readOnly });
    const settings = settingsOf(caller);
    return ({ readOnly }, work) => inTransaction(user, work, { readOnly, settings, ...(key && { key }) });
  };
}
