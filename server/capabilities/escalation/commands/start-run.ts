import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { ESCALATION_TOPIC, type EscalationContext } from '../context.ts';
import { insertRun, type Reason, type StoppedBy, stopRuns } from '../store-runs.ts';

type Context = Pick<EscalationContext, 'clock' | 'notifier'>;

/** From the caller's commit on somebody is told, and the next, until a human answers. One statement: a report waits for it. */
export async function startRun(
  { clock, notifier }: Context,
  work: Work,
  incidentId: string,
  reason: Reason = 'unanswered',
): Promise<void> {
  await insertRun(work.tx, { id: newId(), incidentId, reason, beganAt: clock.now() });
  work.afterCommit(() => notifier.send(ESCALATION_TOPIC));
}

/** A human has answered, it is over, or a new round begins. */
export async function stopRun(
  { clock }: Pick<Context, 'clock'>,
  work: Work,
  incidentId: string,
  by: StoppedBy,
  reason?: Reason,
): Promise<void> {
  await stopRuns(work.tx, incidentId, { by, at: clock.now(), reason });
}

/** The alarm begins again: reopened, or another station has it. */
export async function restartRun(context: Context, work: Work, incidentId: string): Promise<void> {
  await stopRun(context, work, incidentId, 'restarted');
  await startRun(context, work, incidentId);
}
