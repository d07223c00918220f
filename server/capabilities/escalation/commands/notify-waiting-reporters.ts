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
 * A duty of time: after a rung its reporters hear the truth. Apart from the rung itself, so that no conversation makes
 * an alarm wait; what a killed process owed is said by the next.
 */
export async function notifyWaitingReporters(context: EscalationContext, db: Database): Promise<void> {
  let isOwed = true;
  while (isOwed) {
    isOwed = await inTransaction(db, async (work) => {
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
 * Only of agencies where somebody was there and an alarm gets through: a name on the ladder is nobody who heard it.
 * @param all the round's firings; those of the same moment say whether the own station was passed over unheard
 */
export function reporterUpdateOf(
  { recipients, executedAt }: Pick<StepExecutionRow, 'recipients' | 'executedAt'>,
  all: Pick<StepExecutionRow, 'recipients' | 'executedAt'>[],
) {
  const heard = recipients.filter(({ people, passedOver }) => people > 0 && passedOver !== 'no-channel');
  const together = all
    .filter((one) => one.executedAt.getTime() === executedAt.getTime())
    .flatMap((one) => one.recipients);
  const beyond = heard.filter(({ target }) => !isOwn(target));
  const isTop = beyond.some(({ target }) => target === 'province-command' || target === 'national-desk');
  const called = beyond.find(({ target }) => target === 'next-station');
  const centre = beyond.some(({ target }) => target === 'centre-191');
  const alerted = heard.length === 0 ? 'nobody' : beyond.length === 0 ? 'again' : isTop ? 'top' : 'wider';
  return {
    alerted,
    agencyId: called?.agencyId,
    centre,
    isOwnAgencyUnreachable: isOwnAgencyUnreachable(together),
  } as const;
}
