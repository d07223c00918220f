import type { IncidentEvents, Writer } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import { senderName } from '../build-outgoing-message.ts';
import type { IntakeContext } from '../context.ts';
import { isDraft } from '../conversation.ts';
import {
  type ConversationSession,
  changeConversation,
  changeReport,
  currentConversation,
} from '../conversation-session.ts';
import type { MessageContent } from '../prompts.ts';
import { renderFreeText, renderQuestion } from '../ready-questions.ts';
import { listOpenReportIds, lockReporters, type Reporter } from '../store.ts';
import { type Translate, translatorFor } from '../translate.ts';
import { isHeardUnderDuress, renderUpdate, statusAfter, type Update } from '../updates.ts';
import { addOutgoingMessage } from './add-outgoing-message.ts';
import { requestMenu } from './apply-fact.ts';
import { endSession, findSessionOf, flushSession } from './open-session.ts';

/** Holds the conversations of reporters who may be told something in this transaction. */
export function lockConversations(work: Work, reportIds: string[]): Promise<void> {
  return lockReporters(work.tx, reportIds);
}

/** Tells each reporter of an incident its news, in their language and manner; none learns of another. */
export async function notifyReporters(
  context: IntakeContext,
  work: Work,
  reportIds: string[],
  news: (language: Reporter['language']) => Update,
): Promise<void> {
  for (const reportId of reportIds) {
    const found = await findListener(work, reportId);
    if (!found) continue;
    const { session, isOurs, report, conversation, translate } = found;
    // Their own report's number also after a merge: a strange number would tell them of somebody else's report.
    const update = withCode(news(session.reporter.language), report.lastNotified?.code);
    changeReport(session, reportId, { lastNotified: statusAfter(update, report.lastNotified, context.clock.now()) });
    if (session.reporter.channel === 'phone') await haveToldByPhone(context, work, reportId, update);
    const isAside = conversation.report !== null && conversation.report.id !== reportId;
    const isFeigning = report.lastNotified?.duress === true && !isHeardUnderDuress(update);
    const spoken = renderUpdate(update, { translate, reportId });
    if (!isFeigning) addOutgoingMessage(session, spoken, { translate, quiet: update.news === 'opened', isAside });
    await showMenu(context, work, { session, translate }, update);
    if (isOurs) await endSession(context, work, session);
  }
}

/** Passes an officer's own words on, as they are; the answer to them is for that officer. */
export async function passOfficerMessage(
  context: IntakeContext,
  work: Work,
  { text, ...from }: IncidentEvents['reporter-message-written'],
): Promise<void> {
  await passToReporter(context, work, from, (translate) => renderFreeText(translate, text));
}

/** Passes a ready question on, with its answers to tap. */
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
  say: (translate: Translate) => MessageContent,
): Promise<void> {
  const found = await findListener(work, reportId);
  if (!found) return;
  const { session, isOurs, report, conversation, translate } = found;
  if (session.reporter.channel === 'phone') {
    await context.events.publish(work, 'report-call-back-needed', { reportId, news: 'message' });
    return;
  }
  if (conversation.report?.id !== reportId && !isDraft(conversation.report)) {
    changeConversation(session, { ...session.conversation, report, question: null, offered: [] });
  }
  const sender = senderName(translate, writer);
  addOutgoingMessage(session, say(translate), { translate, quiet: false, about: `chat-message:${messageId}`, sender });
  if (isOurs) await endSession(context, work, session);
}

/** What a caller would have read: that help is coming is worth a call; that it is there, or over, they know. */
async function haveToldByPhone({ events }: IntakeContext, work: Work, reportId: string, { news }: Update) {
  // "Opened" was said by the clerk while they were on the line.
  if (news === 'opened') return;
  const isPointless = ['on-scene', 'resolved', 'closed', 'cancelled'].includes(news);
  const what = { reportId, news: isPointless ? 'nothing' : 'status' } as const;
  await events.publish(work, 'report-call-back-needed', what);
}

/** Who hears of a report, and in what manner: hushed by this report or by another that is at hand. */
async function findListener(work: Work, reportId: string) {
  const found = await findSessionOf(work, reportId);
  const report = found?.session.reports.get(reportId);
  if (!found || !report) return undefined;
  const conversation = currentConversation(found.session);
  const translate = translatorFor(found.session.reporter.language, report.silent || conversation.silentMode);
  return { ...found, report, conversation, translate };
}

function withCode(update: Update, code: string | undefined): Update {
  return code === undefined ? update : { ...update, code };
}

/** The menu of waiting while anything of theirs is open, the neutral one on a hushed screen, the full one when all has ended. */
async function showMenu(
  context: IntakeContext,
  work: Work,
  { session, translate }: { session: ConversationSession; translate: Translate },
  { news }: Update,
): Promise<void> {
  const { id, channel } = session.reporter;
  if (channel !== 'line') return;
  if (news === 'reopened')
    await requestMenu(context, work, session.reporter, translate.isSilent ? 'reporting' : 'waiting');
  if (news !== 'closed' && news !== 'cancelled') return;
  // Which of their reports are open is asked of the table: it must know of this one first.
  await flushSession(work, session);
  if ((await listOpenReportIds(work.tx, id)).length > 0) return;
  await requestMenu(context, work, session.reporter, 'default');
}
