import type { z } from 'zod';
import type { changeWebReportSchema } from '#contract/citizen-report';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { WebContext } from '../context.ts';
import { type Intent, isDraft, isHeard, isInTouch } from '../conversation.ts';
import { type ConversationSession, changeReporter, currentConversation } from '../conversation-session.ts';
import { answerQuestion, claimWebChange, findWebReport, type WebReport } from '../store-web.ts';
import { understand } from '../understand.ts';
import { believable, isSecret } from '../web-report.ts';
import { endSession, findSessionOf } from './open-session.ts';
import { sayWritten, statePlace, step } from './state-by-web.ts';

export type SentWebChange = z.output<typeof changeWebReportSchema>;

/** Whoever holds code and secret is the reporter. */
export type WebKey = { code: string; secret: string };

/** @throws AppError `intake/report-not-found`, the same for a wrong code and a wrong secret */
export async function getOwnWebReport(work: Pick<Work, 'tx'>, { code, secret }: WebKey): Promise<WebReport> {
  const found = await findWebReport(work.tx, code);
  if (!found || !isSecret(secret, found.secretHash)) throw new AppError('intake/report-not-found');
  return found;
}

/**
 * What the reporter says about their report later: each field as if it had been tapped or written in a chat. The same
 * `changeId` again was done already.
 * @throws AppError `intake/report-not-found`, `intake/report-ended` for a message that nobody would read
 */
export async function changeWebReport(
  context: WebContext,
  work: Work,
  key: WebKey,
  sent: SentWebChange,
): Promise<void> {
  const { reportId } = await getOwnWebReport(work, key);
  if (sent.changeId && !(await claimWebChange(work.tx, reportId, sent.changeId))) return;
  const found = await findSessionOf(work, reportId);
  if (!found) throw new AppError('intake/report-not-found');
  const { session } = found;
  const now = context.clock.now();
  const at = believable(sent.at, now) ?? now;
  if (sent.language) changeReporter(session, { language: sent.language, languageChosen: true });
  const tap = async (data: string) => {
    const conversation = currentConversation(session);
    await step(context, work, session, understand(conversation, { kind: 'answer', data }, at, context.geography), at);
  };
  if (sent.silent) await step(context, work, session, { intents: silence(session), message: null }, at);
  if (sent.placeCode) await tap(`place:${sent.placeCode}`);
  if (isWorkedOn(session)) await statePlace(context, work, session, sent, at);
  if (sent.answer) {
    const answered = await answerQuestion(work.tx, { reportId, ...sent.answer });
    if (answered) await tap(`ask:${answered.question}.${sent.answer.answer}:${sent.answer.askedId}`);
  }
  if (sent.message) {
    if (!canBeRead(session, now)) throw new AppError('intake/report-ended');
    await sayWritten(context, work, session, sent.message, at);
  }
  if (sent.cancel) await tap(`cancel:${sent.cancel}`);
  if (sent.nobodyCame) await tap(`nobody-came::${reportId}`);
  const finding = session.reports.get(reportId)?.lastNotified?.finding;
  if (sent.appeal && finding) await tap(`appeal::${finding.id}`);
  if (sent.stars) await tap(`rate:${sent.stars}:${reportId}`);
  await endSession(context, work, session, { atCommit: true });
}

/** A report that has ended begins no new one by this: each is begun by its own device's id. */
function isWorkedOn(session: ConversationSession): boolean {
  const { report } = currentConversation(session);
  return isDraft(report) || isInTouch(report);
}

/** Whether somebody reads what they send. */
export function canBeRead(session: ConversationSession, now: Date): boolean {
  const { report } = currentConversation(session);
  return isWorkedOn(session) || report?.lastNotified?.status === 'resolved' || isHeard(report, now);
}

function silence(session: ConversationSession): Intent[] {
  return isWorkedOn(session) ? [{ kind: 'silence' }] : [];
}
