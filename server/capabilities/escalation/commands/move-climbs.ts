import type { Work } from '#platform/database/transaction';
import type { SetBack } from '#platform/set-back';
import { type EscalationContext, LADDER_TOPIC } from '../context.ts';
import { moveBack } from '../store-set-back.ts';

/** The clock was set back: every step fires when it would have. */
export async function moveClimbs(
  { wake }: Pick<EscalationContext, 'wake'>,
  work: Work,
  setBack: SetBack,
): Promise<void> {
  await moveBack(work.tx, setBack);
  work.afterCommit(() => wake.send(LADDER_TOPIC));
}
