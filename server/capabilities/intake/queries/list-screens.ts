import { FREE_TEXT, type ReporterScreen, type ReportScreens } from '#contract/silent-help';
import { QUESTION_IDS } from '#contract/silent-question';
import type { OutgoingMessage } from '#events/outgoing-message';
import type { Connection } from '#platform/database/database';
import { buildOutgoingMessage } from '../build-outgoing-message.ts';
import type { MessageContent } from '../prompts.ts';
import { renderFreeText, renderQuestion } from '../ready-questions.ts';
import { listScreenRecipients } from '../store-screens.ts';
import { translatorFor } from '../translate.ts';

/** Shows what a message looks like on a phone. */
export type ShowScreen = (message: OutgoingMessage) => ReporterScreen;

/** A question gets its id when it is sent. */
const NOT_ASKED_YET = '00000000-0000-0000-0000-000000000000';

/** What each reporter's phone will show, for every ready question and for free text. */
export async function listScreens(
  showScreen: ShowScreen,
  connection: Connection,
  reportIds: string[],
): Promise<ReportScreens[]> {
  const recipients = await listScreenRecipients(connection, reportIds);
  return recipients.flatMap(({ reportId, language, isSilent, channel, address }) => {
    // A caller has no chat.
    if (channel !== 'line') return [];
    const translate = translatorFor(language, isSilent);
    const show = (content: MessageContent) =>
      showScreen(buildOutgoingMessage({ channel, address }, content, { translate, quiet: false, about: null }));
    const questions = QUESTION_IDS.map((question) => ({
      question,
      screen: show(renderQuestion(translate, question, NOT_ASKED_YET)),
    }));
    return { reportId, silent: isSilent, freeText: show(renderFreeText(translate, FREE_TEXT)), questions };
  });
}
