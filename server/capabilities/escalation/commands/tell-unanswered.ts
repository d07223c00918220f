import { tellStillUnanswered } from '#capabilities/incident';
import { isOwn } from '#contract/escalation';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { EscalationContext } from '../context.ts';
import { type FiringRow, isClimbing, settleFiring, takeOwedFiring } from '../store-climbs.ts';

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
        await tellStillUnanswered(context, work, firing.incidentId, newsOf(firing));
      }
      return true;
    });
  }
}

/** Only of agencies where there was somebody to tell: a name on the ladder is nobody who heard it. */
export function newsOf({ reached }: Pick<FiringRow, 'reached'>) {
  const heard = reached.filter(({ people }) => people > 0);
  const beyond = heard.filter(({ target }) => !isOwn(target));
  const isTop = beyond.some(({ target }) => target === 'province-command' || target === 'national-desk');
  const called = beyond.find(({ target }) => target === 'next-station');
  const centre = beyond.some(({ target }) => target === 'centre-191');
  const told = heard.length === 0 ? 'nobody' : beyond.length === 0 ? 'again' : isTop ? 'top' : 'wider';
  return { told, agencyId: called?.agencyId, centre } as const;
}
