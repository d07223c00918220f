import type { Work } from '#platform/database/transaction';
import type { SetBack } from '#platform/set-back';
import type { AccessContext } from '../context.ts';
import { moveEnds, moveSpentSteps } from '../store-set-back.ts';
import { stepOf } from '../totp.ts';

/** The clock was set back: sessions, codes and links end when they would have, and nobody waits longer to sign in. */
export async function moveEndsBack(
  { endNotice }: Pick<AccessContext, 'endNotice'>,
  work: Work,
  setBack: SetBack,
): Promise<void> {
  await moveEnds(work.tx, setBack);
  await moveSpentSteps(work.tx, stepOf(setBack.now), stepOf(new Date(setBack.byMs)));
  // Every process asks anew who is signed in and until when.
  await endNotice.give(work);
}
