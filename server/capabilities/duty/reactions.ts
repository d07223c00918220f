import { endExerciseNow, measureAnswer } from './commands/measure-exercise.ts';
import type { DutyContext } from './context.ts';

/** An exercise is an incident: its first answer and its end are measured. */
export function registerDutyReactions(context: DutyContext): void {
  const { events } = context;
  events.on('incident-answered', (work, { incidentId }) => measureAnswer(context, work, incidentId));
  events.on('incident-ended', (work, { incidentId }) => endExerciseNow(context, work, incidentId));
}
