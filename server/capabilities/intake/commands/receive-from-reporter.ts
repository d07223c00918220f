import type { InboundFromReporter } from '#events/inbound';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { type Conversation, isDraft, isInTouch, type Meaning, NEW_CONVERSATION, type Saying } from '../conversation.ts';
import { decide } from '../decide.ts';
import { guessLanguage } from '../language.ts';
import { type Spoken, speak } from '../prompts.ts';
import { wordsFor } from '../say.ts';
import {
  findConversation,
  findOwnReport,
  findReport,
  getReporter,
  type Reporter,
  saveConversation,
  updateReporter,
} from '../store.ts';
import { keepDraft } from '../store-unfinished.ts';
import { understand } from '../understand.ts';
import { applyFact } from './apply-fact.ts';
import type { IntakeContext } from './context.ts';
import { changeReachability, takeBackMessage } from './note-channel-news.ts';
import { speakToReporter } from './speak-to-reporter.ts';

/** After an hour without a word a draft leaves the desk's list; a new word begins a new report. */
const GIVE_UP_MS = 3_600_000;

/** Takes one thing a reporter did, in the transaction that also marks it as handled. */
export async function receiveFromReporter(
  context: IntakeContext,
  work: Work,
  message: InboundFromReporter,
): Promise<void> {
  const { channel, address, input } = message;
  const first = { language: message.language ?? guessLanguage(input), now: context.clock.now() };
  const reporter = await getReporter(work.tx, { channel, address }, first);
  if (input.kind === 'unsend') return takeBackMessage(context, work, input.messageId);
  if (input.kind === 'blocked') return changeReachability(context, work, reporter, false);
  if (reporter.unreachable) await changeReachability(context, work, reporter, true);
  const present = { ...reporter, unreachable: false };
  await converse(context, work, await withLanguageOf(work, present, message), message);
}

/** The language of their app is known a moment after their first word; one they asked for stays. */
async function withLanguageOf(work: Work, reporter: Reporter, { language }: InboundFromReporter): Promise<Reporter> {
  if (!language || reporter.languageChosen || reporter.language === language) return reporter;
  const changed = { ...reporter, language };
  await updateReporter(work.tx, changed);
  return changed;
}

async function converse(context: IntakeContext, work: Work, reporter: Reporter, message: InboundFromReporter) {
  const current = (await findConversation(work.tx, reporter.id)) ?? NEW_CONVERSATION;
  const meaning = understand(current, message.input, message.at, context.geography);
  const other = await findOtherReport(work, reporter, current, meaning);
  const before = other ? { ...current, report: other, question: null, offered: [] } : current;
  const { conversation, facts, sayings } = decide(before, meaning, { newReportId: newId() });
  // A word about an older report does not take the conversation away from the one at hand.
  const isAside = other !== undefined && (isDraft(current.report) || isInTouch(current.report));
  const saved = isAside ? current : conversation;
  let speaker = reporter;
  const started = facts.some(({ kind }) => kind === 'started');
  // The report must exist before the conversation can point at it.
  if (!started) await saveConversation(work.tx, reporter.id, saved);
  for (const fact of facts) {
    speaker = await applyFact(context, work, { reporter: speaker, conversation, at: message.at }, fact);
    if (fact.kind === 'started') await saveConversation(work.tx, reporter.id, saved);
  }
  await keepAlive(context, work, conversation);
  const silentFacts = facts.length > 0 && sayings.length === 0;
  await sayAll(context, work, speaker, conversation, silentFacts ? await stillTrue(work, conversation) : sayings);
}

/** The report a tapped button names, when it is not the one at hand. */
async function findOtherReport(work: Work, reporter: Reporter, current: Conversation, { intents }: Meaning) {
  const [intent] = intents;
  const named = intent && 'reportId' in intent ? intent.reportId : null;
  if (!named || named === current.report?.id) return undefined;
  return findOwnReport(work.tx, reporter.id, named);
}

/** A draft lives on with each word; where the desk is being shown it, it is shown the word as well. */
async function keepAlive({ clock, eventLog }: IntakeContext, work: Work, { report }: Conversation): Promise<void> {
  if (!report || !isDraft(report)) return;
  const isShown = await keepDraft(work.tx, report.id, new Date(clock.now().getTime() + GIVE_UP_MS));
  if (isShown) await eventLog.append(work, 'report-unfinished', { reportId: report.id });
}

/** News usually answers "nobody came"; where none came of it, because an officer was faster, status does. */
async function stillTrue(work: Work, { report }: Conversation): Promise<Saying[]> {
  const now = report && (await findReport(work.tx, report.id));
  return now?.told && now.told.status === report?.told?.status ? [{ say: 'status' }] : [];
}

/** Says several things in one breath; what the last one offers is what can be tapped. */
async function sayAll(
  context: IntakeContext,
  work: Work,
  reporter: Reporter,
  conversation: Conversation,
  sayings: Saying[],
): Promise<void> {
  const words = wordsFor(reporter.language, conversation.hushed || conversation.report?.silent === true);
  const setting = { words, conversation, knownPhone: reporter.phone, now: context.clock.now() };
  const spoken = sayings.map((saying) => speak(saying, setting));
  const last = spoken.at(-1);
  if (!last) return;
  const all: Spoken = { ...last, parts: spoken.flatMap(({ parts }) => parts) };
  await speakToReporter(context, work, reporter, all, { words, quiet: true });
}
