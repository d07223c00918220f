import type { Work } from '#platform/database/transaction';
import type { SetBack } from '#platform/set-back';
import { ESCALATION_TOPIC, type EscalationContext } from '../context.ts';
import { moveBack } from '../store-set-back.ts';

/** The clock was set back: every step fires when it would have. */
export async function moveRuns(
  { notifier }: Pick<EscalationContext, 'notifier'>,
  work: Work,
  setBack: SetBack,
): Promise<void> {
  await moveBack(work.tx, setBack);
  work.afterCommit(() => notifier.send(ESCALATION_TOPIC));
}
