import { endExerciseNow, measureAnswer } from './commands/measure-exercise.ts';
import type { DutyContext } from './context.ts';

/** What becomes of an exercise is heard like everything that becomes of an incident. */
export function registerDutyReactions(context: DutyContext): void {
  const { events } = context;
  events.on('incident-answered', (work, { incidentId }) => measureAnswer(context, work, incidentId));
  events.on('incident-ended', (work, { incidentId }) => endExerciseNow(context, work, incidentId));
}
