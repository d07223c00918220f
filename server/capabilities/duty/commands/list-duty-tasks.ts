import type { Database } from '#platform/database/database';
import type { ExerciseContext } from '../context.ts';
import { holdExercises } from './hold-exercises.ts';
import { keepHeartbeats } from './keep-heartbeats.ts';
import { layOutPatterns } from './make-pattern.ts';
import { settleAllReadiness } from './settle-readiness.ts';
import { withdrawThoseGone } from './withdraw-those-gone.ts';

type TimedTask = { everyMs: number; name: string; run: () => Promise<void> };

/** Duties of time; what is due stands in tables, so that any process does it. */
export function listDutyTasks(context: ExerciseContext, db: Database): TimedTask[] {
  return [
    // A shift begins or ends: the next alert knows it after at most this time.
    { everyMs: 2000, name: 'settle-readiness', run: () => settleAllReadiness(context, db) },
    { everyMs: 5000, name: 'keep-heartbeats', run: () => keepHeartbeats(context, db) },
    { everyMs: 10_000, name: 'hold-exercises', run: () => holdExercises(context, db) },
    { everyMs: 60_000, name: 'lay-out-patterns', run: () => layOutPatterns(context, db) },
    { everyMs: 20_000, name: 'withdraw-those-gone', run: () => withdrawThoseGone(context, db) },
  ];
}
