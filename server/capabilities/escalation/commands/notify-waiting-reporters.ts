import { notifyStillUnanswered } from '#capabilities/incident';
import { isOwn } from '#contract/escalation';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { EscalationContext } from '../context.ts';
import { isOwnAgencyUnreachable } from '../recipients.ts';
import {
  isRunActive,
  listStepExecutions,
  lockExecutionForReporterUpdate,
  markReportersUpdated,
  type StepExecutionRow,
} from '../store-runs.ts';

/**
 * Scheduled job: tells the reporters after a step who was alerted. Separate from the step's transaction, so that a lock on a
 * conversation never delays an alarm; after a crash another process continues.
 */
export async function notifyWaitingReporters(context: EscalationContext, db: Database): Promise<void> {
  let hasMore = true;
  while (hasMore) {
    hasMore = await inTransaction(db, async (work) => {
      const execution = await lockExecutionForReporterUpdate(work.tx);
      if (!execution) return false;
      await markReportersUpdated(work.tx, execution.id);
      if (await isRunActive(work.tx, execution.runId)) {
        await notifyStillUnanswered(
          context,
          work,
          execution.incidentId,
          reporterUpdateOf(execution, await listStepExecutions(work.tx, execution.runId)),
        );
      }
      return true;
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
