import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { mayFor } from '#capabilities/jurisdiction';
import type { NewMissedReason } from '#contract/insight';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { FigureContext } from '../../context.ts';
import { findMissed, saveReason } from '../store/missed-rows.ts';

/**
 * Why an incident took longer than a target, said by whoever commands its station. The last reason counts; the audit has them all.
 * @throws AppError `insight/no-missed-target`
 */
export async function explainMissedTarget(
  { clock, jurisdiction }: FigureContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { interval, reason }: NewMissedReason,
): Promise<void> {
  const missed = await findMissed(work.tx, { incidentId, interval, personId: actor.userId });
  if (!missed || !mayFor(jurisdiction, actor, 'duty:manage', [missed.agencyId]))
    throw new AppError('insight/no-missed-target');
  const at = clock.now();
  await saveReason(work.tx, { incidentId, interval, day: missed.day, reason, personId: actor.userId, at });
  recordAction(work, {
    ...{ ...byPerson(actor), action: 'insight/explain-missed-target', subjectKind: 'incident', subjectId: incidentId },
    ...{ details: { interval, reason }, at },
  });
}
