import { notifyReporters, passOfficerMessage, passQuestion } from './commands/notify-reporters.ts';
import { forbidCalls } from './commands/take-call.ts';
import type { IntakeContext } from './context.ts';
import { NEWS, type News } from './updates.ts';

/** Sends news to the reporters when their incident changes. */
export function registerIntakeReactions(context: IntakeContext): void {
  const { events } = context;
  for (const kind of NEWS) {
    events.on(kind, (work, payload) => notifyReporters(context, work, { kind, payload } as News));
  }
  events.on('report-calls-forbidden', (work, { reportId }) => forbidCalls(context, work, reportId));
  events.on('reporter-message-written', (work, message) => passOfficerMessage(context, work, message));
  events.on('reporter-question-asked', (work, asked) => passQuestion(context, work, asked));
}
