import { listUnanswered } from '#capabilities/incident';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { EscalationContext } from '../context.ts';
import { listWithoutRun } from '../store-runs.ts';
import { startFutureRunsNow } from '../store-set-back.ts';
import { startRun } from './start-run.ts';

/**
 * A duty of time: an incident that nobody has answered and for which nobody climbs begins to climb, whatever the cause: a merge
 * that was undone, a database from before there was a ladder. Never silent. A round can't begin in the future either: it
 * was written by another server's clock, or in the very moment in which this one was set back.
 */
export async function startMissingRuns(context: EscalationContext, db: Database): Promise<void> {
  await startFutureRunsNow(db, context.clock.now());
  for (const incidentId of await listWithoutRun(db, await listUnanswered(db))) {
    await inTransaction(db, (work) => startRun(context, work, incidentId));
  }
}
