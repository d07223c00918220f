import type { Database } from '#platform/database/database';
import type { EscalationContext } from '../context.ts';
import { fireDueRungs } from './fire-due-rungs.ts';

/** Fires what is due; called again while it runs, it leaves what has come since to the next call. */
export function createClimber(context: EscalationContext, db: Database): () => Promise<void> {
  let isBusy = false;
  return async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await fireDueRungs(context, db);
    } finally {
      isBusy = false;
    }
  };
}
