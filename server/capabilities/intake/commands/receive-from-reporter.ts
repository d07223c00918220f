import type { InboundFromReporter } from '#events/inbound';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IntakeContext } from '../context.ts';
import { type Conversation, type Fact, isDraft, isInTouch, type Meaning, type Prompt } from '../conversation.ts';
import { type ConversationSession, changeConversation, changeReport, changeReporter } from '../conversation-session.ts';
import { decide } from '../decide.ts';
import { leaveOutEchoes } from '../flood-echo.ts';
import { followLanguage, guessLanguage } from '../language.ts';
import { findOwnReport, type KnownReporter } from '../store-conversation.ts';
import { understand } from '../understand.ts';
import { addPrompts } from './add-outgoing-message.ts';
import { applyFact } from './apply-fact.ts';
import { changeReachability, takeBackMessage } from './note-channel-news.ts';
import { beginSession, endSession, findSessionAt, openSession } from './open-session.ts';

/** The message belongs to a report: a file of it is fetched. */
const MESSAGE_STORED: readonly Fact['kind'][] = ['message-kept', 'report-message-received', 'report-flooded'];

/** Answered by the capability that has the requests, in this transaction. */
const FOR_HELP: readonly Fact['kind'][] = [
  'help-form-wanted',
  'help-status-wanted',
  'help-correction-wanted',
  'help-field-answered',
  'help-receipt-answered',
];

/** After an hour without a message a draft is given up; the next message begins a new report. */
const GIVE_UP_MS = 3_600_000;

/**
 * Handles one input of a reporter, in the transaction that also marks it as processed.
 * @param found what the statement that claimed the message found at its address (`reportersAt`); null if nobody was there
 * @returns whether a message was stored for an officer; if not, its file need not be fetched
 */
export async function receiveFromReporter(
  context: IntakeContext,
  work: Work,
  message: InboundFromReporter,
  found: KnownReporter | null,
): Promise<{ isStored: boolean }> {
  const { input } = message;
  if (input.kind === 'unsend') {
    await takeBackMessage(context, work, input.messageId);
    return { isStored: false };
  }
  const session = await sessionWith(context, work, message, found);
  const isReachable = input.kind !== 'blocked';
  if (isReachable === session.reporter.unreachable) await changeReachability(context, work, session, isReachable);
  let facts: readonly Fact[] = [];
  if (isReachable) {
    follow(session, message);
    facts = await converse(context, work, session, message);
  }
  await endSession(context, work, session, { atCommit: true });
  return { isStored: facts.some(({ kind }) => MESSAGE_STORED.includes(kind)) };
}

async function sessionWith(
  { clock }: IntakeContext,
  work: Work,
  { channel, address, language, input }: InboundFromReporter,
  found: KnownReporter | null,
): Promise<ConversationSession> {
  const earlier = findSessionAt(work, address);
  if (earlier) return earlier;
  if (found) return openSession(work, found);
  return beginSession(work, { channel, address, language: language ?? guessLanguage(input) }, clock.now());
}

/** Updates the language: the language of their app is known shortly after their first message only. */
function follow(session: ConversationSession, { language: app, input }: InboundFromReporter): void {
  const { reporter, conversation } = session;
  const known = followLanguage(reporter, input, { app, question: conversation.question });
  if (known.language === reporter.language && known.languageWritten === reporter.languageWritten) return;
  changeReporter(session, known);
}

function converse(context: IntakeContext, work: Work, session: ConversationSession, message: InboundFromReporter) {
  const meaning = understand(session.conversation, message.input, message.at, context.geography);
  return takeStep(context, work, session, meaning, message);
}

/** One step of the conversation: decides, stores, publishes and answers. */
export async function takeStep(
  context: IntakeContext,
  work: Work,
  session: ConversationSession,
  meaning: Meaning,
  message: Pick<InboundFromReporter, 'at' | 'flood'>,
): Promise<readonly Fact[]> {
  const other = await findOtherReport(work, session, meaning);
  // Read after the wait: messages of other reporters are processed side by side with this one, and may bring news here.
  const current = session.conversation;
  const before = other ? { ...current, report: other, question: null, offered: [] } : current;
  const circumstances = {
    reporter: session.reporter,
    newReportId: newId(),
    newMessageId: newId(),
    at: message.at,
    now: context.clock.now(),
    isFlood: message.flood !== 'none',
  };
  const { conversation, facts, ...decided } = decide(before, meaning, circumstances);
  const prompts = leaveOutEchoes(decided.prompts, message.flood);
  // A message about an older report does not move the conversation away from the current one.
  const isAside = other !== undefined && (isDraft(current.report) || isInTouch(current.report));
  if (!isAside) changeConversation(session, conversation);
  const waiting = session.messages.length;
  for (const fact of facts) await applyFact(context, work, { session, conversation, at: message.at }, fact);
  await keepAlive(context, work, session, conversation);
  const isAnsweredByNews = decided.prompts.length === 0 && facts.some(({ kind }) => !FOR_HELP.includes(kind));
  // "Nothing reported" would contradict the news of a request that has just been added.
  const hasNews = session.messages.length > waiting;
  const own = hasNews ? prompts.filter(({ key }) => key !== 'no-report') : prompts;
  const answer = isAnsweredByNews ? promptsWithoutNews(session, conversation) : own;
  addPrompts(context, session, conversation, answer, { quiet: true });
  return facts;
}

/** The report that a tapped button names, if it is not the current one. */
async function findOtherReport(work: Work, session: ConversationSession, { intents }: Meaning) {
  const [intent] = intents;
  const named = intent && 'reportId' in intent ? intent.reportId : null;
  if (!named || named === session.conversation.report?.id) return undefined;
  // An earlier message of this transaction may have changed it, which is not written yet.
  const report = session.reports.get(named) ?? (await findOwnReport(work.tx, session.reporter.id, named));
  if (report) session.reports.set(report.id, report);
  return report;
}

/** Each message keeps a draft alive; if the control room sees the draft, it sees the message too. */
async function keepAlive(
  context: IntakeContext,
  work: Work,
  session: ConversationSession,
  { report }: Conversation,
): Promise<void> {
  const draft = report && session.reports.get(report.id);
  if (draft?.state !== 'draft') return;
  const giveUpAt = new Date(context.clock.now().getTime() + GIVE_UP_MS);
  changeReport(session, draft.id, {}, { giveUpAt });
  if (draft.isUnfinished) await context.events.publish(work, 'unfinished-report-changed', { reportId: draft.id });
}

/** "Nobody came" usually leads to news. If it does not, because an officer was faster, the status is the answer. */
function promptsWithoutNews(session: ConversationSession, { report }: Conversation): Prompt[] {
  const now = report && session.reports.get(report.id);
  return now?.lastNotified && now.lastNotified.status === report?.lastNotified?.status ? [{ key: 'status' }] : [];
}
