import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { type EscalationContext, LADDER_TOPIC } from '../context.ts';
import { insertClimb, type Reason, type StoppedBy, stopClimbs } from '../store-climbs.ts';

type Context = Pick<EscalationContext, 'clock' | 'wake'>;

/** From the caller's commit on somebody is told, and the next, until a human answers. One statement: a report waits for it. */
export async function startClimb(
  { clock, wake }: Context,
  work: Work,
  incidentId: string,
  reason: Reason = 'unanswered',
): Promise<void> {
  await insertClimb(work.tx, { id: newId(), incidentId, reason, beganAt: clock.now() });
  work.afterCommit(() => wake.send(LADDER_TOPIC));
}

/** A human has answered, it is over, or a new round begins. */
export async function stopClimb(
  { clock }: Pick<Context, 'clock'>,
  work: Work,
  incidentId: string,
  by: StoppedBy,
  reason?: Reason,
): Promise<void> {
  await stopClimbs(work.tx, incidentId, { by, at: clock.now(), reason });
}

/** The alarm begins again: reopened, or another station has it. */
export async function startAnew(context: Context, work: Work, incidentId: string): Promise<void> {
  await stopClimb(context, work, incidentId, 'begun-anew');
  await startClimb(context, work, incidentId);
}
