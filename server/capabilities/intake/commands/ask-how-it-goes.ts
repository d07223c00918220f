import type { Work } from '#platform/database/transaction';
import { type Barred, isBarred } from '../barred.ts';
import type { IntakeContext } from '../context.ts';
import { isDraft, isInTouch } from '../conversation.ts';
import { type ConversationSession, changeConversation, currentConversation } from '../conversation-session.ts';
import { renderWelfareQuestion } from '../prompts.ts';
import { translatorFor } from '../translate.ts';
import { addOutgoingMessage } from './add-outgoing-message.ts';
import { endSession, findSessionOf } from './open-session.ts';

/** `asked`, or why not. */
export type WelfareOutcome = 'asked' | 'unreachable' | 'not-wanted' | 'in-touch' | 'not-closed' | 'silent' | 'barred';

type Asked = {
  reportId: string;
  checkId: string;
  /** Who must not be asked. */
  barred: Barred;
  /** The question after a case, weeks later: never to whoever reported in silence or was forced to say that all is well. */
  isAfterCase?: boolean;
};

/**
 * Asks the reporter of a closed report how they are. Always without sound and in neutral words, because the person
 * they were afraid of may have the phone by now. The conversation stays silent afterwards.
 */
export async function askHowItGoes(
  context: IntakeContext,
  work: Work,
  { reportId, checkId, barred, isAfterCase = false }: Asked,
): Promise<WelfareOutcome> {
  const found = await findSessionOf(work, reportId);
  if (!found) return 'unreachable';
  const { session } = found;
  const why = whyNot(session, reportId) ?? whyNotThem(session, reportId, { barred, isAfterCase });
  if (!why) {
    const translate = translatorFor(session.reporter.language, true);
    changeConversation(session, { ...session.conversation, silentMode: true });
    addOutgoingMessage(session, renderWelfareQuestion(translate, checkId, isAfterCase), {
      translate,
      quiet: true,
    });
  }
  if (found.isOurs) await endSession(context, work, session);
  return why ?? 'asked';
}

function whyNot(session: ConversationSession, reportId: string): WelfareOutcome | undefined {
  // A caller has no chat, and a call may be overheard by the person they are afraid of.
  if (session.reporter.unreachable || session.reporter.channel !== 'line') return 'unreachable';
  if (session.reporter.asksNoMore) return 'not-wanted';
  const { report } = currentConversation(session);
  // They have an open report, so they are in touch anyway.
  if (isDraft(report) || isInTouch(report)) return 'in-touch';
  return session.reports.get(reportId)?.lastNotified?.status === 'closed' ? undefined : 'not-closed';
}

function whyNotThem(
  session: ConversationSession,
  reportId: string,
  { barred, isAfterCase }: Pick<Asked, 'barred'> & { isAfterCase: boolean },
): WelfareOutcome | undefined {
  const report = session.reports.get(reportId);
  if (isAfterCase && (report?.silent || report?.lastNotified?.duress)) return 'silent';
  return isBarred(session, reportId, barred) ? 'barred' : undefined;
}
