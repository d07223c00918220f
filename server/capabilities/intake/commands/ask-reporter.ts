import type { Work } from '#platform/database/transaction';
import { type Barred, isBarred } from '../barred.ts';
import type { IntakeContext } from '../context.ts';
import { isDraft, isInTouch } from '../conversation.ts';
import { type ConversationSession, changeConversation, currentConversation } from '../conversation-session.ts';
import { type MessageContent, renderReceiptQuestion, renderWelfareQuestion } from '../prompts.ts';
import { type Translate, translatorFor } from '../translate.ts';
import { addOutgoingMessage } from './add-outgoing-message.ts';
import { endSession, findSessionOf } from './open-session.ts';

/** Why a reporter was not asked. */
type NotAsked = 'unreachable' | 'not-wanted' | 'in-touch' | 'not-closed' | 'silent' | 'barred';
/** `asked`, or why not. */
type WelfareOutcome = 'asked' | NotAsked;
type ReceiptOutcome = 'asked' | Exclude<NotAsked, 'not-closed'>;

type Asked = {
  reportId: string;
  checkId: string;
  /** Who must not be asked. */
  barred: Barred;
  /** The question after a case, weeks later: never to whoever reported in silence or was forced to say that all is well. */
  isAfterCase?: boolean;
};

/** Asks the reporter of a closed report how they are. */
export function askHowItGoes(
  context: IntakeContext,
  work: Work,
  { reportId, checkId, barred, isAfterCase = false }: Asked,
): Promise<WelfareOutcome> {
  const whyNot = (session: ConversationSession): NotAsked | undefined => {
    const why = whyNotNow(session);
    if (why) return why;
    if (session.reports.get(reportId)?.lastNotified?.status !== 'closed') return 'not-closed';
    return (isAfterCase ? whyNotSafe(session, reportId) : undefined) ?? whyNotThem(session, reportId, barred);
  };
  return ask(context, work, reportId, whyNot, (translate) => renderWelfareQuestion(translate, checkId, isAfterCase));
}

/**
 * Asks a reporter whether they got the help that was spoken of; nothing says which. The answer names what was asked about
 * (`receipt-answered`).
 */
export function askIfReceived(
  context: IntakeContext,
  work: Work,
  { reportId, askedId, barred }: { reportId: string; askedId: string; barred: Barred },
): Promise<ReceiptOutcome> {
  const whyNot = (session: ConversationSession) =>
    whyNotNow(session) ?? whyNotSafe(session, reportId) ?? whyNotThem(session, reportId, barred);
  return ask(context, work, reportId, whyNot, (translate) => renderReceiptQuestion(translate, askedId));
}

/**
 * Always without sound and in neutral words, because the person they were afraid of may have the phone by now. The
 * conversation stays silent afterwards.
 */
async function ask<Why extends NotAsked>(
  context: IntakeContext,
  work: Work,
  reportId: string,
  whyNot: (session: ConversationSession) => Why | undefined,
  render: (translate: Translate) => MessageContent,
): Promise<'asked' | 'unreachable' | Why> {
  const found = await findSessionOf(work, reportId);
  if (!found) return 'unreachable';
  const { session } = found;
  const why = whyNot(session);
  if (!why) {
    const translate = translatorFor(session.reporter.language, true);
    changeConversation(session, { ...session.conversation, silentMode: true });
    addOutgoingMessage(session, render(translate), { translate, quiet: true });
  }
  if (found.isOurs) await endSession(context, work, session);
  return why ?? 'asked';
}

function whyNotNow(session: ConversationSession): 'unreachable' | 'not-wanted' | 'in-touch' | undefined {
  // A caller has no chat, and a call may be overheard by the person they are afraid of.
  if (session.reporter.unreachable || session.reporter.channel !== 'line') return 'unreachable';
  if (session.reporter.asksNoMore) return 'not-wanted';
  const { report } = currentConversation(session);
  // They have an open report, so they are in touch anyway.
  return isDraft(report) || isInTouch(report) ? 'in-touch' : undefined;
}

/** Whoever they are afraid of may have the phone. */
function whyNotSafe(session: ConversationSession, reportId: string): 'silent' | undefined {
  const report = session.reports.get(reportId);
  return report?.silent || report?.lastNotified?.duress ? 'silent' : undefined;
}

function whyNotThem(session: ConversationSession, reportId: string, barred: Barred): 'barred' | undefined {
  return isBarred(session, reportId, barred) ? 'barred' : undefined;
}
