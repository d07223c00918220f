import type { Work } from '#platform/database/transaction';
import { type Conversation, isDraft, NEW_CONVERSATION, type TalkedReport } from '../conversation.ts';
import { inTouch } from '../prompts.ts';
import { wordsFor } from '../say.ts';
import {
  findConversation,
  findReport,
  findReporterOf,
  holdReporters,
  listOpenReportIds,
  type Reporter,
  saveConversation,
  setTold,
} from '../store.ts';
import { speakUpdate, toldAfter, type Update } from '../updates.ts';
import type { IntakeContext } from './context.ts';
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
    const { reporter, report, conversation, words } = found;
    // Their own report's number also after a merge: a strange number would tell them of somebody else's report.
    const update = withCode(news(reporter.language), report.told?.code);
    await setTold(work.tx, reportId, toldAfter(update, report.told, context.clock.now()));
    const spoken = speakUpdate(update, { words, reportId });
    const isAside = conversation.report !== null && conversation.report.id !== reportId;
    await speakToReporter(context, work, reporter, spoken, { words, quiet: update.news === 'opened', isAside });
    await showMenu(context, work, reporter, update);
  }
}

/** Passes an officer's own words on, as they are; the answer to them is for that officer. */
export async function passOfficerMessage(
  context: IntakeContext,
  work: Work,
  { reportId, messageId, text }: { reportId: string; messageId: string; text: string },
): Promise<void> {
  const found = await findListener(work, reportId);
  if (!found) return;
  const { reporter, report, conversation, words } = found;
  if (conversation.report?.id !== reportId && !isDraft(conversation.report)) {
    await saveConversation(work.tx, reporter.id, { ...conversation, report, question: null, offered: [] });
  }
  const spoken = { parts: [{ kind: 'text', text } as const], numbered: [], choices: inTouch(words) };
  await speakToReporter(context, work, reporter, spoken, { words, quiet: false, about: `chat-message:${messageId}` });
}

/** Who hears of a report, and in what manner: hushed by this report or by another that is at hand. */
async function findListener(work: Work, reportId: string) {
  const reporter = await findReporterOf(work.tx, reportId);
  const report = await findReport(work.tx, reportId);
  if (!reporter || !report) return undefined;
  const conversation: Conversation = (await findConversation(work.tx, reporter.id)) ?? NEW_CONVERSATION;
  return { reporter, report, conversation, words: wordsFor(reporter.language, isHushed(conversation, report)) };
}

function isHushed(conversation: Conversation, report: TalkedReport): boolean {
  return report.silent || conversation.hushed;
}

function withCode(update: Update, code: string | undefined): Update {
  return code === undefined ? update : { ...update, code };
}

/** The neutral menu while anything of theirs is open, the full one when all has ended. */
async function showMenu({ events }: IntakeContext, work: Work, reporter: Reporter, { news }: Update): Promise<void> {
  const { id, channel, address } = reporter;
  if (news === 'reopened') await events.publish(work, 'reporter-menu-wanted', { channel, address, menu: 'reporting' });
  const hasEnded = news === 'closed' || news === 'cancelled';
  if (!hasEnded || (await listOpenReportIds(work.tx, id)).length > 0) return;
  await events.publish(work, 'reporter-menu-wanted', { channel, address, menu: 'default' });
}
