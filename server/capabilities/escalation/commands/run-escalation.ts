import type { Database } from '#platform/database/database';
import type { EscalationContext } from '../context.ts';
import { executeDueSteps } from './execute-due-steps.ts';

/** Executes due steps; a call while one is running does nothing. */
export function createEscalationRunner(context: EscalationContext, db: Database): () => Promise<void> {
  let isBusy = false;
  return async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await executeDueSteps(context, db);
    } finally {
      isBusy = false;
    }
  };
}
