import type { InboundFromReporter } from '#events/inbound';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IntakeContext } from '../context.ts';
import { type Conversation, type Fact, isDraft, isInTouch, type Meaning, type Saying } from '../conversation.ts';
import { decide } from '../decide.ts';
import { leaveOutEchoes } from '../flood-echo.ts';
import { followLanguage, guessLanguage } from '../language.ts';
import { findOwnReport, getReporter } from '../store-talk.ts';
import { changeConversation, changeReport, changeReporter, type Talk } from '../talk.ts';
import { understand } from '../understand.ts';
import { applyFact } from './apply-fact.ts';
import { endTalk, readTalk } from './hold-talk.ts';
import { changeReachability, takeBackMessage } from './note-channel-news.ts';
import { sayAll } from './speak-to-reporter.ts';

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
): Promise<{ isKept: boolean }> {
  const { channel, address, input } = message;
  const first = { language: message.language ?? guessLanguage(input), now: context.clock.now() };
  const reporter = await getReporter(work.tx, { channel, address }, first);
  if (input.kind === 'unsend' || input.kind === 'blocked') {
    if (input.kind === 'unsend') await takeBackMessage(context, work, input.messageId);
    else await changeReachability(context, work, reporter, false);
    return { isKept: false };
  }
  if (reporter.unreachable) await changeReachability(context, work, reporter, true);
  const talk = await readTalk(work, { ...reporter, unreachable: false });
  follow(talk, message);
  const facts = await converse(context, work, talk, message);
  await endTalk(context, work, talk);
  return { isKept: facts.some(({ kind }) => kind === 'message-received') };
}

/** The language of their app is known a moment after their first word. */
function follow(talk: Talk, { language: app, input }: InboundFromReporter): void {
  const { reporter, conversation } = talk;
  const known = followLanguage(reporter, input, { app, question: conversation.question });
  if (known.language === reporter.language && known.languageWritten === reporter.languageWritten) return;
  changeReporter(talk, known);
}

async function converse(
  context: IntakeContext,
  work: Work,
  talk: Talk,
  message: InboundFromReporter,
): Promise<readonly Fact[]> {
  const current = talk.conversation;
  const meaning = understand(current, message.input, message.at, context.geography);
  const other = await findOtherReport(work, talk, meaning);
  const before = other ? { ...current, report: other, question: null, offered: [] } : current;
  const { conversation, facts, ...decided } = decide(before, meaning, { newReportId: newId(), at: message.at });
  const sayings = leaveOutEchoes(decided.sayings, message.flood);
  const isFlood = message.flood !== 'none';
  // A word about an older report does not take the conversation away from the one at hand.
  const isAside = other !== undefined && (isDraft(current.report) || isInTouch(current.report));
  if (!isAside) changeConversation(talk, conversation);
  for (const fact of facts) await applyFact(context, work, { talk, conversation, at: message.at, isFlood }, fact);
  await keepAlive(context, work, talk, conversation);
  const silentFacts = facts.length > 0 && decided.sayings.length === 0;
  sayAll(context, talk, conversation, silentFacts ? stillTrue(talk, conversation) : sayings, { quiet: true });
  return facts;
}

/** The report a tapped button names, when it is not the one at hand. */
async function findOtherReport(work: Work, talk: Talk, { intents }: Meaning) {
  const [intent] = intents;
  const named = intent && 'reportId' in intent ? intent.reportId : null;
  if (!named || named === talk.conversation.report?.id) return undefined;
  const report = await findOwnReport(work.tx, talk.reporter.id, named);
  if (report) talk.reports.set(report.id, report);
  return report;
}

/** A draft lives on with each word; where the desk is being shown it, it is shown the word as well. */
async function keepAlive(context: IntakeContext, work: Work, talk: Talk, { report }: Conversation): Promise<void> {
  const held = report && talk.reports.get(report.id);
  if (held?.state !== 'draft') return;
  const giveUpAt = new Date(context.clock.now().getTime() + GIVE_UP_MS);
  changeReport(talk, held.id, {}, { giveUpAt });
  if (held.isUnfinished) await context.eventLog.append(work, 'report-unfinished', { reportId: held.id });
}

/** News usually answers "nobody came"; where none came of it, because an officer was faster, status does. */
function stillTrue(talk: Talk, { report }: Conversation): Saying[] {
  const now = report && talk.reports.get(report.id);
  return now?.told && now.told.status === report?.told?.status ? [{ say: 'status' }] : [];
}
