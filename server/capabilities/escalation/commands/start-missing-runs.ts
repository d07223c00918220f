import { listUnansweredIds } from '#capabilities/incident';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { EscalationContext } from '../context.ts';
import { listWithoutRun } from '../store-runs.ts';
import { startFutureRunsNow } from '../store-set-back.ts';
import { startRun } from './start-run.ts';

/**
 * Scheduled job: starts a run for every unanswered incident without one, whatever the cause, e.g. an undone merge. A run that
 * begins in the future (written by another server's clock, or just before the clock was set back) begins now.
 */
export async function startMissingRuns(context: EscalationContext, db: Database): Promise<void> {
  await startFutureRunsNow(db, context.clock.now());
  for (const incidentId of await listWithoutRun(db, await listUnansweredIds(db))) {
    await inTransaction(db, (work) => startRun(context, work, incidentId));
  }
}
