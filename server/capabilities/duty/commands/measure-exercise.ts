import type { Work } from '#platform/database/transaction';
import type { DutyContext } from '../context.ts';
import { saveAcknowledged, saveEnded } from '../store/exercise-rows.ts';

/** Somebody answered: the time it took is what the exercise was for. Any other incident stays untouched. */
export async function measureAnswer({ clock }: DutyContext, work: Work, incidentId: string): Promise<void> {
  await saveAcknowledged(work.tx, incidentId, clock.now());
}

export async function endExerciseNow({ clock }: DutyContext, work: Work, incidentId: string): Promise<void> {
  await saveEnded(work.tx, incidentId, clock.now());
}
