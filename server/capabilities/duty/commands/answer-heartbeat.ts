import { type Actor, agenciesWith } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { DutyContext } from '../context.ts';
import { listUnansweredHeartbeats, saveAnswer } from '../store/heartbeat-rows.ts';
import { listOnDuty } from '../store/published-duty.ts';
import { updateReadiness } from './update-readiness.ts';

/**
 * Confirms that somebody is at the station. Only a person on duty may answer: an answer from home proves nothing.
 * @throws AppError `jurisdiction/agency-not-found`, `duty/not-on-duty`, `duty/no-heartbeat-asked`
 */
export async function answerHeartbeat(
  context: DutyContext,
  work: Work,
  actor: Actor,
  { agencyId, by }: { agencyId: string; by: 'console' | 'line' },
): Promise<void> {
  if (!agenciesWith(actor, 'duty:serve').includes(agencyId)) throw new AppError('jurisdiction/agency-not-found');
  const now = context.clock.now();
  const onDuty = await listOnDuty(work.tx, { agencyIds: [agencyId], at: now });
  if (!onDuty.some(({ personId }) => personId === actor.userId)) throw new AppError('duty/not-on-duty');
  const [waiting] = await listUnansweredHeartbeats(work.tx, [agencyId]);
  const isFirst = waiting && (await saveAnswer(work.tx, { agencyId, day: waiting.day, by, now }));
  if (!isFirst) {
    throw new AppError('duty/no-heartbeat-asked', {
      lostTo: { subjects: [agencyId], actions: ['duty/answer-heartbeat'] },
    });
  }
  const auditEvent = {
    action: 'duty/answer-heartbeat',
    subjectKind: 'agency',
    subjectId: agencyId,
    details: { by },
    at: now,
  };
  recordAction(work, { ...byPerson(actor), ...auditEvent });
  await updateReadiness(context, work, [agencyId], byPerson(actor));
}
