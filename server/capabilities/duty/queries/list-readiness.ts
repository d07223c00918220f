import type { Actor } from '#capabilities/access';
import { branchesWith, isInBranch } from '#capabilities/jurisdiction';
import type { Exercise, ReadinessList, StationReadiness } from '#contract/duty';
import type { Connection } from '#platform/database/database';
import type { DutyContext } from '../context.ts';
import { readinessOf } from '../readiness.ts';
import { type ExerciseRow, listExerciseRows } from '../store/exercise-rows.ts';
import { listLastHeartbeats } from '../store/heartbeat-rows.ts';
import { listStationFacts } from '../store/station-rows.ts';

/** Exercises shown for each station. */
const SHOWN = 6;
/** A year of monthly exercises of the largest province. */
const MOST = 2000;

/** The stations of the actor's branches: readiness now, and the results of heartbeats and exercises. */
export async function listReadiness(
  { clock, jurisdiction }: DutyContext,
  connection: Connection,
  actor: Actor,
): Promise<ReadinessList> {
  const now = clock.now();
  const branches = branchesWith(jurisdiction, actor, 'duty:view');
  const practising = branchesWith(jurisdiction, actor, 'duty:exercise');
  const stations = jurisdiction
    .listAgencies({ kinds: ['station'], onlyActive: true })
    .filter(({ path }) => branches.some((branch) => isInBranch(branch, path)));
  const agencyIds = stations.map(({ id }) => id);
  const facts = new Map((await listStationFacts(connection, { agencyIds, at: now })).map((one) => [one.agencyId, one]));
  const heartbeats = new Map((await listLastHeartbeats(connection, agencyIds)).map((one) => [one.agencyId, one]));
  const exercises = Map.groupBy(await listExerciseRows(connection, agencyIds, MOST), ({ agencyId }) => agencyId);
  const shown = stations.map(({ id, nameTh, nameEn, position, readiness, path }): StationReadiness => {
    const known = facts.get(id);
    const asked = heartbeats.get(id);
    return {
      agency: { id, nameTh, nameEn, position },
      readiness: known ? readinessOf(known, now) : readiness,
      peopleOnDuty: known?.peopleOnDuty ?? 0,
      heartbeat: asked
        ? {
            askedAt: asked.askedAt.toISOString(),
            dueAt: asked.dueAt.toISOString(),
            answeredAt: asked.answeredAt?.toISOString() ?? null,
            answeredBy: asked.answeredBy,
            hasFailed: asked.failedAt !== null,
          }
        : null,
      exercises: (exercises.get(id) ?? []).slice(0, SHOWN).map(showExercise),
      mayExercise: practising.some((branch) => isInBranch(branch, path)),
    };
  });
  return { now: now.toISOString(), stations: shown };
}

function showExercise({ id, incidentId, month, begunAt, acknowledgedAt, endedAt }: ExerciseRow): Exercise {
  return {
    ...{ id, incidentId, begunAt: begunAt.toISOString(), isMonthly: month !== null },
    ...{ acknowledgedAt: acknowledgedAt?.toISOString() ?? null, endedAt: endedAt?.toISOString() ?? null },
  };
}
