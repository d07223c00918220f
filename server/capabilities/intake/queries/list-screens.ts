import { FREE_TEXT, type ReporterScreen, type ReportScreens } from '#contract/silent-help';
import { QUESTION_IDS } from '#contract/silent-question';
import type { Speech } from '#events/speech';
import type { Connection } from '#platform/database/database';
import type { Spoken } from '../prompts.ts';
import { speakFreely, speakQuestion } from '../ready-questions.ts';
import { wordsFor } from '../say.ts';
import { speechTo } from '../speech-to.ts';
import { listListeners } from '../store-screens.ts';

/** What the channel makes of a speech on a phone. */
export type ShowScreen = (speech: Speech) => ReporterScreen;

/** The question's own id is made when it is asked. */
const NOT_ASKED_YET = '00000000-0000-0000-0000-000000000000';

/** What each reporter's phone will do and show, with every ready question and with an officer's own words. */
export async function listScreens(
  showScreen: ShowScreen,
  connection: Connection,
  reportIds: string[],
): Promise<ReportScreens[]> {
  const listeners = await listListeners(connection, reportIds);
  return listeners.flatMap(({ reportId, language, isHushed, channel, address }) => {
    // A caller's phone shows nothing of ours.
    if (channel !== 'line') return [];
    const words = wordsFor(language, isHushed);
    const show = (spoken: Spoken) =>
      showScreen(speechTo({ channel, address }, spoken, { words, quiet: false, about: null }));
    const questions = QUESTION_IDS.map((question) => ({
      question,
      screen: show(speakQuestion(words, question, NOT_ASKED_YET)),
    }));
    return { reportId, hushed: isHushed, freeText: show(speakFreely(words, FREE_TEXT)), questions };
  });
}
