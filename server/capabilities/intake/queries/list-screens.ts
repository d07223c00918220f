import { FREE_TEXT, type ReporterScreen, type ReportScreens } from '#contract/silent-help';
import { QUESTION_IDS } from '#contract/silent-question';
import type { OutgoingMessage } from '#events/outgoing-message';
import type { Connection } from '#platform/database/database';
import { buildOutgoingMessage } from '../build-outgoing-message.ts';
import type { MessageContent } from '../prompts.ts';
import { renderFreeText, renderQuestion } from '../ready-questions.ts';
import { listScreenRecipients } from '../store-screens.ts';
import { translatorFor } from '../translate.ts';
import { toPageMessage } from '../web-message.ts';

/** Shows what a message looks like on a phone. */
export type ShowScreen = (message: OutgoingMessage) => ReporterScreen;

/** A question gets its id when it is sent. */
const NOT_ASKED_YET = '00000000-0000-0000-0000-000000000000';

/** The citizen page makes no sound and appears on no locked phone; it shows text and buttons where it is open. */
function showPage(message: OutgoingMessage): ReporterScreen {
  const { text, question } = toPageMessage(message, { id: NOT_ASKED_YET, reportId: NOT_ASKED_YET, at: new Date(0) });
  const buttons = question?.answers.map(({ label }) => label) ?? [];
  return { sound: false, lockScreen: [], chatList: '', chat: text === null ? [] : [text], buttons };
}

/** What each reporter's phone will show, for every ready question and for free text. */
export async function listScreens(
  showScreen: ShowScreen,
  connection: Connection,
  reportIds: string[],
): Promise<ReportScreens[]> {
  const recipients = await listScreenRecipients(connection, reportIds);
  return recipients.map(({ reportId, language, isSilent, channel, address }) => {
    const translate = translatorFor(language, isSilent);
    const showScreenOf = channel === 'web' ? showPage : showScreen;
    const show = (content: MessageContent) =>
      showScreenOf(buildOutgoingMessage({ channel, address }, content, { translate, quiet: false, about: null }));
    const questions = QUESTION_IDS.map((question) => ({
      question,
      screen: show(renderQuestion(translate, question, NOT_ASKED_YET)),
    }));
    return { reportId, silent: isSilent, freeText: show(renderFreeText(translate, FREE_TEXT)), questions };
  });
}
