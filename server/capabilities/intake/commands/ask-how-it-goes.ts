import type { Work } from '#platform/database/transaction';
import { type Barred, isBarred } from '../barred.ts';
import type { IntakeContext } from '../context.ts';
import { isDraft, isInTouch } from '../conversation.ts';
import { type ConversationSession, changeConversation, currentConversation } from '../conversation-session.ts';
import { renderWelfareQuestion } from '../prompts.ts';
import { isAmong } from '../same-number.ts';
import { translatorFor } from '../translate.ts';
import { addOutgoingMessage } from './add-outgoing-message.ts';
import { endSession, findSessionOf } from './open-session.ts';

/** `asked`, or why not. */
<<<<<<< HEAD
export type WelfareOutcome = 'asked' | 'unreachable' | 'not-wanted' | 'in-touch' | 'not-closed' | 'silent' | 'barred';

/** The question after a case, weeks later: never to whoever reported in silence or was forced to say that all is well. */
type AfterCase = { barredPhones: readonly string[] };
=======
export type WelfareOutcome = 'asked' | 'unreachable' | 'not-wanted' | 'in-touch' | 'not-closed' | 'barred';
>>>>>>> 350e6df9 (Care: barred by any identity)

/**
 * Asks the reporter of a closed report how they are. Always without sound and in neutral words, because the person
 * they were afraid of may have the phone by now. The conversation stays silent afterwards.
 */
export async function askHowItGoes(
  context: IntakeContext,
  work: Work,
<<<<<<< HEAD
  { reportId, checkId, afterCase }: { reportId: string; checkId: string; afterCase?: AfterCase | undefined },
=======
  { reportId, checkId, barred }: { reportId: string; checkId: string; barred: Barred },
>>>>>>> 350e6df9 (Care: barred by any identity)
): Promise<WelfareOutcome> {
  const found = await findSessionOf(work, reportId);
  if (!found) return 'unreachable';
  const { session } = found;
<<<<<<< HEAD
  const why = whyNot(session, reportId) ?? (afterCase && whyNotAfterCase(session, reportId, afterCase));
=======
  const why = isBarred(session, reportId, barred) ? 'barred' : whyNot(session, reportId);
>>>>>>> 350e6df9 (Care: barred by any identity)
  if (!why) {
    const translate = translatorFor(session.reporter.language, true);
    changeConversation(session, { ...session.conversation, silentMode: true });
    addOutgoingMessage(session, renderWelfareQuestion(translate, checkId, afterCase !== undefined), {
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

function whyNotAfterCase(
  session: ConversationSession,
  reportId: string,
  { barredPhones }: AfterCase,
): WelfareOutcome | undefined {
  const report = session.reports.get(reportId);
  if (report?.silent || report?.lastNotified?.duress) return 'silent';
  return [session.reporter.phone, report?.phone].some((phone) => isAmong(phone, barredPhones)) ? 'barred' : undefined;
}
