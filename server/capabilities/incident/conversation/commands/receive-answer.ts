import { isOpen } from '#contract/incident-status';
import { isAnswerTo } from '#contract/silent-question';
import type { ReporterEvents } from '#events/reporter-events';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IncidentContext } from '../../context.ts';
import { loadForReaction } from '../../record/commands/lock-incident.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import { wantSocialWorker } from '../../record/commands/want-social-worker.ts';
import { raiseForUnansweredQuestion } from '../../record/incident.ts';
import { findReport } from '../../record/store/report-rows.ts';
import { insertMessage } from '../store/message-rows.ts';
import { findQuestionForChange, saveAnswer, takeUnanswered } from '../store/question-rows.ts';

const BATCH = 50;

/** Stores the answer to a ready question. The same answer twice counts once; a different one later corrects it. */
export async function receiveAnswer(
  context: IncidentContext,
  work: Work,
  { reporterId, askedId, answer, label, at }: ReporterEvents['reporter-answered'],
): Promise<void> {
  const asked = await findQuestionForChange(work.tx, askedId);
  if (!asked || asked.answer === answer || !isAnswerTo(asked.question, answer)) return;
  const report = await findReport(work.tx, asked.reportId);
  // Only the reporter who was asked may answer, whoever tapped the button.
  if (report?.reporterId !== reporterId) return;
  const now = context.clock.now();
  await saveAnswer(work.tx, askedId, answer, now);
  const incident = await loadForReaction(work, asked.incidentId);
  const { question, incidentId, reportId } = asked;
  const messageId = newId();
  const row = { id: messageId, incidentId, reportId, at, sender: 'reporter', kind: 'text', text: label } as const;
  await insertMessage(work.tx, { ...row, question, answer });
  const details = { question, answer };
  const saved = await recordChange(context, work, incident, {
    kind: 'question-answered',
    by: report,
    details,
    codes: details,
  });
  if (question === 'children-there' && answer === 'yes')
    await wantSocialWorker(context, work, saved, { fact: 'child', by: null });
  await context.events.publish(work, 'chat-message', { incidentId: incident.id, messageId });
}

/** Scheduled job: an unanswered question makes its incident critical, once, in whichever process comes first. */
export async function raiseUnansweredQuestions(context: IncidentContext, db: Database): Promise<void> {
  const taken = await inTransaction(db, async (work) => {
    const due = await takeUnanswered(work.tx, context.clock.now(), BATCH);
    for (const { incidentId, reportId, question } of due) {
      const incident = await loadForReaction(work, incidentId);
      if (!isOpen(incident.status)) continue;
      const change = { kind: 'question-unanswered', by: 'timer', details: { question }, codes: { question } } as const;
      const { id } = await recordChange(context, work, raiseForUnansweredQuestion(incident), change);
      await context.events.publish(work, 'incident-question-unanswered', { incidentId: id, reportId, question });
    }
    return due.length;
  });
  if (taken === BATCH) await raiseUnansweredQuestions(context, db);
}
