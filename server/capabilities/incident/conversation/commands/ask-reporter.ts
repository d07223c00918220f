import type { Actor } from '#capabilities/access';
import { isOpen } from '#contract/incident-status';
import type { QuestionId } from '#contract/silent-question';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IncidentContext } from '../../context.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import { notAllowed, personOf } from '../../record/incident.ts';
import { listReports } from '../../record/store/report-rows.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';
import { limitOf, mustBeSafeToAsk } from '../silent-help.ts';
import { hasWrittenSince, insertMessage } from '../store/message-rows.ts';
import { getWaitSeconds, insertQuestion, listQuestions } from '../store/question-rows.ts';
import { writerOf } from '../writer.ts';

/**
 * Asks one reporter a ready question that is answered by a tap; the first reporter unless another is named. If it is
 * not answered in time, the incident becomes critical.
 * @throws AppError `incident/not-safe-to-write`, `incident/report-not-found`, `incident/change-not-allowed`
 */
export async function askReporter(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { question, reportId }: { question: QuestionId; reportId?: string | undefined },
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:message');
  if (!isOpen(incident.status)) {
    throw notAllowed(incident, 'ask');
  }
  const reports = await listReports(work.tx, id);
  const report = reportId ? reports.find((each) => each.reportId === reportId) : reports[0];
  if (!report) throw new AppError('incident/report-not-found');
  if (report.channel === 'phone') throw new AppError('incident/reporter-has-no-chat');
  const asked = (await listQuestions(work.tx, id)).filter((each) => each.reportId === report.reportId);
  const { silent, duressAt } = report;
  const hasWritten = duressAt !== null && (await hasWrittenSince(work.tx, report.reportId, duressAt));
  mustBeSafeToAsk(limitOf({ silent, asked, duressAt, hasWrittenSince: hasWritten }), question);
  const now = context.clock.now();
  const by = personOf(actor);
  const dueAt = new Date(now.getTime() + (await getWaitSeconds(work.tx, question)) * 1000);
  const about = { incidentId: report.incidentId, reportId: report.reportId };
  const askedId = newId();
  await insertQuestion(work.tx, { id: askedId, ...about, question, at: now, by, dueAt });
  const messageId = await addToChat(context, work, { ...about, at: now, by, question });
  await recordChange(context, work, incident, {
    kind: 'question-asked',
    by: actor,
    details: { question },
    codes: { question, askedId },
  });
  await context.events.publish(work, 'chat-message', { incidentId: id, messageId });
  const writer = writerOf(context, actor, incident.responsibleAgencyId);
  await context.events.publish(work, 'reporter-question-asked', { askedId, messageId, ...about, question, ...writer });
}

type ChatQuestion = {
  incidentId: string;
  reportId: string;
  at: Date;
  by: { id: string; name: string };
  question: QuestionId;
};

/** The chat shows the text as it appears on the reporter's phone. */
async function addToChat(context: IncidentContext, work: Work, asked: ChatQuestion): Promise<string> {
  const [screens] = await context.listScreens(work.tx, [asked.reportId]);
  const shown = screens?.questions.find(({ question }) => question === asked.question)?.screen;
  const id = newId();
  const text = shown?.chat.join('\n') ?? null;
  await insertMessage(work.tx, { id, ...asked, sender: 'officer', kind: 'text', text, delivery: 'pending' });
  return id;
}
