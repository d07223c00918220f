import type { Work } from '#platform/database/transaction';
import { type Barred, isBarred } from '../barred.ts';
import type { IntakeContext } from '../context.ts';
import { isDraft, isInTouch } from '../conversation.ts';
import { type ConversationSession, changeConversation, currentConversation } from '../conversation-session.ts';
import { renderReceiptQuestion } from '../prompts.ts';
import { translatorFor } from '../translate.ts';
import { addOutgoingMessage } from './add-outgoing-message.ts';
import { endSession, findSessionOf } from './open-session.ts';

/** `asked`, or why not. */
export type ReceiptOutcome = 'asked' | 'unreachable' | 'not-wanted' | 'in-touch' | 'silent' | 'barred';

/**
 * Asks a reporter whether they got the help that was spoken of. Without sound and in neutral words: nothing says which help,
 * because somebody else may read the screen. The answer names what was asked about (`receipt-answered`).
 */
export async function askIfReceived(
  context: IntakeContext,
  work: Work,
  { reportId, askedId, barred }: { reportId: string; askedId: string; barred: Barred },
): Promise<ReceiptOutcome> {
  const found = await findSessionOf(work, reportId);
  if (!found) return 'unreachable';
  const { session } = found;
  const why = whyNot(session, reportId, barred);
  if (!why) {
    const translate = translatorFor(session.reporter.language, true);
    changeConversation(session, { ...session.conversation, silentMode: true });
    addOutgoingMessage(session, renderReceiptQuestion(translate, askedId), { translate, quiet: true });
  }
  if (found.isOurs) await endSession(context, work, session);
  return why ?? 'asked';
}

function whyNot(session: ConversationSession, reportId: string, barred: Barred): ReceiptOutcome | undefined {
  if (session.reporter.unreachable || session.reporter.channel !== 'line') return 'unreachable';
  if (session.reporter.asksNoMore) return 'not-wanted';
  const { report } = currentConversation(session);
  if (isDraft(report) || isInTouch(report)) return 'in-touch';
  const about = session.reports.get(reportId);
  // Whoever they are afraid of may have the phone.
  if (about?.silent || about?.lastNotified?.duress) return 'silent';
  return isBarred(session, reportId, barred) ? 'barred' : undefined;
}
