import { followStep } from './clocks/commands/follow-step.ts';
import { planAfterClosure } from './commands/ask-after-closure.ts';
import { cancelWelfareChecks, planWelfareChecks, recordWelfareAnswer } from './commands/check-welfare.ts';
import { rememberNewIncident } from './commands/match-new-incidents.ts';
import { followEarlyMerge, keepEarlyNotification } from './commands/notify-early.ts';
import { openHandedOverCases } from './commands/open-handed-over.ts';
import { recordHandOver } from './commands/record-hand-over.ts';
import type { CareContext } from './context.ts';
import { followNewNumber, followPerson } from './people/commands/take-from-barred.ts';

/** What follows after an incident, and how its reporter says they are. */
export function registerCareReactions(context: CareContext): void {
  const { events } = context;
  events.on('incident-handed-over', async (work, handedOver) => {
    await recordHandOver(work, handedOver);
    await openHandedOverCases(context, work, handedOver);
  });
  events.on('incident-care-wanted', async (work, wanted) => keepEarlyNotification(context, work, wanted));
  events.on('incident-merged', (work, merged) => followEarlyMerge(work, merged));
  events.on('incident-opened', async (work, opened) => rememberNewIncident(work, opened));
  events.on('incident-closed', (work, closed) => planWelfareChecks(context, work, closed));
  events.on('incident-reopened', (work, { incidentId }) => cancelWelfareChecks(work, incidentId));
  events.on('case-step', (work, step) => followStep(work, step));
  events.on('case-clock-marked', (work, marked) => planAfterClosure(context, work, marked));
  events.on('person-known-anew', async (work, known) => followPerson(work, known));
  events.on('reporter-number-known', async (work, known) => followNewNumber(work, known));
  events.on('welfare-answered', (work, answered) => recordWelfareAnswer(context, work, answered));
}
