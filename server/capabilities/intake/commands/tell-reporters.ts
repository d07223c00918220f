import type { IncidentEvents, Writer } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import type { IntakeContext } from '../context.ts';
import { isDraft } from '../conversation.ts';
import type { Spoken } from '../prompts.ts';
import { speakFreely, speakQuestion } from '../ready-questions.ts';
import { type Words, wordsFor } from '../say.ts';
import { senderName } from '../speech-to.ts';
import { holdReporters, listOpenReportIds, type Reporter } from '../store.ts';
import { changeConversation, changeReport, currentConversation, type Talk } from '../talk.ts';
import { isHeardUnderDuress, speakUpdate, toldAfter, type Update } from '../updates.ts';
import { wantMenu } from './apply-fact.ts';
import { endTalk, findTalkOf, keepTalk } from './hold-talk.ts';
import { speakToReporter } from './speak-to-reporter.ts';

/** Holds the conversations of reporters who may be told something in this transaction. */
export function holdConversations(work: Work, reportIds: string[]): Promise<void> {
  return holdReporters(work.tx, reportIds);
}

/** Tells each reporter of an incident its news, in their language and manner; none learns of another. */
export async function tellReporters(
  context: IntakeContext,
  work: Work,
  reportIds: string[],
  news: (language: Reporter['language']) => Update,
): Promise<void> {
  for (const reportId of reportIds) {
    const found = await findListener(work, reportId);
    if (!found) continue;
    const { talk, isOurs, report, conversation, words } = found;
    // Their own report's number also after a merge: a strange number would tell them of somebody else's report.
    const update = withCode(news(talk.reporter.language), report.told?.code);
    changeReport(talk, reportId, { told: toldAfter(update, report.told, context.clock.now()) });
    if (talk.reporter.channel === 'phone') await haveToldByPhone(context, work, reportId, update);
    const isAside = conversation.report !== null && conversation.report.id !== reportId;
    const isFeigning = report.told?.duress === true && !isHeardUnderDuress(update);
    const spoken = speakUpdate(update, { words, reportId });
    if (!isFeigning) speakToReporter(talk, spoken, { words, quiet: update.news === 'opened', isAside });
    await showMenu(context, work, { talk, words }, update);
    if (isOurs) await endTalk(context, work, talk);
  }
}

/** Passes an officer's own words on, as they are; the answer to them is for that officer. */
export async function passOfficerMessage(
  context: IntakeContext,
  work: Work,
  { text, ...from }: IncidentEvents['reporter-message-written'],
): Promise<void> {
  await passToReporter(context, work, from, (words) => speakFreely(words, text));
}

/** Passes a ready question on, with its answers to tap. */
export async function passQuestion(
  context: IntakeContext,
  work: Work,
  { askedId, question, ...from }: IncidentEvents['reporter-question-asked'],
): Promise<void> {
  await passToReporter(context, work, from, (words) => speakQuestion(words, question, askedId));
}

async function passToReporter(
  context: IntakeContext,
  work: Work,
  { reportId, messageId, ...writer }: { reportId: string; messageId: string } & Writer,
  say: (words: Words) => Spoken,
): Promise<void> {
  const found = await findListener(work, reportId);
  if (!found) return;
  const { talk, isOurs, report, conversation, words } = found;
  if (talk.reporter.channel === 'phone') {
    await context.events.publish(work, 'report-to-be-told-by-phone', { reportId, news: 'message' });
    return;
  }
  if (conversation.report?.id !== reportId && !isDraft(conversation.report)) {
    changeConversation(talk, { ...talk.conversation, report, question: null, offered: [] });
  }
  const sender = senderName(words, writer);
  speakToReporter(talk, say(words), { words, quiet: false, about: `chat-message:${messageId}`, sender });
  if (isOurs) await endTalk(context, work, talk);
}

/** What a caller would have read: that help is coming is worth a call; that it is there, or over, they know. */
async function haveToldByPhone({ events }: IntakeContext, work: Work, reportId: string, { news }: Update) {
  // "Opened" was said by the clerk while they were on the line.
  if (news === 'opened') return;
  const isPointless = ['on-scene', 'resolved', 'closed', 'cancelled'].includes(news);
  const what = { reportId, news: isPointless ? 'nothing' : 'standing' } as const;
  await events.publish(work, 'report-to-be-told-by-phone', what);
}

/** Who hears of a report, and in what manner: hushed by this report or by another that is at hand. */
async function findListener(work: Work, reportId: string) {
  const found = await findTalkOf(work, reportId);
  const report = found?.talk.reports.get(reportId);
  if (!found || !report) return undefined;
  const conversation = currentConversation(found.talk);
  const words = wordsFor(found.talk.reporter.language, report.silent || conversation.hushed);
  return { ...found, report, conversation, words };
}

function withCode(update: Update, code: string | undefined): Update {
  return code === undefined ? update : { ...update, code };
}

/** The menu of waiting while anything of theirs is open, the neutral one on a hushed screen, the full one when all has ended. */
async function showMenu(
  context: IntakeContext,
  work: Work,
  { talk, words }: { talk: Talk; words: Words },
  { news }: Update,
): Promise<void> {
  const { id, channel } = talk.reporter;
  if (channel !== 'line') return;
  if (news === 'reopened') await wantMenu(context, work, talk.reporter, words.isHushed ? 'reporting' : 'waiting');
  if (news !== 'closed' && news !== 'cancelled') return;
  // Which of their reports are open is asked of the table: it must know of this one first.
  await keepTalk(work, talk);
  if ((await listOpenReportIds(work.tx, id)).length > 0) return;
  await wantMenu(context, work, talk.reporter, 'default');
}
