import type { Database } from '#platform/database/database';
import { createSingleFlight } from '#platform/jobs/single-flight';
import type { EscalationContext } from '../context.ts';
import { executeDueSteps } from './execute-due-steps.ts';

/** Executes due steps; a call during a run waits for that run. */
export function createEscalationRunner(context: EscalationContext, db: Database): () => Promise<void> {
  return createSingleFlight(async () => void (await executeDueSteps(context, db))).run;
}
