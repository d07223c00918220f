import type { Database } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { countEnding, getEndings } from '../store-sessions.ts';

/** Tells every process that sessions or rights have ended early, so that none is honoured a moment longer. */
export type EndNotice = {
  /** To be called in the transaction that ends them. */
  give(work: Work): Promise<void>;
  /** Whether something has ended anywhere since this process last asked. */
  look(): Promise<boolean>;
};

export function createEndNotice(db: Database, wakeAll: () => void): EndNotice {
  let seen: number | undefined;
  return {
    async give(work) {
      await countEnding(work.tx);
      work.afterCommit(wakeAll);
    },
    async look() {
      const number = await getEndings(db);
      const moved = seen !== undefined && number !== seen;
      seen = number;
      return moved;
    },
  };
}
