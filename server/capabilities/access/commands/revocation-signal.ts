import type { Database } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { countRevocation, getRevocationCount } from '../store-sessions.ts';

/** Tells all processes that sessions or permissions were revoked, so that they clear their caches at once. */
export type RevocationSignal = {
  /** Call it in the transaction that revokes. */
  give(work: Work): Promise<void>;
  /** True when anything was revoked since the last check of this process. */
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
