import type { Database } from '#platform/database/database';
import type { ExerciseContext } from '../context.ts';
import { generatePatternShifts } from './make-pattern.ts';
import { runScheduledExercises } from './run-exercises.ts';
import { runHeartbeats } from './run-heartbeats.ts';
import { updateAllReadiness } from './update-readiness.ts';
import { withdrawFormerStaff } from './withdraw-former-staff.ts';

type TimedTask = { everyMs: number; name: string; run: () => Promise<void> };

/** Scheduled jobs. Due work is stored in tables, so that any process can do it. */
export function listDutyJobs(context: ExerciseContext, db: Database): TimedTask[] {
  return [
    // The longest time until a new alert takes the start or end of a shift into account.
    { everyMs: 2000, name: 'update-readiness', run: () => updateAllReadiness(context, db) },
    { everyMs: 5000, name: 'run-heartbeats', run: () => runHeartbeats(context, db) },
    { everyMs: 10_000, name: 'run-exercises', run: () => runScheduledExercises(context, db) },
    { everyMs: 60_000, name: 'generate-pattern-shifts', run: () => generatePatternShifts(context, db) },
    { everyMs: 20_000, name: 'withdraw-former-staff', run: () => withdrawFormerStaff(context, db) },
  ];
}
