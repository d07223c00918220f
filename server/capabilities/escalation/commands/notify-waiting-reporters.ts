import { notifyStillUnanswered } from '#capabilities/incident';
import { isOwn } from '#contract/escalation';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { EscalationContext } from '../context.ts';
import { isOwnAgencyUnreachable } from '../recipients.ts';
import { listExecutionsOfActiveRuns, type StepExecutionRow, takeReporterUpdates } from '../store-runs.ts';

/** Their reporters' conversations are locked together, for as long as it takes to write to all of them. */
const AT_A_TIME = 100;

/**
 * Scheduled job: tells the reporters after a step who was alerted, all of them by the same few statements. Separate from the
 * step's transaction, so that a lock on a conversation never delays an alarm; after a crash another process continues.
 */
export async function notifyWaitingReporters(context: EscalationContext, db: Database): Promise<void> {
  let taken = AT_A_TIME;
  while (taken === AT_A_TIME) {
    taken = await inTransaction(db, async (work) => {
      const executions = await takeReporterUpdates(work.tx, AT_A_TIME);
      if (executions.length === 0) return 0;
      const runIds = [...new Set(executions.map(({ runId }) => runId))];
      const byRun = Map.groupBy(await listExecutionsOfActiveRuns(work.tx, runIds), ({ runId }) => runId);
      const updates = executions.flatMap((execution) => {
        const all = byRun.get(execution.runId);
        return all ? [{ incidentId: execution.incidentId, ...reporterUpdateOf(execution, all) }] : [];
      });
      if (updates.length > 0) await notifyStillUnanswered(context, work, updates);
      return executions.length;
    });
  }
}

/**
 * Counts only agencies with people whom an alarm can reach.
 * @param all the run's executions; those of the same moment tell whether the own station was unreachable
 */
export function reporterUpdateOf(
  { recipients, executedAt }: Pick<StepExecutionRow, 'recipients' | 'executedAt'>,
  all: Pick<StepExecutionRow, 'recipients' | 'executedAt'>[],
) {
  const reachable = recipients.filter(({ people, passedOver }) => people > 0 && passedOver !== 'no-channel');
  const sameMoment = all
    .filter((one) => one.executedAt.getTime() === executedAt.getTime())
    .flatMap((one) => one.recipients);
  const beyond = reachable.filter(({ target }) => !isOwn(target));
  const isTop = beyond.some(({ target }) => target === 'province-command' || target === 'national-desk');
  const called = beyond.find(({ target }) => target === 'next-station');
  const centre = beyond.some(({ target }) => target === 'centre-191');
  const alerted = reachable.length === 0 ? 'nobody' : beyond.length === 0 ? 'again' : isTop ? 'top' : 'wider';
  return {
    alerted,
    agencyId: called?.agencyId,
    centre,
    isOwnAgencyUnreachable: isOwnAgencyUnreachable(sameMoment),
  } as const;
}
