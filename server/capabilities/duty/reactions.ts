import { endExerciseNow, measureAnswer } from './commands/measure-exercise.ts';
import type { DutyContext } from './context.ts';

/** Facts that say that a human has it. */
const ANSWERS = ['incident-acknowledged', 'incident-en-route', 'incident-on-scene', 'incident-taken-over'] as const;
const ENDS = ['incident-resolved', 'incident-closed', 'incident-cancelled'] as const;

/** What becomes of an exercise is heard like everything that becomes of an incident. */
export function registerDutyReactions(context: DutyContext): void {
  const { events } = context;
  for (const fact of ANSWERS) events.on(fact, (work, { incidentId }) => measureAnswer(context, work, incidentId));
  for (const fact of ENDS) events.on(fact, (work, { incidentId }) => endExerciseNow(context, work, incidentId));
}
