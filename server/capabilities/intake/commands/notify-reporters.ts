import type { IncidentEvents, Writer } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import { senderName } from '../build-outgoing-message.ts';
import type { IntakeContext } from '../context.ts';
import { isDraft, isInTouch } from '../conversation.ts';
import {
  type ConversationSession,
  changeConversation,
  changeReport,
  currentConversation,
} from '../conversation-session.ts';
import type { MessageContent } from '../prompts.ts';
import { renderFreeText, renderQuestion } from '../ready-questions.ts';
import { listOpenReportIds } from '../store.ts';
import { type Translate, translatorFor } from '../translate.ts';
import { isShownUnderDuress, type News, renderNews, shownAfter, statusAfter } from '../updates.ts';
import { addOutgoingMessage } from './add-outgoing-message.ts';
import { requestMenu } from './apply-fact.ts';
import { endSession, findSessionOf, flushSession } from './open-session.ts';

/** Sends the news of an incident to each of its reporters, in their language and mode. None learns of another. */
export async function notifyReporters(context: IntakeContext, work: Work, news: News): Promise<void> {
  for (const reportId of news.payload.reportIds) {
    const found = await findRecipient(work, reportId);
    if (!found) continue;
    const { session, isOurs, report, conversation, translate } = found;
    // After a merge they still see their own number: another one would reveal somebody else's report.
    const code = report.lastNotified?.code ?? news.payload.code;
    const now = context.clock.now();
    const after = statusAfter(news, report.lastNotified, now);
    const isWeb = session.reporter.channel === 'web';
    changeReport(session, reportId, { lastNotified: isWeb ? shownAfter(news, after) : after });
    if (session.reporter.channel === 'phone') await requestCallBack(context, work, reportId, news);
    const isOther = conversation.report !== null && conversation.report.id !== reportId;
    // What they write next is about this one, unless they are in the middle of another.
    const isTurnedTo =
      isOther && news.kind.startsWith('finding-') && !isDraft(conversation.report) && !isInTouch(conversation.report);
    if (isTurnedTo) changeConversation(session, { ...session.conversation, report, question: null, offered: [] });
    const isAside = isOther && !isTurnedTo;
    const isFeigning = report.lastNotified?.duress === true && !isShownUnderDuress(news);
    const content = renderNews(news, { translate, reportId, code });
    if (!isFeigning)
      addOutgoingMessage(session, content, { translate, quiet: news.kind === 'incident-opened', isAside });
    await showMenu(context, work, { session, translate }, news);
    // Told to many at once, and nothing that follows from it reads the tables.
    if (isOurs) await endSession(context, work, session, { atCommit: news.kind === 'incident-unanswered' });
  }
}

/** Passes an officer's message on unchanged. */
export async function passOfficerMessage(
  context: IntakeContext,
  work: Work,
  { text, ...from }: IncidentEvents['reporter-message-written'],
): Promise<void> {
  await passToReporter(context, work, from, (translate) => renderFreeText(translate, text));
}

/** Passes a ready question on, with buttons for its answers. */
export async function passQuestion(
  context: IntakeContext,
  work: Work,
  { askedId, question, ...from }: IncidentEvents['reporter-question-asked'],
): Promise<void> {
  await passToReporter(context, work, from, (translate) => renderQuestion(translate, question, askedId));
}

async function passToReporter(
  context: IntakeContext,
  work: Work,
  { reportId, messageId, ...writer }: { reportId: string; messageId: string } & Writer,
  render: (translate: Translate) => MessageContent,
): Promise<void> {
  const found = await findRecipient(work, reportId);
  if (!found) return;
  const { session, isOurs, report, conversation, translate } = found;
  if (session.reporter.channel === 'phone') {
    await context.events.publish(work, 'report-call-back-needed', { reportId, news: 'message' });
  } else {
    if (conversation.report?.id !== reportId && !isDraft(conversation.report)) {
      changeConversation(session, { ...session.conversation, report, question: null, offered: [] });
    }
    addOutgoingMessage(session, render(translate), {
      translate,
      quiet: false,
      about: { kind: 'chat-message', id: messageId },
      sender: senderName(translate, writer),
    });
  }
  if (isOurs) await endSession(context, work, session);
}

/** A caller knows this without a call. */
const ARRIVED_OR_OVER: readonly News['kind'][] = [
  'incident-on-scene',
  'incident-resolved',
  'incident-closed',
  'incident-cancelled',
];

/** Requests a call-back for news that a LINE user would have read. That help has arrived, or left, a caller knows. */
async function requestCallBack({ events }: IntakeContext, work: Work, reportId: string, { kind }: News) {
  // The clerk said so on the phone.
  if (kind === 'incident-opened') return;
  const isPointless = ARRIVED_OR_OVER.includes(kind);
  const what = { reportId, news: isPointless ? 'nothing' : 'status' } as const;
  await events.publish(work, 'report-call-back-needed', what);
}

/** The session of the reporter. Silent if this report is silent, or the one they are talking about. */
async function findRecipient(work: Work, reportId: string) {
  const found = await findSessionOf(work, reportId);
  const report = found?.session.reports.get(reportId);
  if (!found || !report) return undefined;
  const conversation = currentConversation(found.session);
  const translate = translatorFor(found.session.reporter.language, report.silent || conversation.silentMode);
  return { ...found, report, conversation, translate };
}

/** Requests the waiting menu when a report is reopened (the neutral one in silent mode), the full one when all have ended. */
async function showMenu(
  context: IntakeContext,
  work: Work,
  { session, translate }: { session: ConversationSession; translate: Translate },
  { kind }: News,
): Promise<void> {
  const { id, channel } = session.reporter;
  if (channel !== 'line') return;
  if (kind === 'incident-reopened')
    await requestMenu(context, work, session.reporter, translate.isSilent ? 'reporting' : 'waiting');
  if (kind !== 'incident-closed' && kind !== 'incident-cancelled') return;
  // The query below reads the table, so this change must be written first.
  await flushSession(work, session);
  if ((await listOpenReportIds(work.tx, id)).length > 0) return;
  await requestMenu(context, work, session.reporter, 'default');
}
