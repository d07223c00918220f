import type { Work } from '#platform/database/transaction';
import type { SetBack } from '#platform/set-back';
import type { IncidentContext } from '../../context.ts';
import { moveQuestionTimes } from '../../conversation/store/set-back-rows.ts';
import { moveEtas } from '../store/set-back-rows.ts';

/** The clock was set back: due times of questions and ETAs move with it, and consoles are sent the new ETA. */
export async function moveDueTimes(
  { events }: Pick<IncidentContext, 'events'>,
  work: Work,
  setBack: SetBack,
): Promise<void> {
  await moveQuestionTimes(work.tx, setBack);
  const moved = await moveEtas(work.tx, setBack);
  await events.publish(work, 'incident-changed', ...moved.map((incidentId) => ({ incidentId })));
}
