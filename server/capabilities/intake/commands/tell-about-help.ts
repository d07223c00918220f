import type { Work } from '#platform/database/transaction';
import type { IntakeContext } from '../context.ts';
import { isDraft, isInTouch } from '../conversation.ts';
import { changeConversation, currentConversation } from '../conversation-session.ts';
import { type HelpNews, renderHelpNews } from '../help-news.ts';
import { translatorFor } from '../translate.ts';
import { addOutgoingMessage } from './add-outgoing-message.ts';
import { endSession, findSessionWith } from './open-session.ts';

/** `told`, or why not. */
export type HelpToldOutcome = 'told' | 'unreachable' | 'busy';

/**
 * Tells a person about their request for help, without sound and with a preview that says nothing. A question is not put
 * while they report something: it would take the words meant for the officer.
 * @param options.ifIdle only while nothing is reported
 */
export async function tellAboutHelp(
  context: IntakeContext,
  work: Work,
  { reporterId, news }: { reporterId: string; news: HelpNews },
  { ifIdle = false }: { ifIdle?: boolean } = {},
): Promise<HelpToldOutcome> {
  const found = await findSessionWith(work, reporterId);
  if (!found) return 'unreachable';
  const { session } = found;
  const conversation = currentConversation(session);
  const isBusy = isDraft(conversation.report) || isInTouch(conversation.report);
  const outcome: HelpToldOutcome =
    session.reporter.unreachable || session.reporter.channel !== 'line'
      ? 'unreachable'
      : isBusy && ifIdle
        ? 'busy'
        : 'told';
  if (outcome === 'told') {
    const translate = translatorFor(session.reporter.language, conversation.silentMode);
    const asks = (news.kind === 'ask-field' || news.kind === 'field-wrong') && !isBusy && !translate.isSilent;
    if (asks) changeConversation(session, { ...session.conversation, question: 'help-field' });
    const content = { ...renderHelpNews(news, translate), preview: translatorFor(translate.language, true)('preview') };
    addOutgoingMessage(session, content, { translate, quiet: true, isAside: isBusy });
  }
  if (found.isOurs) await endSession(context, work, session);
  return outcome;
}
