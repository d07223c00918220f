import type { Work } from '#platform/database/transaction';
import type { IntakeContext } from '../context.ts';
import { isDraft, isInTouch } from '../conversation.ts';
import { speakWelfare } from '../prompts.ts';
import { wordsFor } from '../say.ts';
import { changeConversation, currentConversation, type Talk } from '../talk.ts';
import { endTalk, findTalkOf } from './hold-talk.ts';
import { speakToReporter } from './speak-to-reporter.ts';

/** `asked`, or why not. */
export type WelfareOutcome = 'asked' | 'unreachable' | 'not-wanted' | 'in-touch' | 'not-closed';

/**
 * Asks the reporter of an ended report how it goes: always without a sound and in neutral words, because whoever they
 * feared may hold the phone by now. All that follows is spoken in the same manner.
 */
export async function askHowItGoes(
  context: IntakeContext,
  work: Work,
  { reportId, checkId }: { reportId: string; checkId: string },
): Promise<WelfareOutcome> {
  const found = await findTalkOf(work, reportId);
  if (!found) return 'unreachable';
  const { talk } = found;
  const why = whyNot(talk, reportId);
  if (why) return why;
  const words = wordsFor(talk.reporter.language, true);
  changeConversation(talk, { ...talk.conversation, hushed: true });
  speakToReporter(talk, speakWelfare(words, checkId), { words, quiet: true });
  if (found.isOurs) await endTalk(context, work, talk);
  return 'asked';
}

function whyNot(talk: Talk, reportId: string): WelfareOutcome | undefined {
  // Who only telephoned has no chat, and a call may be heard by whoever they feared.
  if (talk.reporter.unreachable || talk.reporter.channel !== 'line') return 'unreachable';
  if (talk.reporter.asksNoMore) return 'not-wanted';
  const { report } = currentConversation(talk);
  // Something of theirs is being worked on: they are asked enough.
  if (isDraft(report) || isInTouch(report)) return 'in-touch';
  return talk.reports.get(reportId)?.told?.status === 'closed' ? undefined : 'not-closed';
}
