import type { InboundFromReporter } from '#events/inbound';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { type Conversation, NEW_CONVERSATION, type Saying } from '../conversation.ts';
import { decide } from '../decide.ts';
import { type Spoken, speak } from '../prompts.ts';
import { wordsFor } from '../say.ts';
import { findConversation, getReporter, type Reporter, saveConversation } from '../store.ts';
import { understand } from '../understand.ts';
import { applyFact } from './apply-fact.ts';
import type { IntakeContext } from './context.ts';
import { changeReachability, takeBackMessage } from './note-channel-news.ts';
import { speakToReporter } from './speak-to-reporter.ts';

/** Takes one thing a reporter did, in the transaction that also marks it as handled. */
export async function receiveFromReporter(
  context: IntakeContext,
  work: Work,
  message: InboundFromReporter,
): Promise<void> {
  const { channel, address, input, language = 'th' } = message;
  const reporter = await getReporter(work.tx, { channel, address }, { language, now: context.clock.now() });
  if (input.kind === 'unsend') return takeBackMessage(context, work, input.messageId);
  if (input.kind === 'blocked') return changeReachability(context, work, reporter, false);
  if (reporter.unreachable) await changeReachability(context, work, reporter, true);
  await converse(context, work, { ...reporter, unreachable: false }, message);
}

async function converse(context: IntakeContext, work: Work, reporter: Reporter, message: InboundFromReporter) {
  const before = (await findConversation(work.tx, reporter.id)) ?? NEW_CONVERSATION;
  const intent = understand(before, message.input, message.at, context.geography);
  const { conversation, facts, sayings } = decide(before, intent, { newReportId: newId() });
  let speaker = reporter;
  const started = facts.some(({ kind }) => kind === 'started');
  // The report must exist before the conversation can point at it.
  if (!started) await saveConversation(work.tx, reporter.id, conversation);
  for (const fact of facts) {
    speaker = await applyFact(context, work, { reporter: speaker, conversation, at: message.at }, fact);
    if (fact.kind === 'started') await saveConversation(work.tx, reporter.id, conversation);
  }
  await sayAll(context, work, speaker, conversation, sayings);
}

/** Says several things in one breath; what the last one offers is what can be tapped. */
async function sayAll(
  context: IntakeContext,
  work: Work,
  reporter: Reporter,
  conversation: Conversation,
  sayings: Saying[],
): Promise<void> {
  if (sayings.length === 0) return;
  const silent = conversation.report?.silent ?? false;
  const words = wordsFor(reporter.language, silent);
  const setting = { words, conversation, knownPhone: reporter.phone, now: context.clock.now() };
  const spoken = sayings.map((saying) => speak(saying, setting));
  const all: Spoken = { parts: spoken.flatMap(({ parts }) => parts), choices: spoken.at(-1)?.choices ?? [] };
  await speakToReporter(context, work, reporter, all, { silent, quiet: true });
}
