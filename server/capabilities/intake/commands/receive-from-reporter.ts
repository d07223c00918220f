import type { InboundFromReporter } from '#events/inbound';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IntakeContext } from '../context.ts';
import { type Conversation, type Fact, isDraft, isInTouch, type Meaning, type Prompt } from '../conversation.ts';
import { type ConversationSession, changeConversation, changeReport, changeReporter } from '../conversation-session.ts';
import { decide } from '../decide.ts';
import { leaveOutEchoes } from '../flood-echo.ts';
import { followLanguage, guessLanguage } from '../language.ts';
import { findOwnReport, getReporter } from '../store-conversation.ts';
import { understand } from '../understand.ts';
import { addPrompts } from './add-outgoing-message.ts';
import { applyFact } from './apply-fact.ts';
import { changeReachability, takeBackMessage } from './note-channel-news.ts';
import { endSession, readSession } from './open-session.ts';

/** After an hour without a word a draft leaves the desk's list; a new word begins a new report. */
const GIVE_UP_MS = 3_600_000;

/**
 * Takes one thing a reporter did, in the transaction that also marks it as handled.
 * @returns whether a message of theirs was kept for an officer; what was not needs no file fetched
 */
export async function receiveFromReporter(
  context: IntakeContext,
  work: Work,
  message: InboundFromReporter,
): Promise<{ isStored: boolean }> {
  const { channel, address, input } = message;
  const first = { language: message.language ?? guessLanguage(input), now: context.clock.now() };
  const reporter = await getReporter(work.tx, { channel, address }, first);
  if (input.kind === 'unsend' || input.kind === 'blocked') {
    if (input.kind === 'unsend') await takeBackMessage(context, work, input.messageId);
    else await changeReachability(context, work, reporter, false);
    return { isStored: false };
  }
  if (reporter.unreachable) await changeReachability(context, work, reporter, true);
  const session = await readSession(work, { ...reporter, unreachable: false });
  follow(session, message);
  const facts = await converse(context, work, session, message);
  await endSession(context, work, session);
  return { isStored: facts.some(({ kind }) => kind === 'message-received') };
}

/** The language of their app is known a moment after their first word. */
function follow(session: ConversationSession, { language: app, input }: InboundFromReporter): void {
  const { reporter, conversation } = session;
  const known = followLanguage(reporter, input, { app, question: conversation.question });
  if (known.language === reporter.language && known.languageWritten === reporter.languageWritten) return;
  changeReporter(session, known);
}

async function converse(
  context: IntakeContext,
  work: Work,
  session: ConversationSession,
  message: InboundFromReporter,
): Promise<readonly Fact[]> {
  const current = session.conversation;
  const meaning = understand(current, message.input, message.at, context.geography);
  const other = await findOtherReport(work, session, meaning);
  const before = other ? { ...current, report: other, question: null, offered: [] } : current;
  const { conversation, facts, ...decided } = decide(before, meaning, { newReportId: newId(), at: message.at });
  const prompts = leaveOutEchoes(decided.prompts, message.flood);
  const isFlood = message.flood !== 'none';
  // A word about an older report does not take the conversation away from the one at hand.
  const isAside = other !== undefined && (isDraft(current.report) || isInTouch(current.report));
  if (!isAside) changeConversation(session, conversation);
  for (const fact of facts) await applyFact(context, work, { session, conversation, at: message.at, isFlood }, fact);
  await keepAlive(context, work, session, conversation);
  const silentFacts = facts.length > 0 && decided.prompts.length === 0;
  addPrompts(context, session, conversation, silentFacts ? stillTrue(session, conversation) : prompts, { quiet: true });
  return facts;
}

/** The report a tapped button names, when it is not the one at hand. */
async function findOtherReport(work: Work, session: ConversationSession, { intents }: Meaning) {
  const [intent] = intents;
  const named = intent && 'reportId' in intent ? intent.reportId : null;
  if (!named || named === session.conversation.report?.id) return undefined;
  const report = await findOwnReport(work.tx, session.reporter.id, named);
  if (report) session.reports.set(report.id, report);
  return report;
}

/** A draft lives on with each word; where the desk is being shown it, it is shown the word as well. */
async function keepAlive(
  context: IntakeContext,
  work: Work,
  session: ConversationSession,
  { report }: Conversation,
): Promise<void> {
  const held = report && session.reports.get(report.id);
  if (held?.state !== 'draft') return;
  const giveUpAt = new Date(context.clock.now().getTime() + GIVE_UP_MS);
  changeReport(session, held.id, {}, { giveUpAt });
  if (held.isUnfinished) await context.eventLog.append(work, 'report-unfinished', { reportId: held.id });
}

/** News usually answers "nobody came"; where none came of it, because an officer was faster, status does. */
function stillTrue(session: ConversationSession, { report }: Conversation): Prompt[] {
  const now = report && session.reports.get(report.id);
  return now?.lastNotified && now.lastNotified.status === report?.lastNotified?.status ? [{ key: 'status' }] : [];
}
