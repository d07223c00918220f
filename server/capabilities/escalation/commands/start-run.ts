import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { SetBack } from '#platform/set-back';
import { ESCALATION_TOPIC, type EscalationContext } from '../context.ts';
import { insertRun, type Reason, type StoppedBy, stopRuns } from '../store-runs.ts';
import { moveBack } from '../store-set-back.ts';

type Context = Pick<EscalationContext, 'clock' | 'notifier'>;

/** Starts a run with the caller's commit. A single statement, because a report waits for it. */
export async function startRun(
  { clock, notifier }: Context,
  work: Work,
  incidentId: string,
  { reason = 'unanswered', laterMs = 0 }: { reason?: Reason; laterMs?: number } = {},
): Promise<void> {
  await insertRun(work.tx, { id: newId(), incidentId, reason, beganAt: clock.now(), laterMs });
  work.afterCommit(() => notifier.send(ESCALATION_TOPIC));
}

/** Stops the active run: somebody has answered, the incident is over, or a new run begins. */
export async function stopRun(
  { clock }: Pick<Context, 'clock'>,
  work: Work,
  incidentId: string,
  by: StoppedBy,
  reason?: Reason,
): Promise<void> {
  await stopRuns(work.tx, incidentId, { by, at: clock.now(), reason });
}

/** Begins the escalation again: the incident was reopened, or another agency is responsible. */
export async function restartRun(context: Context, work: Work, incidentId: string): Promise<void> {
  await stopRun(context, work, incidentId, 'restarted');
  await startRun(context, work, incidentId);
}

/** After the clock was set back: active runs continue as if it had not been. */
export async function moveRuns({ notifier }: Pick<Context, 'notifier'>, work: Work, setBack: SetBack): Promise<void> {
  await moveBack(work.tx, setBack);
  work.afterCommit(() => notifier.send(ESCALATION_TOPIC));
}
