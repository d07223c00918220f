import { type Actor, agenciesWith } from '#capabilities/access';
import { byPerson, recordAct } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { DutyContext } from '../context.ts';
import { listWaitingHeartbeats, saveAnswer } from '../store/heartbeat-rows.ts';
import { selectOnDuty } from '../store/on-duty-rows.ts';
import { settleReadiness } from './settle-readiness.ts';

/**
 * Somebody on duty says that they would hear an alarm. From home it would prove nothing.
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
  const onDuty = await selectOnDuty(work.tx, [agencyId], now);
  if (!onDuty.some(({ personId }) => personId === actor.userId)) throw new AppError('duty/not-on-duty');
  const [waiting] = await listWaitingHeartbeats(work.tx, [agencyId]);
  const isFirst = waiting && (await saveAnswer(work.tx, { agencyId, day: waiting.day, by, now }));
  if (!isFirst) {
    throw new AppError('duty/no-heartbeat-asked', {
      lostTo: { subjects: [agencyId], acts: ['duty/answer-heartbeat'] },
    });
  }
  const deed = { act: 'duty/answer-heartbeat', subjectKind: 'agency', subjectId: agencyId, details: { by }, at: now };
  await recordAct(work, { ...byPerson(actor), ...deed });
  await settleReadiness(context, work, [agencyId], byPerson(actor));
}
