import { tellStillUnanswered } from '#capabilities/incident';
import { isOwn } from '#contract/escalation';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { EscalationContext } from '../context.ts';
import { isOwnUnheard } from '../reach.ts';
import { type FiringRow, isClimbing, listFirings, settleFiring, takeOwedFiring } from '../store-climbs.ts';

/**
 * A duty of time: after a rung its reporters hear the truth. Apart from the rung itself, so that no conversation makes
 * an alarm wait; what a killed process owed is said by the next.
 */
export async function tellUnanswered(context: EscalationContext, db: Database): Promise<void> {
  let isOwed = true;
  while (isOwed) {
    isOwed = await inTransaction(db, async (work) => {
      const firing = await takeOwedFiring(work.tx);
      if (!firing) return false;
      await settleFiring(work.tx, firing.id);
      if (await isClimbing(work.tx, firing.climbId)) {
        await tellStillUnanswered(
          context,
          work,
          firing.incidentId,
          newsOf(firing, await listFirings(work.tx, firing.climbId)),
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
export function newsOf(
  { reached, firedAt }: Pick<FiringRow, 'reached' | 'firedAt'>,
  all: Pick<FiringRow, 'reached' | 'firedAt'>[],
) {
  const heard = reached.filter(({ people, passedOver }) => people > 0 && passedOver !== 'no-channel');
  const together = all.filter((one) => one.firedAt.getTime() === firedAt.getTime()).flatMap((one) => one.reached);
  const beyond = heard.filter(({ target }) => !isOwn(target));
  const isTop = beyond.some(({ target }) => target === 'province-command' || target === 'national-desk');
  const called = beyond.find(({ target }) => target === 'next-station');
  const centre = beyond.some(({ target }) => target === 'centre-191');
  const told = heard.length === 0 ? 'nobody' : beyond.length === 0 ? 'again' : isTop ? 'top' : 'wider';
  return { told, agencyId: called?.agencyId, centre, isOwnUnheard: isOwnUnheard(together) } as const;
}
