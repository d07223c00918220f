import type { Database } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { countRevocation, getRevocationCount } from '../store-sessions.ts';

/** Tells every process that sessions or rights have ended early, so that none is honoured a moment longer. */
export type RevocationSignal = {
  /** To be called in the transaction that ends them. */
  give(work: Work): Promise<void>;
  /** Whether something has ended anywhere since this process last asked. */
  check(): Promise<boolean>;
};

export function createRevocationSignal(db: Database, notifyAll: () => void): RevocationSignal {
  let seen: number | undefined;
  return {
    async give(work) {
      await countRevocation(work.tx);
      work.afterCommit(notifyAll);
    },
    async check() {
      const number = await getRevocationCount(db);
      const moved = seen !== undefined && number !== seen;
      seen = number;
      return moved;
    },
  };
}
