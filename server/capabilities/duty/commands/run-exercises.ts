import type { Actor } from '#capabilities/access';
import { type AuditActor, byPerson, bySystem, recordAction } from '#capabilities/audit';
import { closeExercise, openExercise } from '#capabilities/incident';
import { type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { DutyContext } from '../context.ts';
import { exerciseEnds, isExerciseDue, monthOf } from '../exercise.ts';
import { mustBeInScope } from '../scope.ts';
import {
  insertExercise,
  isExerciseRunning,
  lockOverdueExercises,
  lockStationsToExercise,
} from '../store/exercise-rows.ts';
import { lockRosters } from '../store/shift-rows.ts';

/** Exercises started at once; the rest start at the next run. */
const BATCH = 20;

/**
 * Starts an exercise for one station.
 * @throws AppError `jurisdiction/agency-not-found`, `duty/not-a-station`, `duty/exercise-running`
 */
export async function beginExercise(
  context: DutyContext,
  work: Work,
  actor: Actor,
  agencyId: string,
): Promise<{ incidentId: string; code: string }> {
  const agency = mustBeInScope(context.jurisdiction, actor, 'duty:exercise', agencyId);
  if (agency.kind !== 'station') throw new AppError('duty/not-a-station');
  await lockRosters(work.tx, [agencyId]);
  if (await isExerciseRunning(work.tx, agencyId)) {
    throw new AppError('duty/exercise-running', {
      lostTo: { subjects: [agencyId], actions: ['duty/begin-exercise'] },
    });
  }
  return begin(context, work, { agencyId, month: null, by: byPerson(actor) });
}

/** Scheduled job: one exercise a month for each station with a roster, and an end for exercises nobody ended. */
export async function runScheduledExercises(context: DutyContext, db: Database): Promise<void> {
  const now = context.clock.now();
  const stations = context.jurisdiction.listAgencies({ kinds: ['station'], onlyActive: true });
  const agencyIds = stations.filter(({ id }) => isExerciseDue(id, now)).map(({ id }) => id);
  const month = monthOf(thaiDayOf(now));
  await inTransaction(db, async (work) => {
    for (const agencyId of await lockStationsToExercise(work.tx, { agencyIds, month, limit: BATCH })) {
      await begin(context, work, { agencyId, month, by: bySystem('timer') });
    }
  });
  await inTransaction(db, async (work) => {
    for (const { incidentId } of await lockOverdueExercises(work.tx, now, BATCH)) {
      await closeExercise(context, work, incidentId);
    }
  });
}

async function begin(
  context: DutyContext,
  work: Work,
  { agencyId, month, by }: { agencyId: string; month: ThaiDay | null; by: AuditActor },
): Promise<{ incidentId: string; code: string }> {
  const begunAt = context.clock.now();
  const opened = await openExercise(context, work, { agencyId, by });
  const { incidentId } = opened;
  await insertExercise(work.tx, { id: newId(), agencyId, incidentId, month, begunAt, endsBy: exerciseEnds(begunAt) });
  const auditEvent = {
    action: 'duty/begin-exercise',
    subjectKind: 'agency',
    subjectId: agencyId,
    details: { incidentId },
  };
  recordAction(work, { ...by, ...auditEvent, at: begunAt });
  return opened;
}
