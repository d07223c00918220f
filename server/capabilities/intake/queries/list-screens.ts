import { FREE_TEXT, type ReporterScreen, type ReportScreens } from '#contract/silent-help';
import { QUESTION_IDS } from '#contract/silent-question';
import type { OutgoingMessage } from '#events/outgoing-message';
import type { Connection } from '#platform/database/database';
import { buildOutgoingMessage } from '../build-outgoing-message.ts';
import type { MessageContent } from '../prompts.ts';
import { renderFreeText, renderQuestion } from '../ready-questions.ts';
import { listScreenRecipients } from '../store-screens.ts';
import { translatorFor } from '../translate.ts';

/** What the channel makes of a speech on a phone. */
export type ShowScreen = (speech: OutgoingMessage) => ReporterScreen;

/** The question's own id is made when it is asked. */
const NOT_ASKED_YET = '00000000-0000-0000-0000-000000000000';

/** What each reporter's phone will do and show, with every ready question and with an officer's own words. */
export async function listScreens(
  showScreen: ShowScreen,
  connection: Connection,
  reportIds: string[],
): Promise<ReportScreens[]> {
  const listeners = await listScreenRecipients(connection, reportIds);
  return listeners.flatMap(({ reportId, language, isSilent, channel, address }) => {
    // A caller's phone shows nothing of ours.
    if (channel !== 'line') return [];
    const translate = translatorFor(language, isSilent);
    const show = (spoken: MessageContent) =>
      showScreen(buildOutgoingMessage({ channel, address }, spoken, { translate, quiet: false, about: null }));
    const questions = QUESTION_IDS.map((question) => ({
      question,
      screen: show(renderQuestion(translate, question, NOT_ASKED_YET)),
    }));
    return { reportId, silent: isSilent, freeText: show(renderFreeText(translate, FREE_TEXT)), questions };
  });
}
